#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""picture.py FILE.ppm FILE.json [zoomed]: compares the explorer's picture in
a screenshot with the map and the sets of a report in JSON. zoomed: only some
ranges are in the picture, one after another. Prints one line for each
thing that is wrong, and one with what was compared. Without a report: only
whether there is a picture."""
import json
import sys

LETTERS = 12  # letters before the bars, and one after them
CLASSES = {
    'free': (0x009e73, [7]), 'boot services': (0x56b4e9, [3, 4]),
    'loader': (0x0072b2, [1, 2]), 'ACPI tables': (0xf0e442, [9]),
    'ACPI NVS': (0xe69f00, [10]), 'runtime': (0xd55e00, [5, 6]),
    'MMIO': (0x882255, [11, 12]), 'others': (0xe0e0e0, None),
    'hole': (0x303030, []),
}
BLACK, ALL, PART, WHITE = 0, 0x909090, 0x484848, 0xffffff


def read_ppm(path):
    with open(path, 'rb') as file:
        fields = file.read().split(maxsplit=4)
    width, height, data = int(fields[1]), int(fields[2]), fields[4]

    def row(y):
        line = data[3 * width * y:3 * width * (y + 1)]
        return [int.from_bytes(line[i:i + 3], 'big')
                for i in range(0, 3 * width, 3)]
    return width, height, [row(y) for y in range(height)]


def class_of(number):
    for name, (_, types) in CLASSES.items():
        if types and number in types:
            return name
    return 'others'


def spans_of(report):
    """The address space as (base, end, class), holes included."""
    spans, end = [], 0
    rows = sorted((int(d['phys_addr'], 16), int(d['num_pages'], 16) * 4096,
                   class_of(d['type'])) for d in report['map']['descriptors'])
    for base, size, name in rows:
        if base > end:
            spans.append([end, base, 'hole'])
        if spans and spans[-1][2] == name:
            spans[-1][1] = base + size
        else:
            spans.append([base, base + size, name])
        end = base + size
    return spans


def share(ranges, base, end):
    inside = sum(max(0, min(end, e) - max(base, b)) for b, e in ranges)
    return BLACK if not inside else ALL if inside == end - base else PART


def find_map(rows, left, right, scale):
    """The rows of the map: from edge to edge, the colours of classes."""
    colours = {colour for colour, _ in CLASSES.values()}
    return [y for y, row in enumerate(rows)
            if row[left] in colours and row[right - scale - 1] in colours
            and set(row[left:right]) <= colours | {BLACK, WHITE}]


def find_segments(row, left, right):
    """Where the segments of the map begin and end: with a black line."""
    segments, start = [], left
    for x in range(left, right):
        if row[x] == BLACK and (x + 1 == right or row[x + 1] != BLACK):
            segments.append((start, x + 1))
            start = x + 1
    return segments


def find_sets(rows, first, left, right):
    """One row of each group of equal rows with their colours. A set that has
    nothing in the picture is black."""
    found, y = [], first
    while y < len(rows):
        row = rows[y][left:right]
        y += 1
        if set(row) <= {BLACK, ALL, PART, WHITE} and set(row) & {ALL, PART}:
            found.append(y - 1)
            while rows[y][left:right] == row:
                y += 1
    return found


def differences(row, segments, spans, sets, scale):
    for (first, end), (base, last, name) in zip(segments, spans):
        found = {row[x] for x in range(first, end - scale)} - {WHITE}
        if found != {CLASSES[name][0]}:
            yield f'{base:#x} is {name}, not {found}'
        for name, set_row, ranges in sets:
            size, cells = last - base, end - first
            for i in range(cells):
                want = share(ranges, base + size * i // cells,
                             base + size * (i + 1) // cells)
                if set_row[first + i] not in (want, WHITE):
                    yield (f'pixel {first + i} of {name} is '
                           f'{set_row[first + i]:06x}, not {want:06x}')


def main():
    width, height, rows = read_ppm(sys.argv[1])
    scale = 1 if width < 2560 else 2 if width < 3840 else 3
    left, right = LETTERS * 8 * scale, width - 8 * scale
    maps = find_map(rows, left, right, scale)
    if not maps:
        print('wrong: the picture has no map')
    if not maps or len(sys.argv) < 3:
        return
    with open(sys.argv[2], encoding='utf-8') as file:
        report = json.load(file)
    spans = spans_of(report)
    segments = find_segments(rows[maps[0]], left, right)
    places = find_sets(rows, maps[-1] + 1, left, right)
    ranges = {name: [(int(r['base'], 16),
                      int(r['base'], 16) + int(r['size'], 16))
                     for r in report[name]]
              for name in ('memory', 'reserved', 'physmap') if report[name]}
    sets = [(name, rows[y], ranges[name]) for name, y in zip(ranges, places)]
    # All ranges, or those where the fewest pixels differ.
    firsts = [0] if len(sys.argv) < 4 else \
        range(len(spans) - len(segments) + 1)
    wrong = min(([*differences(rows[maps[0]], segments, spans[first:], sets,
                               scale)] for first in firsts), key=len)
    if len(sys.argv) < 4 and len(segments) != len(spans):
        wrong.append(f'{len(segments)} segments of {len(spans)} ranges')
    if len(places) != len(ranges):
        wrong.append(f'{len(places)} sets')
    caps = [x for x in range(left, right)
            if all(row[x] == WHITE for _, row, _ in sets)]
    for line in wrong[:20]:
        print('wrong:', line)
    print(f'{width}x{height}: {len(segments)} of {len(spans)} ranges, '
          f'{len(sets) * (right - left)} pixels of sets, cap at {caps}')


main()
