#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""variants.py BUILD FOLDER

Makes sound kernels that are unusual, from the probe kernels in BUILD, in FOLDER:
other classes, addresses and headers of Multiboot and PVH.
"""
import struct
import sys

from elffile import MAGIC_1, MAGIC_2, find, header, header_1, header_2
from elffile import program, put, tag

build, folder = sys.argv[1:3]
BASE = 0x100000
# Its two segments are together in the file as they are in memory.
FIRST = 0x1000
# Of PVH; the entry follows.
NOTE = b'\4\0\0\0\4\0\0\0\x12\0\0\0Xen\0'


def kernel(name):
    with open(f'{build}/kernels/probe/{name}.elf', 'rb') as file:
        return bytearray(file.read())


def make(name, data):
    with open(f'{folder}/{name}', 'wb') as file:
        file.write(data)


def fields(data, index):
    """Of a 32-bit program header: type, offset, vaddr, paddr, filesz, memsz,
    flags, align."""
    return list(struct.unpack_from('<8I', data, 52 + 32 * index))


def moved(data, by):
    for i in range(2):
        _, _, vaddr, paddr, *_ = fields(data, i)
        data = program(data, i, vaddr=vaddr + by, paddr=paddr + by)
    entry = struct.unpack_from('<I', data, 24)[0]
    if NOTE in data:
        at = data.index(NOTE) + len(NOTE)
        data = put(data, at, 'I', struct.unpack_from('<I', data, at)[0] + by)
    return header(data, entry=entry + by)


def of_64_bits(data, machine=62):
    """The same file with headers of 64 bits."""
    entry = struct.unpack_from('<I', data, 24)[0]
    head = struct.pack('<16sHHIQQQIHHHHHH', bytes(data[:4]) + b'\2\1\1', 2,
                       machine, 1, entry, 64, 0, 0, 64, 56, 3, 64, 0, 0)
    for i in range(3):
        kind, offset, vaddr, paddr, size, memory, flags, align = fields(data, i)
        head += struct.pack('<IIQQQQQQ', kind, flags, offset, vaddr, paddr,
                            size, memory, align)
    return head + data[len(head):]


def every(name):
    """What each of the protocols allows an ELF file."""
    probe = kernel(name)
    make(f'{name}-4m', moved(probe, 3 << 20))
    make(f'{name}-64', of_64_bits(probe))
    make(f'{name}-wx', program(program(probe, 0, flags=7), 1, flags=7))
    # An empty segment at an address of another one.
    make(f'{name}-empty', header(program(probe, 3, type=1, paddr=BASE,
                                         vaddr=BASE), phnum=4))
    # Virtual addresses in the higher half.
    virtual = probe
    for i in range(2):
        virtual = program(virtual, i, vaddr=fields(probe, i)[2] + 0xc0000000)
    entry = struct.unpack_from('<I', probe, 24)[0]
    make(f'{name}-virtual', header(virtual, entry=entry + 0xc0000000))


def addresses(data, at):
    """Where the header, the image, its bytes and its memory are."""
    _, _, _, paddr, size, memory, *_ = fields(data, 1)
    return BASE + at - FIRST, BASE, paddr + size, paddr + memory


def multiboot1():
    probe = kernel('mb1')
    at, entry = find(probe, MAGIC_1), struct.unpack_from('<I', probe, 24)[0]
    data = header_1(probe, at, 0x10003, *addresses(probe, at), entry)
    # Not an ELF file any more.
    make('mb1-addresses', put(data, 0, 'I', 0))


def multiboot2():
    probe, mover = kernel('mb2'), kernel('mb2-move')
    at, entry = find(probe, MAGIC_2), struct.unpack_from('<I', probe, 24)[0]
    tags = tag(2, *addresses(probe, at)) + tag(3, entry) + tag(0)
    make('mb2-addresses', put(header_2(probe, at, tags), 0, 'I', 0))
    # The last place where a loader looks for one.
    last = header_2(put(probe, at, 'I', 0), 32768 - 24, tag(0))
    make('mb2-last', last)
    make('mb2-cut-end', header_2(probe, at, tag(6) + tag(0), length=30))
    make('mb2-highest', put(mover, find(mover, 0x7fffffff) + 8, 'I', 2))


for probe_name in ('mb1', 'mb2', 'pvh'):
    every(probe_name)
make('pvh-virtual', kernel('pvh'))
multiboot1()
multiboot2()
