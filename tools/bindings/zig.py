# SPDX-License-Identifier: BSD-2-Clause
"""Zig, and a reader of its structures, since Debian 12 has no compiler."""
import re

from rust import Rust


class Zig(Rust):
    def end(self):
        yield """
/// The functions of the header, from core/handoff/bindings/calls.c.
pub extern fn mbt_call_check(table: *const anyopaque, limit: u32) c_int;
pub extern fn mbt_call_find_section(table: *const anyopaque, tag: u32) ?*const Section;
pub extern fn mbt_call_get_entry(section: ?*const Section, i: u32, ret: *anyopaque, size: u32) c_int;
pub extern fn mbt_call_next_free(table: *const anyopaque, range: *Free) c_int;
pub extern fn mbt_call_string(table: *const anyopaque, offset: u32) [*:0]const u8;
pub extern fn mbt_call_cmdline(table: *const anyopaque) [*:0]const u8;
pub extern fn mbt_call_find_reserved(table: *const anyopaque, owner: [*:0]const u8, name: [*:0]const u8, ret: *Region) c_int;"""

    def const(self, name, number, kind):
        return f"pub const {name}: {kind} = {number:#x};"

    def guid(self, rows):
        yield "pub const GUID_BYTES = [16]u8{"
        yield "    " + ", ".join(rows[:8]) + ","
        yield "    " + ", ".join(rows[8:]) + ","
        yield "};"

    def open(self, name):
        return f"pub const {name} = extern struct {{"

    def field(self, name, kind):
        return f"{name}: {kind} = {'.{0} ** ' + kind[1:-3] if '[' in kind else 0},"

    def array(self, kind, count):
        return f"[{count}]{kind}"

    def close(self, name, rows):
        yield "};"

    def probe_begin(self, items):
        yield 'const std = @import("std");'
        yield 'const mbt = @import("mbt");'
        yield "pub fn main() !void {"
        yield "    const out = std.io.getStdOut().writer();"

    def show(self, what, *numbers):
        return f'    try out.print("{what}{" {}" * len(numbers)}\\n", .{{' + \
            ", ".join(n if n[0] == "@" else f"mbt.{n}" for n in numbers) + \
            "});"

    def size(self, t):
        return f"@sizeOf(mbt.{t})"

    def offset(self, t, f):
        return f'@offsetOf(mbt.{t}, "{f}")'

    def extent(self, t, f):
        return f"@sizeOf(@TypeOf(@as(mbt.{t}, undefined).{f}))"


def read_zig(path):
    """The layout by the rules of the C ABI, which extern structs follow."""
    kind = r"(?:\[(\d+)\])?u(\d+)"
    text = re.sub(r"//.*", "", open(path).read())
    item = re.compile(
        r"pub const (?:(\w+) = extern struct \{(.*?)\n\};"
        r"|(\w+): u\d+ = (\w+);|GUID_BYTES = \[16\]u8\{(.*?)\};)", re.S)
    for name, body, const, number, guid in item.findall(text):
        if const:
            yield f"{const} {int(number, 0)}"
        for i, byte in enumerate(re.findall(r"0x\w\w", guid)):
            yield f"GUID {i} {int(byte, 0)}"
        if not body:
            continue
        at = largest = 0
        rows = []
        for field, count, bits in re.findall(r"(\w+): " + kind, body):
            align = int(bits) // 8
            at = (at + align - 1) // align * align
            rows.append(f"{name}.{field} {at} {align * int(count or 1)}")
            at += align * int(count or 1)
            largest = max(largest, align)
        yield f"struct {name} {(at + largest - 1) // largest * largest}"
        yield from rows
