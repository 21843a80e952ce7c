# SPDX-License-Identifier: BSD-2-Clause
"""Rust."""
from language import Language


class Rust(Language):
    types = dict(uint8_t="u8", uint16_t="u16", uint32_t="u32", uint64_t="u64")

    def const(self, name, number, kind):
        return f"pub const {name}: {kind} = {number:#x};"

    def guid(self, rows):
        yield "pub const GUID_BYTES: [u8; 16] = ["
        yield "    " + ", ".join(rows[:8]) + ","
        yield "    " + ", ".join(rows[8:]) + ","
        yield "];"

    def open(self, name):
        return "#[repr(C)]\n#[derive(Clone, Copy, Debug, Default, " \
            f"PartialEq, Eq)]\npub struct {name} {{"

    def field(self, name, kind):
        return f"pub {name}: {kind},"

    def array(self, kind, count):
        return f"[{kind}; {count}]"

    def close(self, name, rows):
        yield "}"

    def probe_begin(self, items):
        yield "use mbt::*;"
        yield "macro_rules! field { ($t:ty, $f:ident) => {{"
        yield "    let v = <$t>::default();"
        yield "    (core::ptr::addr_of!(v.$f) as usize - " \
            "core::ptr::addr_of!(v) as usize, core::mem::size_of_val(&v.$f))"
        yield "}}}"
        yield "fn main() {"

    def show(self, what, *numbers):
        return f'println!("{what}{" {}" * len(numbers)}"' + "".join(
            f", {n}" for n in numbers) + ");"

    def size(self, t):
        return f"core::mem::size_of::<{t}>()"

    def offset(self, t, f):
        return f"field!({t}, {f}).0"

    def extent(self, t, f):
        return f"field!({t}, {f}).1"

    def guid_byte(self, i):
        return f"GUID_BYTES[{i}]"

    def probe_end(self):
        yield "}"
