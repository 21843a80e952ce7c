# SPDX-License-Identifier: BSD-2-Clause
"""Compiles mutants, as shared libraries that the test programs find."""
import glob
import os
import re
import subprocess

from processes import succeeds


class Builder:
    """An unchanged build: its test programs load libmutant.so, which is empty,
    and then libcheck.so. The functions of a mutant take the place of those of
    libcheck.so."""

    def __init__(self, base, command, libs, unoptimized):
        self.base, self.command, self.libs = base, command, libs
        self.unoptimized, self.symbols = unoptimized, {}
        self.users, self.unchanged = {}, {}
        for notes in glob.glob(base + "/**/*.d", recursive=True):
            with open(notes, encoding="utf-8") as f:
                words = f.read().replace("\\\n", " ").split()
            for word in words[1:]:
                self.users.setdefault(os.path.normpath(word.rstrip(":")),
                                      set()).add(words[1])

    def has(self, source, function):
        """Whether a file that includes a function uses it: only then is it in
        the object that was not optimized."""
        if source not in self.symbols:
            path = os.path.join(self.unoptimized, source[:-2] + ".o")
            rows = subprocess.run(["nm", "--defined-only", path], text=True,
                                  stdout=subprocess.PIPE, check=True,
                                  start_new_session=True).stdout
            self.symbols[source] = {row.split()[-1].split(".")[0]
                                    for row in rows.splitlines()}
        return function in self.symbols[source]

    def sources(self, mutant):
        """What has to be compiled, without the test programs."""
        if mutant.path.endswith(".c"):
            return [mutant.path]
        return sorted(s for s in self.users[mutant.path]
                      if not re.match(r"tests/(test|fuzz)_", s) and
                      self.has(s, mutant.function))

    def compile(self, source, work, out):
        """The names of files in the object do not tell where the mutant is."""
        return succeeds(self.command + ["-ffile-prefix-map=%s/=" % work, "-I" + work,
                                   "-I.", "-w", "-c", source, "-o", out])

    def objects(self, mutant, work):
        """The objects of the library that have the mutant, or None."""
        overlay = os.path.join(work, mutant.path)
        os.makedirs(os.path.dirname(overlay), exist_ok=True)
        with open(mutant.path, encoding="utf-8") as f:
            source = f.read()
        with open(overlay, "w", encoding="utf-8") as f:
            f.write(source[:mutant.start] + mutant.text + source[mutant.end:])
        objects = []
        for path in self.sources(mutant):
            real = overlay if path == mutant.path else path
            out = os.path.join(work, path.replace("/", "_") + ".o")
            if not self.compile(real, work, out):
                return None
            objects.append(out)
        return objects

    def without_mutant(self, path, work):
        """What the object of a file is without a mutant."""
        if path not in self.unchanged:
            out = os.path.join(work, "unchanged.o")
            self.compile(path, work, out)
            with open(out, "rb") as f:
                self.unchanged[path] = f.read()
        return self.unchanged[path]

    def same_code(self, mutant, objects, work):
        """Whether the optimizer makes the same code of the mutant."""
        for path, out in zip(self.sources(mutant), objects):
            with open(out, "rb") as f:
                if f.read() != self.without_mutant(path, work):
                    return False
        return True

    def library(self, objects, work):
        return succeeds(["ld", "-shared"] + objects +
                   ["-o", os.path.join(work, "libmutant.so")])

    def program(self, name, mutant, work):
        """The test program; it is compiled again if it includes the mutant."""
        source = "tests/%s.c" % name
        if source not in self.users[mutant.path] or \
                not self.has(source, mutant.function):
            return os.path.join(self.base, name)
        out = os.path.join(work, name)
        libraries = [os.path.join(self.base, "lib%s.so" % n)
                     for n in ("mutant", "check")]
        if self.compile(source, work, out + ".o") and \
                succeeds(self.command + [out + ".o"] + libraries + self.libs +
                    ["-o", out]):
            return out
        return None
