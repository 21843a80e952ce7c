# SPDX-License-Identifier: BSD-2-Clause
"""Reads core/handoff/table.h: its structures and constants."""
import re

HEADER = "core/handoff/table.h"
WIDTH = {"uint8_t": 1, "uint16_t": 2, "uint32_t": 4, "uint64_t": 8}
TAGS = set()
SKIPPED = {"MBT_GUID_BYTES", "MBT_ASSERT"}


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
