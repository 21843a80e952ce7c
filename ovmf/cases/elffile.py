# SPDX-License-Identifier: BSD-2-Clause
"""Changes the headers of kernels, for broken.py and variants.py."""
import struct


def put(data, at, form, *values):
    """A copy with these little-endian values at an offset."""
    data = bytearray(data)
    struct.pack_into('<' + form, data, at, *values)
    return data


FIELDS_64 = {'type': (16, 'H'), 'machine': (18, 'H'), 'entry': (24, 'Q'),
             'phoff': (32, 'Q'), 'phentsize': (54, 'H'), 'phnum': (56, 'H')}
FIELDS_32 = {'type': (16, 'H'), 'machine': (18, 'H'), 'entry': (24, 'I'),
             'phoff': (28, 'I'), 'phentsize': (42, 'H'), 'phnum': (44, 'H')}
PROGRAM_64 = {'type': (0, 'I'), 'flags': (4, 'I'), 'offset': (8, 'Q'),
              'vaddr': (16, 'Q'), 'paddr': (24, 'Q'), 'filesz': (32, 'Q'),
              'memsz': (40, 'Q'), 'align': (48, 'Q')}
PROGRAM_32 = {'type': (0, 'I'), 'offset': (4, 'I'), 'vaddr': (8, 'I'),
              'paddr': (12, 'I'), 'filesz': (16, 'I'), 'memsz': (20, 'I'), 'flags': (24, 'I')}


def header(data, **values):
    fields = FIELDS_64 if data[4] == 2 else FIELDS_32
    for name, value in values.items():
        data = put(data, *fields[name], value)
    return data


def program(data, index, **values):
    is_64 = data[4] == 2
    fields = PROGRAM_64 if is_64 else PROGRAM_32
    at = (64 + 56 * index) if is_64 else (52 + 32 * index)
    for name, value in values.items():
        data = put(data, at + fields[name][0], fields[name][1], value)
    return data


# --- Multiboot -------------------------------------------------------------

MAGIC_1, MAGIC_2 = 0x1badb002, 0xe85250d6


def tag(number, *words, flags=0, size=-1):
    """A tag of a Multiboot2 header."""
    words = struct.pack(f'<{len(words)}I', *words)
    if size < 0:
        size = 8 + len(words)
    return (struct.pack('<HHI', number, flags, size) + words
            + bytes(-len(words) % 8))


def header_1(data, at, flags, *addresses):
    """A Multiboot header at an offset."""
    data = put(data, at, 'III', MAGIC_1, flags, -(MAGIC_1 + flags) % 2**32)
    return put(data, at + 12, f'{len(addresses)}I', *addresses)


def header_2(data, at, tags, length=-1, architecture=0):
    """A Multiboot2 header at an offset."""
    if length < 0:
        length = 16 + len(tags)
    data = put(data, at, 'IIII', MAGIC_2, architecture, length,
               -(MAGIC_2 + architecture + length) % 2**32)
    return put(data, at + 16, f'{len(tags)}s', tags)


def find(data, magic):
    return data.index(struct.pack('<I', magic))
