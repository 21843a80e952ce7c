# SPDX-License-Identifier: BSD-2-Clause
"""D."""
from language import Language


class D(Language):
    types = dict(uint8_t="ubyte", uint16_t="ushort", uint32_t="uint",
                 uint64_t="ulong")

    def begin(self):
        yield "module mbt;"
        yield ""
        yield "extern (C) @nogc nothrow:"

    def const(self, name, number, kind):
        return f"enum {kind} {name} = {number:#x};"

    def guid(self, rows):
        yield "immutable ubyte[16] GUID_BYTES = ["
        yield "    " + ", ".join(rows[:8]) + ","
        yield "    " + ", ".join(rows[8:]) + ","
        yield "];"

    def open(self, name):
        return f"struct {name}\n{{"

    def field(self, name, kind):
        return f"{kind} {name};"

    def array(self, kind, count):
        return f"{kind}[{count}]"

    def close(self, name, rows):
        yield "}"

    def end(self):
        yield """
/// The functions of the header, from core/handoff/bindings/calls.c.
int mbt_call_check(const(void)* table, uint limit);
/// ditto
const(Section)* mbt_call_find_section(const(void)* table, uint tag);
/// ditto
int mbt_call_get_entry(const(Section)* section, uint i, void* ret, uint size);
/// ditto
int mbt_call_next_free(const(void)* table, Free* range);
/// ditto
const(char)* mbt_call_string(const(void)* table, uint offset);
/// ditto
const(char)* mbt_call_cmdline(const(void)* table);
/// ditto
int mbt_call_find_reserved(const(void)* table, const(char)* owner,
        const(char)* name, Region* ret);"""

    def probe_begin(self, items):
        yield "import core.stdc.stdio;"
        yield "import mbt;"
        yield "extern (C) int main() {"

    def show(self, what, *numbers):
        return f'printf("{what}{" %llu" * len(numbers)}\\n"' + "".join(
            f", cast(ulong)({n})" for n in numbers) + ");"

    def size(self, t):
        return f"{t}.sizeof"

    def offset(self, t, f):
        return f"{t}.{f}.offsetof"

    def extent(self, t, f):
        return f"{t}.{f}.sizeof"

    def guid_byte(self, i):
        return f"GUID_BYTES[{i}]"

    def probe_end(self):
        yield "return 0; }"
