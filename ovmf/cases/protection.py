#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""protection.py QMP FILE.json: what the page tables of a stopped machine allow,
read from outside through QEMU's monitor and its gdb stub, compared with the facts
and findings of memblock.efi's JSON. Prints what differs, and one line with what
was compared."""
import json
import os
import re
import socket
import struct
import sys
import tempfile
import time

STACK_MAX = 1 << 20
# More than memblock.efi allocates after it has read the facts: where memory of
# loaders is executable and free memory is not, that much more is now.
OWN_MAX = 1 << 20
FREE, DEVICE = 7, 11


def bit(value, number):
    return bool(value >> number & 1)


class Monitor:
    def __init__(self, path):
        channel = socket.socket(socket.AF_UNIX)
        channel.connect(path)
        self.path = path
        self.qmp = channel.makefile('rw')
        self.qmp.readline()
        self.command('qmp_capabilities')
        self.command('stop')
        self.page = tempfile.NamedTemporaryFile()

    def command(self, name, **arguments):
        self.qmp.write(json.dumps({'execute': name, 'arguments': arguments}))
        self.qmp.write('\n')
        self.qmp.flush()
        while 'return' not in (answer := json.loads(self.qmp.readline())):
            assert 'error' not in answer, answer
        return answer['return']

    def human(self, line):
        return self.command('human-monitor-command', **{'command-line': line})

    def registers(self):
        return {name: int(value, 16) for name, value in
                re.findall(r'(\w+) ?= ?([0-9a-f]+)', self.human('info registers'))}

    def table(self, address, entries=512):
        self.command('pmemsave', val=address, size=8 * entries,
                     filename=self.page.name)
        with open(self.page.name, 'rb') as file:
            return struct.unpack(f'<{entries}Q', file.read())


class Stub:
    """QEMU's gdb stub, which has the system registers of aarch64."""
    def __init__(self, monitor):
        path = monitor.path + '.gdb'
        monitor.human(f'gdbserver unix:{path},server=on,wait=off')
        while not os.path.exists(path):
            time.sleep(0.1)
        channel = socket.socket(socket.AF_UNIX)
        channel.connect(path)
        self.file = channel.makefile('rwb', buffering=0)
        self.ask('qSupported:xmlRegisters=aarch64')
        self.numbers = {}
        for name in re.findall(r'href="([^"]+)"', self.read('target.xml')):
            self.numbers.update(re.findall(r'name="(\w+)"[^>]*regnum="(\d+)"',
                                           self.read(name)))

    def ask(self, text):
        data = text.encode()
        self.file.write(b'$%s#%02x' % (data, sum(data) & 255))
        while self.file.read(1) != b'$':
            pass
        answer = b''
        while (byte := self.file.read(1)) != b'#':
            answer += bytes([self.file.read(1)[0] ^ 0x20]) if byte == b'}' else byte
        self.file.read(2)
        self.file.write(b'+')
        return answer.decode()

    def read(self, name):
        text = ''
        while True:
            part = self.ask(f'qXfer:features:read:{name}:{len(text):x},800')
            text += part[1:]
            if part[0] != 'm':
                return text

    def register(self, name):
        value = self.ask(f'p{int(self.numbers[name]):x}')
        return int.from_bytes(bytes.fromhex(value), 'little')


class X86:
    """Intel SDM, volume 3, 4.5 and 4.6. What a table forbids, all below it does."""
    def __init__(self, monitor):
        registers = monitor.registers()
        self.monitor = monitor
        self.stack = registers['RSP']
        self.levels = 5 if bit(registers['CR4'], 12) else 4
        self.root = registers['CR3'] & 0x000ffffffffff000
        self.write_protect = bit(registers['CR0'], 16)
        self.no_execute = bit(registers['EFER'], 11)

    def leaves(self):
        yield from self.walk(self.root, self.levels - 1, 0, True, True)

    def walk(self, table, level, base, write, execute):
        for number, entry in enumerate(self.monitor.table(table)):
            if not bit(entry, 0):
                continue
            first = base + (number << 12 + 9 * level)
            writes = write and bit(entry, 1)
            executes = execute and not (self.no_execute and bit(entry, 63))
            if level == 0 or (level < 3 and bit(entry, 7)):
                yield (first, first + (1 << 12 + 9 * level),
                       writes or not self.write_protect, executes)
            else:
                yield from self.walk(entry & 0x000ffffffffff000, level - 1,
                                     first, writes, executes)


class Arm64:
    """Arm ARM, D8: stage 1 at EL1 or EL2, granules of 4 KiB."""
    def __init__(self, monitor):
        stub = Stub(monitor)
        state = monitor.human('info registers')
        self.monitor = monitor
        self.stack = int(re.search(r'\bSP=([0-9a-f]+)', state)[1], 16)
        self.el2 = 'EL2' in re.search(r'PSTATE=.*', state)[0]
        level = 'EL2' if self.el2 else 'EL1'
        tcr = stub.register(f'TCR_{level}')
        control = stub.register('SCTLR_EL2' if self.el2 else 'SCTLR')
        assert bit(control, 0) and tcr >> 14 & 3 == 0
        bits = 64 - (tcr & 63)
        self.levels = -(-(bits - 12) // 9)
        self.entries = 1 << bits - 12 - 9 * (self.levels - 1)
        self.root = stub.register(f'TTBR0_{level}') & 0x0000fffffffffffe
        self.hierarchy = not bit(tcr, 24 if self.el2 else 41)
        self.write_never_executes = bit(control, 19)

    def leaves(self):
        yield from self.walk(self.root, self.levels - 1, 0, True, True,
                             self.entries)

    def walk(self, table, level, base, write, execute, entries=512):
        for number, entry in enumerate(self.monitor.table(table, entries)):
            if not bit(entry, 0) or (level == 0 and not bit(entry, 1)):
                continue
            first = base + (number << 12 + 9 * level)
            if level > 0 and bit(entry, 1):
                # APTable[1]; XNTable, PXNTable
                writes = write and not (self.hierarchy and bit(entry, 62))
                executes = execute and not (
                    self.hierarchy and bit(entry, 60 if self.el2 else 59))
                yield from self.walk(entry & 0x0000fffffffff000, level - 1,
                                     first, writes, executes)
                continue
            # AP[2]; XN, PXN. What EL0 may write, EL1 never executes.
            writes = write and not bit(entry, 7)
            executes = execute and not bit(entry, 54 if self.el2 else 53)
            if writes and (self.write_never_executes or
                           (not self.el2 and bit(entry, 6))):
                executes = False
            yield first, first + (1 << 12 + 9 * level), writes, executes


def overlap(ranges, first, end):
    return sum(max(0, min(e, end) - max(f, first)) for f, e in ranges)


def look(tables, descriptors):
    """The number of leaves, the facts by the names of their rules, and how much
    of what the report has as free is writable and executable."""
    mapped, writable_code, executable = [], [], []
    for first, end, write, execute in tables.leaves():
        mapped.append((first, end))
        if execute:
            executable.append((first, end))
            if write:
                writable_code.append((first, end))

    def of_type(number, ranges):
        return sum(overlap(ranges, first, first + int(d['num_pages'], 16) * 4096)
                   for d in descriptors if d['type'] == number
                   for first in [int(d['phys_addr'], 16)])
    stack = tables.stack
    below = max(0, stack - STACK_MAX)
    return len(mapped), {
        'writable-code': sum(end - first for first, end in writable_code),
        'free-mapped': of_type(FREE, mapped),
        'device-code': of_type(DEVICE, executable),
        'page-0': overlap(mapped, 0, 4096),
        'stack-code': overlap(executable, stack, stack + 1),
        'stack-open': overlap(mapped, below, stack) == stack - below,
    }, of_type(FREE, writable_code)


def main():
    with open(sys.argv[2], encoding='utf-8') as file:
        report = json.load(file)
    monitor = Monitor(sys.argv[1])
    x86 = 'CR3' in monitor.registers()
    count, found, own = look((X86 if x86 else Arm64)(monitor),
                        report['map']['descriptors'])
    rules = {finding['rule'] for finding in report['findings']}
    for rule, value in found.items():
        if bool(value) != (rule in rules):
            print(f'wrong: {rule}: {value} by the page tables, which '
                  f'memblock.efi {"reports" if rule in rules else "does not report"}')
    for rule in ('writable-code', 'free-mapped', 'device-code'):
        theirs = int(report['facts']['protection'][rule.replace('-', '_')], 16)
        since = own if rule == 'writable-code' and own < OWN_MAX else 0
        if not found[rule] - since <= theirs <= found[rule]:
            print(f'wrong: {rule}: {found[rule]:#x} bytes by the page tables, '
                  f'{theirs:#x} by memblock.efi')
    print(f'{count} leaves;',
          ', '.join(f'{rule} {value:#x}' for rule, value in found.items()))


main()
