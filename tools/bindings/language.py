# SPDX-License-Identifier: BSD-2-Clause
"""What the languages have in common, and C."""
import re
import textwrap

from header import HEADER, WIDTH, const_name, here, type_name


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
        yield self.plain + f"Made from {HEADER} by tools/bindings:"
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
