#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Writes core/handoff/table.h in other languages.

bindings.py LANGUAGE         prints the structures and constants: rust, zig, d
                             or ada
bindings.py LANGUAGE --probe prints a program that prints their layout, one
                             line each: c, rust, zig, d or ada
bindings.py --read FILE.zig  prints the same lines from the text of a Zig file

Run in the root of the project. tests/check_bindings.sh compares what the
compilers of all languages say.
"""
import re
import sys
import textwrap

HEADER = "core/handoff/table.h"
WIDTH = {"uint8_t": 1, "uint16_t": 2, "uint32_t": 4, "uint64_t": 8}
TAGS = set()
SKIPPED = {"MBT_GUID_BYTES", "MBT_ASSERT"}


# --- the header ----------------------------------------------------------

def plain(comment):
    """The words of a C comment."""
    return " ".join(re.sub(r"^[ \t]*\*", "", comment, flags=re.M).split())


def fields(body):
    """(type, name, elements, comment) of each field; elements 0: no array."""
    for m in re.finditer(r"(uint\d+_t)\s+([^;]+);(?:\s*/\*(.*?)\*/)?", body,
                         re.S):
        for name in m[2].split(","):
            name, _, count = name.strip().partition("[")
            yield m[1], name, int(count.rstrip("]") or 0), plain(m[3] or "")


def constants(body):
    """(name, value, comment) of each enumerator."""
    for m in re.finditer(r"(MBT_\w+) = ([^,}]+?)\s*(?:,|$)"
                         r"(?:[ \t]*/\*(.*?)\*/)?", body, re.S):
        yield m[1], value(m[2]), plain(m[3] or "")


def value(text):
    text = re.sub(r"UINT\d+_C\((\w+)\)", r"\1", text.strip())
    return {"UINT32_MAX": 2**32 - 1}.get(text) or eval(text, {})


def read_header():
    """What there is, in order: ("struct", name, comment, fields) and
    ("constants", "", comment, constants)."""
    text = open(HEADER).read()
    item = re.compile(
        r"(?:/\*((?:(?!\*/).)*)\*/\n)?"
        r"(?:struct mbt_(?P<struct>\w+) \{(?P<fields>.*?)\n\};"
        r"|enum(?: \w+)? \{(?P<enum>.*?)\};"
        r"|#define (?P<name>MBT_\w+) (?P<value>\w+(?:\(\w+\))?)\n)", re.S)
    for m in item.finditer(text):
        comment = plain(m[1] or "")
        if m["struct"]:
            yield "struct", m["struct"], comment, list(fields(m["fields"]))
        elif m["enum"]:
            yield "constants", "", comment, list(constants(m["enum"]))
        elif m["name"] not in SKIPPED:
            yield "constants", "", comment, [
                (m["name"], value(m["value"]), "")]
    guid = re.search(r"#define MBT_GUID_BYTES\s*\\\s*\{(.*?)\}", text, re.S)[1]
    yield "guid", "", "The GUID of the EFI configuration table that points " \
        "to the table.", re.findall(r"0x\w\w", guid)


def tags(items):
    """The constants that are tags have TAG_ in their names."""
    for kind, name, comment, rows in items:
        if kind == "constants" and any(r[0] == "MBT_END" for r in rows):
            TAGS.update(r[0] for r in rows)
            rows = [(r[0].replace("MBT_", "MBT_TAG_", 1), *r[1:])
                    for r in rows]
        yield kind, name, comment, rows


def const_name(name):
    return name[len("MBT_"):].replace("TAG_KNOWN", "KNOWN")


def here(comment):
    """A comment with the names of the bindings."""
    comment = re.sub(r"(?:struct|enum) mbt_(\w+)",
                     lambda m: type_name(m[1]) if m[0][0] == "s"
                     else f"{m[1].upper()}_*", comment)
    comment = re.sub(r"\bmbt_(\w+)", r"\1", comment)
    return re.sub(r"\bMBT_(\w+)", lambda m: ("TAG_" + m[1])
                  if "MBT_" + m[1] in TAGS else m[1], comment)


def type_name(name):
    return name.capitalize()


# --- what the languages have in common -----------------------------------

class Language:
    comment = "/// "
    plain = "// "
    step = "    "

    def name(self, field):
        return field

    def doc(self, text, indent="", mark=None):
        mark = indent + (mark or self.comment)
        for line in textwrap.wrap(here(text), 78 - len(mark)):
            yield mark + line

    def write(self, items):
        yield self.plain.rstrip() + " SPDX-License-Identifier: BSD-2-Clause"
        yield self.plain + f"Made from {HEADER} by tools/bindings.py:"
        yield self.plain + "GOLDEN=write tests/check_bindings.sh. " \
            "docs/table.md specifies the format."
        yield from self.begin()
        for kind, name, comment, rows in items:
            yield ""
            if kind == "constants" and len(rows) > 1:
                yield from self.doc(comment, self.indent, self.plain)
            else:
                yield from self.doc(comment, self.indent)
            if kind == "struct":
                yield from self.struct(type_name(name), rows)
            elif kind == "guid":
                yield from self.guid(rows)
            else:
                yield from self.constants(rows)
        yield from self.end()

    def constants(self, rows):
        for name, number, comment in rows:
            yield from self.doc(comment, self.indent)
            yield self.indent + self.const(
                const_name(name), number, self.types[
                    "uint64_t" if number >= 2**32 else "uint32_t"])

    def struct(self, name, rows):
        yield self.indent + self.open(name)
        for ctype, field, count, comment in rows:
            yield from self.doc(comment, self.indent + self.step)
            kind = self.types[ctype]
            yield f"{self.indent + self.step}" + self.field(
                self.name(field), self.array(kind, count) if count else kind)
        yield from self.close(name, rows)

    indent = ""

    def begin(self):
        return []

    end = begin

    # A program that prints the layout.
    def layout(self, items):
        for kind, name, _, rows in items:
            if kind == "struct":
                t = type_name(name)
                yield self.show(f"struct {t}", self.size(t))
                for _, field, _, _ in rows:
                    yield self.show(f"{t}.{field}",
                                    self.offset(t, self.name(field)),
                                    self.extent(t, self.name(field)))
            elif kind == "constants":
                for name, _, _ in rows:
                    yield self.show(const_name(name), const_name(name))
            else:
                for i in range(16):
                    yield self.show(f"GUID {i}", self.guid_byte(i))

    def probe(self, items):
        yield from self.probe_begin(list(items))
        yield from self.layout(items)
        yield from self.probe_end()


class C(Language):
    def probe_begin(self, items):
        yield '#include <stdio.h>'
        yield '#include "core/handoff/table.h"'
        yield "int main(void)\n{\nstatic const uint8_t guid[] = MBT_GUID_BYTES;"

    def layout(self, items):
        names = {type_name(i[1]): i[1] for i in items if i[0] == "struct"}
        self.struct_of = lambda t: "struct mbt_" + names[t]
        return super().layout(items)

    def show(self, what, *numbers):
        words = " %llu" * len(numbers)
        values = "".join(f", (unsigned long long)({self.c(n)})"
                         for n in numbers)
        return f'printf("{what}{words}\\n"{values});'

    def c(self, n):
        if not re.fullmatch(r"[A-Z0-9_]+", n):
            return n
        tag = n.startswith("TAG_")
        return "MBT_" + (n[4:] if tag else
                         n if n != "KNOWN_TAGS" else "KNOWN_TAGS")

    def size(self, t):
        return f"sizeof({self.struct_of(t)})"

    def offset(self, t, f):
        return f"offsetof({self.struct_of(t)}, {f})"

    def extent(self, t, f):
        return f"sizeof((({self.struct_of(t)} *)0)->{f})"

    def guid_byte(self, i):
        return f"guid[{i}]"

    def probe_end(self):
        yield "return 0;\n}"


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


class Ada(Language):
    types = dict(uint8_t="Unsigned_8", uint16_t="Unsigned_16",
                 uint32_t="Unsigned_32", uint64_t="Unsigned_64")
    comment = plain = "--  "
    step = "   "
    indent = "   "

    def name(self, field):
        # Words of Ada's.
        return {"entry": "entry_point", "end": "end_address"}.get(field, field)

    def begin(self):
        yield "with Interfaces; use Interfaces;"
        yield "with System;"
        yield ""
        yield "package Mbt is"
        yield "   pragma Preelaborate;"
        yield ""
        yield "   type Guid is array (0 .. 15) of Unsigned_8;"

    def const(self, name, number, kind):
        return f"{name} : constant {kind} := 16#{number:x}#;"

    def guid(self, rows):
        yield "   GUID_BYTES : constant Guid :="
        text = ", ".join(f"16#{r[2:]}#" for r in rows)
        lines = textwrap.wrap(text, 60)
        yield "     (" + "\n      ".join(lines) + ");"

    def open(self, name):
        return f"type {name} is record"

    def field(self, name, kind):
        return f"{name} : {kind};"

    def array(self, kind, count):
        return "Guid"

    def close(self, name, rows):
        yield "   end record"
        yield "     with Convention => C;"

    def end(self):
        yield """
   --  The functions of the header, from core/handoff/bindings/calls.c.
   function Check (Table : System.Address; Limit : Unsigned_32)
     return Integer
     with Import, Convention => C, External_Name => "mbt_call_check";
   function Find_Section (Table : System.Address; Tag : Unsigned_32)
     return System.Address
     with Import, Convention => C, External_Name => "mbt_call_find_section";
   function Get_Entry
     (Section : System.Address; I : Unsigned_32; Ret : System.Address;
      Size : Unsigned_32) return Integer
     with Import, Convention => C, External_Name => "mbt_call_get_entry";
   function Next_Free (Table : System.Address; Ret : System.Address)
     return Integer
     with Import, Convention => C, External_Name => "mbt_call_next_free";
   function String_At (Table : System.Address; Offset : Unsigned_32)
     return System.Address
     with Import, Convention => C, External_Name => "mbt_call_string";
   function Command_Line (Table : System.Address) return System.Address
     with Import, Convention => C, External_Name => "mbt_call_cmdline";
   function Find_Reserved
     (Table, Owner, Name, Ret : System.Address) return Integer
     with Import, Convention => C, External_Name => "mbt_call_find_reserved";
end Mbt;"""

    def probe_begin(self, items):
        yield "with Ada.Text_IO; use Ada.Text_IO;"
        yield "with Interfaces; use Interfaces;"
        yield "with Mbt; use Mbt;"
        yield "procedure Probe is"
        for kind, name, _, _ in items:
            if kind == "struct":
                yield f"   V_{name} : {type_name(name)};"
                yield f"   pragma Warnings (Off, V_{name});"
        yield "begin"

    def show(self, what, *numbers):
        return f'   Put_Line ("{what}"' + "".join(
            f" & Unsigned_64'Image ({n})" for n in numbers) + ");"

    def size(self, t):
        return f"{t}'Size / 8"

    def offset(self, t, f):
        return f"V_{t}.{f}'Position"

    def extent(self, t, f):
        return f"V_{t}.{f}'Size / 8"

    def guid_byte(self, i):
        return f"Unsigned_64 (GUID_BYTES ({i}))"

    def layout(self, items):
        for line in super().layout(items):
            yield re.sub(r"\((\b[A-Z][A-Z0-9_]+)\)",
                         r"(Unsigned_64 (\1))", line)

    def probe_end(self):
        yield "end Probe;"


# --- a Zig file without its compiler --------------------------------------

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


def main(words):
    if words[:1] == ["--read"] and len(words) == 2:
        lines = read_zig(words[1])
    else:
        languages = dict(c=C, rust=Rust, zig=Zig, d=D, ada=Ada)
        if not words or words[0] not in languages or words[1:] not in (
                [], ["--probe"]):
            sys.exit(__doc__.strip())
        items = list(tags(read_header()))
        language = languages[words[0]]()
        lines = language.probe(items) if words[1:] else language.write(items)
    print("\n".join(lines))


main(sys.argv[1:])
