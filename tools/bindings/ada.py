# SPDX-License-Identifier: BSD-2-Clause
"""Ada."""
import re
import textwrap

from header import type_name
from language import Language


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
