# SPDX-License-Identifier: BSD-2-Clause
"""Writes core/handoff/table.h in other languages.

python3 tools/bindings LANGUAGE
    prints the structures and constants: rust, zig, d or ada
python3 tools/bindings LANGUAGE --probe
    prints a program that prints their layout, one line each: c, rust, zig, d
    or ada
python3 tools/bindings --read FILE.zig
    prints the same lines from the text of a Zig file

Run in the root of the project. tests/check_bindings.sh compares what the
compilers of all languages say.
"""
import sys

from ada import Ada
from d import D
from header import read_header, tags
from language import C
from rust import Rust
from zig import Zig, read_zig


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
