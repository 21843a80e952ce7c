#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""broken.py ARCH BUILD FOLDER

Makes kernels that no loader can boot: copies of the probe kernels in BUILD with
one fault each, in FOLDER. Prints a line for each: its name, the options that
ask for it, and a regular expression for the reason that has to be given for it,
separated by '|'.
"""
import gzip
import struct
import sys

from elffile import MAGIC_1, MAGIC_2, find, header, header_1, header_2
from elffile import program, put, tag

arch, build, folder = sys.argv[1:4]
X86 = arch == 'x86_64'


def source(name):
    with open(f'{build}/{name}', 'rb') as file:
        return bytearray(file.read())


def kernel(name):
    return source(f'kernels/{name}.elf')


def make(name, data, reason, options=''):
    with open(f'{folder}/{name}', 'wb') as file:
        file.write(data)
    print(f'{name}|{options}|{reason}')


def elf():
    tiny, pie = kernel('tiny'), kernel('tiny-pie')
    foreign, name = (183, 'AArch64') if X86 else (62, 'x86-64')
    high = 0xffffffff80000000
    make('elf-32-bits', put(tiny, 4, 'B', 1), 'its ELF class is 1')
    make('elf-no-class', put(tiny, 4, 'B', 0), 'its ELF class is 0')
    make('elf-big-endian', put(tiny, 5, 'B', 2), 'its byte order is 2')
    make('elf-version', put(tiny, 6, 'B', 9), 'its ELF version is 9')
    make('elf-object', header(tiny, type=1), 'its ELF type is 1;')
    make('elf-core', header(tiny, type=4), 'its ELF type is 4;')
    make('elf-foreign', header(tiny, machine=foreign), f'made for {name}, not')
    make('elf-riscv', header(tiny, machine=243), 'made for RISC-V')
    make('elf-machine', header(tiny, machine=9999), 'made for machine 9999')
    make('elf-no-headers', header(tiny, phnum=0), 'it has 0 program headers')
    make('elf-headers', header(tiny, phnum=0xffff), '65535 program headers')
    make('elf-small-headers', header(tiny, phentsize=32), 'have 32 bytes')
    make('elf-headers-outside', header(tiny, phoff=1 << 20), 'copy it again')
    make('elf-headers-wrap', header(tiny, phoff=(1 << 64) - 64), 'go beyond')
    make('elf-interpreter', program(tiny, 3, type=3), 'an interpreter')
    nothing = program(program(program(tiny, 0, type=6), 1, type=6), 2, type=6)
    make('elf-no-segment', nothing, 'none of its 4 program headers')
    make('elf-segment-sizes', program(tiny, 2, memsz=16), 'bytes in the file')
    make('elf-segment-outside', program(tiny, 1, offset=1 << 30), 'copy it again')
    make('elf-segment-wraps', program(tiny, 2, memsz=(1 << 64) - 1), 'beyond')
    make('elf-segment-align', program(tiny, 1, align=0x3000), 'a power of two')
    make('elf-segment-rights', program(tiny, 0, flags=7), 'separate code from')
    make('elf-segment-page', program(tiny, 1, vaddr=high + 0x1800), 'shares a')
    make('elf-segment-twice', program(tiny, 1, vaddr=high), 'shares a page')
    make('elf-segment-far', program(pie, 2, memsz=1 << 40), 'not valid on')
    make('elf-segment-large', program(pie, 2, memsz=1 << 30), 'needs 1.0 GiB')
    make('elf-entry-outside', header(tiny, entry=0x1000), 'its entry 0x1000')
    make('elf-entry-data', header(tiny, entry=high + 0x3000), 'not in an exec')
    make('elf-cut', tiny[:5000], 'copy it again')
    make('elf-cut-header', tiny[:40], 'it has 40 bytes')
    make('elf-only-magic', tiny[:4], 'it has 4 bytes')
    dynamic = struct.unpack_from('<Q', pie, 64 + 3 * 56 + 8)[0]
    relocation = 0x1000 + struct.unpack_from('<Q', pie, dynamic + 7 * 16 + 8)[0]
    for name, tag, value, reason in (
            ('library', 1, 0, 'a shared library'),
            ('rel', 17, 0x2000, 'has the tag 0x11'),
            ('rela-size', 9, 16, 'has the tag 9 with')):
        make(f'pie-{name}', put(pie, dynamic, 'QQ', tag, value), reason)
    make('pie-rela-outside', put(pie, dynamic + 7 * 16 + 8, 'Q', 1 << 40),
         'do not lie in a segment')
    make('pie-relocation-type', put(pie, relocation + 8, 'Q', 1), 'is of type 1;')
    make('pie-relocation-place', put(pie, relocation, 'Q', 1 << 40),
         'changes 0x10000000000')
    make('pie-dynamic-outside', program(pie, 3, vaddr=1 << 40), 'dynamic sect')


# --- what is not a kernel ---------------------------------------------------

def others():
    tiny = kernel('tiny')
    packed = bytearray(gzip.compress(bytes(tiny), mtime=0))
    make('empty', b'', 'it is empty')
    make('text', b'not a kernel\n' * 50, 'not .*an ELF file')
    make('zeros', bytes(100000), 'not .*an ELF file')
    make('archive', b'070701' + bytes(600), 'not .*an ELF file')
    make('zstd', b'\x28\xb5\x2f\xfd' + bytes(600), 'compressed with zstd')
    make('xz', b'\xfd7zXZ\0' + bytes(600), 'compressed with xz')
    make('lz4', b'\x04\x22\x4d\x18' + bytes(600), 'compressed with lz4')
    make('lz4-legacy', b'\x02\x21\x4c\x18' + bytes(600), 'compressed with lz4')
    make('bzip2', b'BZh9' + bytes(600), 'compressed with bzip2')
    make('gzip-cut', packed[:3000], 'cannot be unpacked')
    make('gzip-header', packed[:8], 'cannot be unpacked')
    make('gzip-sum', put(packed, len(packed) - 8, 'I', 1), 'cannot be unpacked')
    make('gzip-size', put(packed, len(packed) - 4, 'I', 60000), 'be unpacked')
    make('gzip-data', put(packed, 100, 'QQ', 0, 0), 'cannot be unpacked')
    make('gzip-flags', put(packed, 3, 'B', 0xe0), 'cannot be unpacked')
    make('gzip-more', packed + b'more, and more', 'cannot be unpacked')
    make('gzip-text', gzip.compress(b'text' * 99), 'not .*an ELF file')


# --- Linux and other programs of the firmware -------------------------------

def bzimage(protocol=0x20f, flags=1, xflags=1, setup=4, init=1 << 24,
            align=1 << 21, jump=0x66, stub=False):
    data = bytearray(16384)
    if stub:
        data = put(data, 0, '2s', b'MZ')
        data = put(data, 0x3c, 'I64x4sH', 0x80, b'PE', 0x8664)
    data = put(data, 0x1f1, 'B', setup)
    data = put(data, 0x1fe, 'HBB4sH', 0xaa55, 0xeb, jump, b'HdrS', protocol)
    data = put(data, 0x211, 'B', flags)
    data = put(data, 0x230, 'I', align)
    data = put(data, 0x236, 'H', xflags)
    data = put(data, 0x258, 'QI', 1 << 24, init)
    return data


def linux():
    efi = source('memblock.efi')
    pe = struct.unpack_from('<I', efi, 0x3c)[0]
    make('efi-32-bits', put(efi, pe + 4, 'H', 0x14c), 'it is for 32-bit x86')
    make('efi-arm', put(efi, pe + 4, 'H', 0x1c2), 'it is for 32-bit ARM')
    make('efi-riscv', put(efi, pe + 4, 'H', 0x5064), 'it is for riscv64')
    make('efi-machine', put(efi, pe + 4, 'H', 1), 'for another architecture')
    make('efi-only-dos', put(efi, 0x3c, 'I', 1 << 30), 'not .*an ELF file')
    make('efi-cut', efi[:4096], '.')
    make('zimage-arm', put(bytes(9999), 0x24, 'I', 0x016f2818), '32-bit ARM')
    make('image-riscv', put(bytes(9999), 0x38, '4s', b'RSC\5'), 'for RISC-V')
    image = put(bytes(9999), 0x38, '4s', b'ARMd')
    if not X86:
        make('image-big-endian', put(image, 0x18, 'B', 1), 'a big-endian')
        make('image-no-stub', image, 'it has no EFI stub')
        make('bzimage', bzimage(), 'it is for x86_64')
        return
    make('image-arm64', image, 'it is for aarch64')
    make('bzimage-cut', bzimage(setup=64), 'its setup code has')
    make('bzimage-low', bzimage(flags=0), 'it is a 16-bit program or a zImage')
    make('bzimage-old', bzimage(protocol=0x20b), 'neither an EFI stub nor')
    make('bzimage-32-bits', bzimage(xflags=0), 'neither an EFI stub nor')
    for name, reason, fields in (
            ('old', 'protocol is 2.11', {'protocol': 0x20b}),
            ('32-bits', 'no 64-bit entry', {'xflags': 0}),
            ('align', 'alignment is 0x3000', {'align': 0x3000}),
            ('init', 'its init_size is 0x10', {'init': 16}),
            ('header', 'setup header ends at', {'jump': 0x20})):
        make(f'direct-{name}', bzimage(stub=True, **fields), reason,
             'road=direct')
    make('stub-none', bzimage(), 'it has no EFI stub', 'road=stub')


# --- Limine -----------------------------------------------------------------

FEATURES = {'entry': (0x13d86c035a1cd3e1, 0x2b0caa89d8f3026a),
            'paging': (0x95c1a0edab0944cb, 0xa4e5cb3842f7488a),
            'module': (0x3e7e279702be32af, 0xca1c4f3bd1280cee),
            'hhdm': (0x48dcf1cb8ad2b852, 0x63984e959a98244b),
            'stack': (0x224ef0460a8e8926, 0xe1cb0fc25f46ea3d),
            'unknown': (0x0123456789abcdef, 0xfedcba9876543210)}
TAG = struct.pack('<QQ', 0xf9562b2d5c95a6c8, 0x6a7b384944536bdc)


def limine():
    probe, zero = kernel('limine/6'), kernel('limine/0')
    tag = probe.index(TAG)

    def request(name, data=probe):
        """The offset of its ID's second half."""
        return data.index(struct.pack('<QQ', *FEATURES[name]))

    def ask(name, *fields):
        return put(probe, request(name) + 32, f'{len(fields)}Q', *fields)

    def ask_modules(data, *fields):
        """Of revision 1, which has the kernel's own."""
        data = put(data, request('module') + 16, 'Q', 1)
        return put(data, request('module') + 32, f'{len(fields)}Q', *fields)

    data = struct.unpack_from('<Q', probe, 64 + 2 * 56 + 16)[0]
    start = struct.unpack_from('<Q', probe, 64 + 2 * 56 + 8)[0]
    listed = struct.unpack_from('<Q', probe, request('module') + 40)[0]
    first = struct.unpack_from('<Q', probe, listed - data + start)[0]

    def internal(flags):
        return ask_modules(put(probe, first - data + start + 16, 'Q', flags), 1)

    make('limine-revision', put(probe, tag + 16, 'Q', 7), 'base revision 7')
    make('limine-revisions', put(probe, tag + 16, 'q', -1), 'base revision')
    unknown = request('unknown') - 16
    make('limine-two-tags', put(probe, unknown, '16sQ', TAG, 6),
         'two base revision tags')
    make('limine-twice', put(probe, request('unknown'), 'QQ',
                             *FEATURES['hhdm']), 'two requests of one kind')
    make('limine-entry', ask('entry', 0x1000), 'its entry point 0x1000')
    make('limine-elf-entry', header(put(probe, request('entry'), 'QQ', 1, 2),
                                    entry=0x2000), 'its entry point 0x2000')
    make('limine-paging', ask('paging', 0, 0, 9), 'no mode that is known')
    make('limine-paging-order', ask('paging', 1, 0, 1), 'no mode that is known')
    make('limine-modules', ask_modules(probe, 1 << 20), 'it names 1048576 internal')
    make('limine-module-outside', ask_modules(probe, 2, 1 << 40),
         'outside its image')
    make('limine-module-packed', internal(2), 'is to be decompressed')
    make('limine-module-required', internal(1), '^absent cannot be read')
    make('limine-stack', ask('stack', 1 << 36),
         '^A stack for each processor needs')
    low = probe
    for i, at in enumerate((0x200000, 0x204000, 0x208000)):
        low = program(low, i, vaddr=at)
    make('limine-low', low, 'at 0xffffffff80000000 or above',
         'protocol=limine')
    make('limine-none', kernel('tiny'), 'no request of the Limine protocol',
         'protocol=limine')
    # The last request reaches beyond the page, after the others.
    other = probe.index(struct.pack('<QQ', *FEATURES['hhdm']),
                        request('hhdm') + 1)
    cut = put(probe, other - 16, 'Q', 0)
    cut = put(cut, find(cut, 0x1bb10d03), 'Q', 0)
    cut = put(cut, start + 4096 - 32, 'QQ', 0xc7b1dd30df4c8b88,
              0x0a82e883a194f07b)
    make('limine-cut', program(cut, 2, filesz=4096, memsz=4096),
         'goes beyond its image')
    names = struct.pack('<Q', data + zero.index(struct.pack(
        '<QQ', *FEATURES['stack'])) - 16 - start)
    make('limine-pointer', put(zero, zero.index(names), 'Q', data), 'points to')
    make('limine-asked', kernel('tiny'), 'not .*; leave out protocol=',
         'protocol=multiboot2')


# --- Multiboot and PVH ------------------------------------------------------

def multiboot1():
    probe = kernel('probe/mb1')
    at = find(probe, MAGIC_1)

    def head(flags, *addresses):
        return header_1(probe, at, flags, *addresses)

    base = 0x100000 + at - 0x1000
    full = 0x10000
    make('mb1-flags', head(0x8007), 'requires the flags 0x8000')
    make('mb1-order', head(full, base, base + 1, 0, 0, base), 'not in order')
    make('mb1-load-end', head(full, base, base, base - 1, 0, base), 'in order')
    make('mb1-bss-end', head(full, base, base, base + 99, base + 9, base),
         'not in order')
    make('mb1-short', head(full, base, base, base + 2**24, 0, base), 'copy it again')
    make('mb1-entry', head(full, base, base, 0, 0, 0x90), 'its entry 0x90')
    make('mb1-checksum', put(probe, at + 8, 'I', 0), 'its ELF class is 1')
    moved = put(probe, at, 'I', 0)
    moved = put(moved + bytes(8192), len(moved), '12s', probe[at:at + 12])
    make('mb1-far', moved, 'its ELF class is 1')
    make('mb1-big-endian', put(probe, 5, 'B', 2), 'its byte order is 2')
    make('mb1-foreign', header(probe, machine=40), 'made for machine 40')
    make('mb1-high', program(probe, 1, paddr=0xfffff000), 'ends above 4 GiB')
    make('mb1-overlaps', program(probe, 1, paddr=0x101000), 'overlaps segment')
    device = program(program(probe, 0, paddr=0xfee00000), 1, paddr=0xfee10000)
    make('mb1-device', device, 'not memory')
    make('mb1-nvs', program(probe, 1, paddr=0x7f0000), 'is ACPIMemoryNVS')
    make('mb1-video', program(probe, 0, paddr=0xa0000), 'not memory')
    make('mb1-elf-entry', header(probe, entry=0x10), 'its entry 0x10')
    make('mb1-capped', probe, 'taken away by mem=', 'mem=1M')
    make('mb1-reserved', probe, 'taken away by mem=', 'memmap=1M$1M')


def multiboot2():
    probe, mover = kernel('probe/mb2'), kernel('probe/mb2-move')
    high = kernel('probe/mb2-high')
    at = find(probe, MAGIC_2)

    def head(tags, **fields):
        return header_2(probe, at, tags, **fields)

    end = tag(0)
    base = 0x100000 + at - 0x1000
    for name, tags, reason in (
            ('tag', tag(77), 'requires tag 77'),
            ('tag-none', tag(6, size=0), 'tag 6 .* has the size 0'),
            ('tag-long', tag(6, size=4000), 'tag 6 .* has the size 4000'),
            ('tag-short', tag(2, 0, 0), 'tag 2 .* has the size 16'),
            ('request', tag(1, 4, 99), 'information of type 99'),
            ('no-entry', tag(2, base, base, 0, 0), 'but no entry address'),
            ('order', tag(2, base, base + 8, 0, 0) + tag(3, base), 'in order'),
            ('align', tag(10, 0, 2**32 - 1, 3000, 0), 'not a power of two'),
            ('align-none', tag(10, 0, 2**32 - 1, 0, 0), 'not a power of two'),
            ('text', tag(4, 3), 'a console in EGA text mode'),
            ('entry', tag(3, 0x90), 'its entry 0x90')):
        make(f'mb2-{name}', head(tags + end), reason)
    make('mb2-mips', head(end, architecture=4), 'is for architecture 4')
    make('mb2-length', head(end, length=8), 'header has 8 bytes')
    make('mb2-long', head(end, length=99999), 'header has 99999 bytes')
    make('mb2-services', head(tag(7) + tag(9, base) + end),
         'it keeps boot services', 'mem=256M')
    make('mb2-in-use', header_2(high, find(high, MAGIC_2),
                                tag(7) + tag(9, 0x1000000) + end),
         'keeps boot services, and the firmware uses')
    far = put(probe, at, 'I', 0) + bytes(-len(probe) % 8)
    make('mb2-far', header_2(far, 32768, end), 'its ELF class is 1')
    make('mb2-checksum', put(probe, at + 12, 'I', 0), 'its ELF class is 1')
    make('mb2-cut', mover[:9000], 'copy it again')
    make('mb2-as-mb1', probe, 'not a Multiboot kernel', 'protocol=multiboot')
    hole = program(program(mover, 0, paddr=0xfed00000), 1, paddr=0xfed10000)
    place = mover.index(struct.pack('<HHI', 10, 0, 24))
    make('mb2-no-place', put(hole, place + 8, 'II', 0xfec00000, 0xfeffffff),
         'not memory')


def pvh():
    probe = kernel('probe/pvh')
    note = probe.index(b'\4\0\0\0\4\0\0\0\x12\0\0\0Xen\0')
    make('pvh-no-entry', put(probe, note + 16, 'I', 0), 'its ELF class is 1')
    make('pvh-size', put(probe, note + 4, 'I', 2), 'its ELF class is 1')
    make('pvh-type', put(probe, note + 8, 'I', 17), 'its ELF class is 1')
    make('pvh-entry', put(probe, note + 16, 'I', 0x90), 'its entry 0x90')
    make('pvh-nvs', program(probe, 1, paddr=0x7f0000), 'is ACPIMemoryNVS')
    make('pvh-asked', kernel('probe/mb1'), 'not a PVH kernel', 'protocol=pvh')


elf()
others()
linux()
limine()
if X86:
    multiboot1()
    multiboot2()
    pvh()
