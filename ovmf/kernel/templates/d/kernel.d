// SPDX-License-Identifier: BSD-2-Clause
/// A kernel in D. It prints the sets of the table and the free memory on the
/// first serial port, and ends QEMU.
module kernel;

import mbt;

extern (C) nothrow @nogc:

version (X86_64)
{
    void put(char c)
    {
        ubyte status;

        do
            asm nothrow @nogc { "inb %w1, %0" : "=a" (status) : "d" (0x3fd); }
        while (!(status & 0x20));
        asm nothrow @nogc { "outb %0, %w1" : : "a" (c), "d" (0x3f8); }
    }

    void end(ulong status)
    {
        asm nothrow @nogc { "outb %b0, %w1" : : "a" (16 + status), "d" (0xf4); }
        for (;;)
            asm nothrow @nogc { "hlt"; }
    }
}
else
{
    // The PL011 of QEMU's virt machine.
    void put(char c)
    {
        asm nothrow @nogc { "str %w0, [%1]" : : "r" (c), "r" (0x9000000UL) : "memory"; }
    }

    void end(ulong status)
    {
        const ulong[2] block = [0x20026, 16 + status];

        asm nothrow @nogc
        {
            "mov x0, #0x18; mov x1, %0; hlt #0xf000"
                : : "r" (block.ptr) : "x0", "x1", "memory";
        }
        for (;;)
            asm nothrow @nogc { "wfi"; }
    }
}

void putText(const(char)* text)
{
    for (; *text; text++)
        put(*text);
}

void putHex(ulong number)
{
    for (int shift = 60; shift >= 0; shift -= 4)
        put("0123456789abcdef".ptr[number >> shift & 15]);
}

void putSet(const(void)* table, uint tag, const(char)* name)
{
    const set = mbt_call_find_section(table, tag);
    Region region;

    for (uint i; mbt_call_get_entry(set, i, &region, Region.sizeof); i++)
    {
        putText(name);
        putHex(region.base);
        putText("-");
        putHex(region.base + region.size - 1);
        putText(" ");
        putText(mbt_call_string(table, region.owner));
        putText("\r\n");
    }
}

void kernel_main(const(void)* table, ulong magic)
{
    Free range;
    ulong bytes;

    if (magic != MAGIC || mbt_call_check(table, ANY_SIZE))
        end(1);
    putSet(table, TAG_MEMORY, "memory   ");
    putSet(table, TAG_RESERVED, "reserved ");
    putSet(table, TAG_PHYSMAP, "physmap  ");
    while (mbt_call_next_free(table, &range))
        bytes += range.end - range.base;
    putText("free bytes: ");
    putHex(bytes);
    putText("\r\n");
    end(bytes > 0 ? 0 : 2);
}
