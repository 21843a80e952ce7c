#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""protection.py QMP FILE.json: what the page tables of a stopped machine allow,
read from outside through QEMU's monitor, compared with the facts and findings of
memblock.efi's JSON. Prints what differs, and one line with what was compared."""
import json
import re
import socket
import struct
import sys
import tempfile

PRESENT, WRITABLE, LARGE, NO_EXECUTE = 1, 2, 1 << 7, 1 << 63
ADDRESS = 0x000ffffffffff000
STACK_MAX = 1 << 20
FREE, DEVICE = 7, 11


class Monitor:
    def __init__(self, path):
        channel = socket.socket(socket.AF_UNIX)
        channel.connect(path)
        self.qmp = channel.makefile('rw')
        self.qmp.readline()
        self.command('qmp_capabilities')
        self.command('stop')
        self.page = tempfile.NamedTemporaryFile()
        text = self.command('human-monitor-command',
                            **{'command-line': 'info registers'})
        self.register = {name: int(value, 16) for name, value in
                         re.findall(r'(\w+) ?= ?([0-9a-f]+)', text)}

    def command(self, name, **arguments):
        self.qmp.write(json.dumps({'execute': name, 'arguments': arguments}))
        self.qmp.write('\n')
        self.qmp.flush()
        while 'return' not in (answer := json.loads(self.qmp.readline())):
            assert 'error' not in answer, answer
        return answer['return']

    def table(self, address):
        self.command('pmemsave', val=address, size=4096,
                     filename=self.page.name)
        with open(self.page.name, 'rb') as file:
            return struct.unpack('<512Q', file.read())


def leaves(monitor, table, level, base, writable, executable):
    """(first, end, writable, executable) of all that is mapped."""
    size = 1 << (12 + 9 * level)
    for number, entry in enumerate(monitor.table(table)):
        if not entry & PRESENT:
            continue
        first = base + number * size
        may_write = writable and bool(entry & WRITABLE)
        may_execute = executable and not entry & NO_EXECUTE
        if level == 0 or (level < 3 and entry & LARGE):
            yield first, first + size, may_write, may_execute
        else:
            yield from leaves(monitor, entry & ADDRESS, level - 1, first,
                              may_write, may_execute)


def overlap(ranges, first, end):
    return sum(max(0, min(e, end) - max(f, first)) for f, e in ranges)


def main():
    monitor = Monitor(sys.argv[1])
    register = monitor.register
    with open(sys.argv[2], encoding='utf-8') as file:
        report = json.load(file)
    levels = 5 if register['CR4'] & 1 << 12 else 4
    write_protect = register['CR0'] & 1 << 16
    mapped, writable_code, executable = [], 0, []
    for first, end, write, execute in leaves(
            monitor, register['CR3'] & ADDRESS, levels - 1, 0, True, True):
        execute = execute or not register['EFER'] & 1 << 11
        mapped.append((first, end))
        if execute:
            executable.append((first, end))
            if write or not write_protect:
                writable_code += end - first

    def of_type(number, ranges):
        return sum(overlap(ranges, first, first + int(d['num_pages'], 16) * 4096)
                   for d in report['map']['descriptors'] if d['type'] == number
                   for first in [int(d['phys_addr'], 16)])
    stack = register['RSP']
    below = max(0, stack - STACK_MAX)
    found = {
        'writable-code': writable_code,
        'free-mapped': of_type(FREE, mapped),
        'device-code': of_type(DEVICE, executable),
        'page-0': overlap(mapped, 0, 4096),
        'stack-code': overlap(executable, stack, stack + 1),
        'stack-open': overlap(mapped, below, stack) == stack - below,
    }
    rules = {finding['rule'] for finding in report['findings']}
    for rule, value in found.items():
        if bool(value) != (rule in rules):
            print(f'wrong: {rule}: {value} by the page tables, which '
                  f'memblock.efi {"reports" if rule in rules else "does not report"}')
    for rule in ('writable-code', 'free-mapped', 'device-code'):
        theirs = int(report['facts']['protection'][rule.replace('-', '_')], 16)
        if theirs != found[rule]:
            print(f'wrong: {rule}: {found[rule]:#x} bytes by the page tables, '
                  f'{theirs:#x} by memblock.efi')
    print(f'{len(mapped)} leaves;',
          ', '.join(f'{rule} {value:#x}' for rule, value in found.items()))


main()
