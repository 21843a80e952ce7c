// SPDX-License-Identifier: BSD-2-Clause
//! A kernel in Zig. It prints the sets of the table and the free memory on the
//! first serial port, and ends QEMU.
const mbt = @import("mbt");
const pc = @import("builtin").cpu.arch == .x86_64;

fn put(byte: u8) void {
    if (!pc) {
        // The PL011 of QEMU's virt machine.
        @as(*volatile u32, @ptrFromInt(0x9000000)).* = byte;
        return;
    }
    while (asm volatile ("inb %[port], %[ret]"
        : [ret] "={al}" (-> u8),
        : [port] "{dx}" (@as(u16, 0x3fd)),
    ) & 0x20 == 0) {}
    asm volatile ("outb %[byte], %[port]"
        :
        : [byte] "{al}" (byte),
          [port] "{dx}" (@as(u16, 0x3f8)),
    );
}

fn end(status: u8) noreturn {
    if (pc) {
        asm volatile ("outb %[byte], %[port]"
            :
            : [byte] "{al}" (16 + status),
              [port] "{dx}" (@as(u16, 0xf4)),
        );
    } else {
        const block = [2]u64{ 0x20026, 16 + @as(u64, status) };
        asm volatile ("hlt #0xf000"
            :
            : [operation] "{x0}" (@as(u64, 0x18)),
              [block] "{x1}" (&block),
            : "memory"
        );
    }
    while (true) {}
}

fn putText(text: [*:0]const u8) void {
    var i: usize = 0;
    while (text[i] != 0) : (i += 1) put(text[i]);
}

fn putHex(number: u64) void {
    var shift: u7 = 64;
    while (shift > 0) {
        shift -= 4;
        put("0123456789abcdef"[@as(u4, @truncate(number >> @as(u6, @intCast(shift))))]);
    }
}

fn putSet(table: *const anyopaque, tag: u32, name: [*:0]const u8) void {
    const set = mbt.mbt_call_find_section(table, tag);
    var region: mbt.Region = .{};
    var i: u32 = 0;
    while (mbt.mbt_call_get_entry(set, i, &region, @sizeOf(mbt.Region)) != 0) : (i += 1) {
        putText(name);
        putHex(region.base);
        putText("-");
        putHex(region.base + region.size - 1);
        putText(" ");
        putText(mbt.mbt_call_string(table, region.owner));
        putText("\r\n");
    }
}

export fn kernel_main(table: *const anyopaque, magic: u64) noreturn {
    var range: mbt.Free = .{};
    var bytes: u64 = 0;

    if (magic != mbt.MAGIC or mbt.mbt_call_check(table, mbt.ANY_SIZE) != 0)
        end(1);
    putSet(table, mbt.TAG_MEMORY, "memory   ");
    putSet(table, mbt.TAG_RESERVED, "reserved ");
    putSet(table, mbt.TAG_PHYSMAP, "physmap  ");
    while (mbt.mbt_call_next_free(table, &range) != 0)
        bytes += range.end - range.base;
    putText("free bytes: ");
    putHex(bytes);
    putText("\r\n");
    end(if (bytes > 0) 0 else 2);
}
