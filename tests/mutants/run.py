# SPDX-License-Identifier: BSD-2-Clause
"""mutants: changes the program in small ways, and looks whether a test fails.

Debian 12 has no such tool for C: neither Mull nor Dextool is packaged. make
mutants calls this. ROOM is a folder or a file, N the size of a sample (all
mutants without it), SEED the sample. A mutant is compiled with its users,
linked with the test programs that execute its line, and those run until one
fails, first those that have found most in least time. If none of the fast ones
has failed, they run again under the sanitizers, and then the slow ones; that is
done last. A mutant whose machine code is that of the program is equivalent, and
so are those of the list, which are not run. What was found is kept in the build folder, and a run that was stopped goes
on where it was; survivors are tried again.
"""
import argparse
import collections
import concurrent.futures
import fcntl
import glob
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import threading
import time

import operators
import seen

EQUIVALENT = "tests/mutants/equivalent.txt"
# A header with more users than this takes too long to compile for each mutant.
USERS_MAX = 40
# Seconds of CPU time of a test program that runs after the others.
SLOW = 0.5


def say(text):
    if sys.stderr.isatty():
        sys.stderr.write("\r\33[K  MUTANTS " + text)
        sys.stderr.flush()


def read_equivalent():
    """{(path, was, becomes): reason} of the list of equivalent mutants, whose
    entries are four lines."""
    with open(EQUIVALENT, encoding="utf-8") as f:
        rows = [line.rstrip("\n") for line in f if not line.startswith("#")]
    entries = {}
    for entry in filter(None, "\n".join(rows).strip().split("\n\n")):
        parts = entry.split("\n")
        if len(parts) < 4:
            sys.exit("mutants: %s: an entry is a path, the line, the mutant "
                     "and a reason: %s" % (EQUIVALENT, parts[0]))
        entries[tuple(parts[:3])] = " ".join(parts[3:])
    return entries


def stale(entries):
    """Entries whose line or mutant does not exist any more."""
    exists = set()
    for path in {e[0] for e in entries}:
        if os.path.exists(path):
            exists |= {m.entry for m in operators.mutants_of(path)}
    return [e for e in entries if e not in exists]


def run(command):
    return subprocess.run(command, stderr=subprocess.DEVNULL,
                          check=False).returncode == 0


class Builder:
    """Compiles mutants beside the objects of an unchanged build."""

    def __init__(self, base, compile_, link, libs):
        self.base, self.compile = base, compile_
        self.link, self.libs = link, libs
        self.users = {}
        for notes in glob.glob(base + "/**/*.d", recursive=True):
            with open(notes, encoding="utf-8") as f:
                words = f.read().replace("\\\n", " ").split()
            source = words[1]
            for word in words[1:]:
                self.users.setdefault(os.path.normpath(word.rstrip(":")),
                                      set()).add(source)

    def sources(self, path):
        """What has to be compiled, without the test programs."""
        return sorted(s for s in self.users.get(path, {path})
                      if not re.match(r"tests/(test|fuzz)_", s))

    def objects(self, mutant, work):
        """The objects of the library with the mutant, or None."""
        overlay = os.path.join(work, mutant.path)
        os.makedirs(os.path.dirname(overlay), exist_ok=True)
        with open(mutant.path, encoding="utf-8") as f:
            source = f.read()
        with open(overlay, "w", encoding="utf-8") as f:
            f.write(source[:mutant.start] + mutant.text + source[mutant.end:])
        objects = []
        for path in self.sources(mutant.path):
            real = overlay if path == mutant.path else path
            out = os.path.join(work, path.replace("/", "_") + ".o")
            if not run(self.compile + ["-I" + work, "-I.", "-w", "-c", real,
                                       "-o", out]):
                return None
            objects.append(out)
        return objects

    def same_code(self, mutant, work):
        """Whether the optimizer makes the same code of the mutant."""
        codes = []
        for path in self.sources(mutant.path):
            for folder in (work, "."):
                real = os.path.join(folder if path == mutant.path else ".",
                                    path)
                out = os.path.join(work, "code.s")
                if not run(self.compile + ["-O2", "-g0", "-I" + folder, "-I.", "-w",
                                    "-S", real, "-o", out]):
                    return False
                with open(out, encoding="utf-8") as f:
                    codes.append([row for row in f
                                  if not row.startswith("\t.file")])
            if codes[-1] != codes[-2]:
                return False
        return True

    def program(self, name, mutant, objects, work):
        test = os.path.join(self.base, "tests", name + ".o")
        source = "tests/%s.c" % name
        if source in self.users.get(mutant.path, ()):
            test = os.path.join(work, name + ".o")
            if not run(self.compile + ["-I" + work, "-I.", "-w", "-c", source,
                                       "-o", test]):
                return None
        out = os.path.join(work, name)
        return out if run(self.link + [test] + objects +
                          [self.base + "/libcheck.a"] + self.libs +
                          ["-o", out]) else None


class Judge:
    """Runs the tests that execute the line of a mutant."""

    def __init__(self, builders, programs, scratch):
        self.builders, self.programs = builders, programs
        self.scratch, self.lock = scratch, threading.Lock()
        self.kills = collections.Counter()

    def order(self, mutant):
        """Those that find most mutants of this file in a second first."""
        names = []
        # A statement of several lines counts where it begins.
        for line in range(mutant.line, mutant.line - 12, -1):
            names = [n for n, p in self.programs.items()
                     if line in p["lines"].get(mutant.path, ())]
            if names:
                break
        with self.lock:
            kills = {n: self.kills[mutant.path, n] for n in names}
        return sorted(names, reverse=True, key=lambda n: (0.1 + kills[n]) / (
            0.1 + self.programs[n]["seconds"]))

    def killed(self, path, name):
        with self.lock:
            self.kills[path, name] += 1

    def fails(self, program, name):
        """Of CPU time, which does not depend on what else runs."""
        limit = 1 + int(3 * self.programs[name]["seconds"])

        def bound():
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))

        try:
            done = subprocess.run([os.path.abspath(program)], timeout=600,
                                  stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, check=False,
                                  preexec_fn=bound)
        except subprocess.TimeoutExpired:
            return True
        return done.returncode != 0

    def run_tests(self, builder, mutant, names, work):
        objects = builder.objects(mutant, work)
        if not objects:
            return "invalid", ""
        for name in names:
            program = builder.program(name, mutant, objects, work)
            if not program:
                return "invalid", ""
            if self.fails(program, name):
                self.killed(mutant.path, name)
                return "killed", name
            os.remove(program)
        return "survived", ""

    def stages(self, names):
        """(builder, test programs), from the cheapest to the dearest."""
        plain, sanitized = self.builders
        fast = [n for n in names if self.programs[n]["seconds"] < SLOW]
        slow = [n for n in names if n not in fast]
        return [(plain, fast), (sanitized, fast), (plain, slow)]

    def judge(self, mutant, thorough):
        """(outcome, the test that failed); "open" if what is cheap did not
        find it, and not thorough."""
        work = os.path.join(self.scratch, mutant.key)
        names = self.order(mutant)
        if not names:
            return "unseen", ""
        os.makedirs(work, exist_ok=True)
        try:
            stages = self.stages(names)
            for builder, programs in stages[1:] if thorough else stages[:1]:
                outcome = self.run_tests(builder, mutant, programs, work)
                if outcome[0] != "survived":
                    return outcome
            if thorough:
                return outcome
            same = self.builders[0].same_code(mutant, work)
            return "same" if same else "open", ""
        finally:
            shutil.rmtree(work, ignore_errors=True)


def in_rooms(rooms):
    """The C files of the rooms."""
    paths = []
    for room in rooms:
        if os.path.isfile(room):
            paths.append(room)
        else:
            paths += glob.glob(room + "/**/*.[ch]", recursive=True)
    if not paths:
        sys.exit("mutants: ROOM=%s: no C file; name a folder such as "
                 "core/memblock" % ",".join(rooms))
    return sorted(set(paths))


def choose(args, builder):
    mutants, left_out = [], []
    for path in in_rooms(args.room.split(",")):
        if len(builder.sources(path)) > USERS_MAX and path != args.room:
            left_out.append(path)
            continue
        mutants += operators.mutants_of(path)
    if left_out:
        print("  left out, for their many users: " + " ".join(left_out))
    random.Random(args.seed).shuffle(mutants)
    return mutants[:args.n] if args.n else mutants


def resumed(path):
    """What earlier runs have found: {key: row}; survivors are tried again."""
    rows = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as f:
            for line in f:
                row = json.loads(line)
                rows[row["key"]] = row
    return {k: r for k, r in rows.items()
            if r["outcome"] in ("killed", "invalid", "same")}


def judge_all(mutants, judge, results, jobs, known, equivalent):
    outcomes, counts = {}, {}
    started = time.monotonic()
    for row in known.values():
        judge.killed(row["path"], row["test"])

    def judged(mutant, thorough):
        if mutant.key in known:
            return known[mutant.key]["outcome"], known[mutant.key]["test"]
        if mutant.entry in equivalent:
            return "equivalent", ""
        return judge.judge(mutant, thorough)

    def note(mutant, outcome, test, log):
        outcomes[mutant.key] = (mutant, outcome)
        counts[outcome] = counts.get(outcome, 0) + 1
        if mutant.key not in known and outcome != "equivalent":
            log.write(json.dumps({
                "key": mutant.key, "outcome": outcome, "test": test,
                "path": mutant.path, "line": mutant.line,
                "was": mutant.was, "becomes": mutant.becomes}) + "\n")
            log.flush()
        say("%d of %d, %d killed, %d survived, %d s" % (
            len(outcomes), len(mutants), counts.get("killed", 0),
            counts.get("survived", 0) + counts.get("unseen", 0),
            time.monotonic() - started))

    # The thorough tests of the few that are left come last.
    left = mutants
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool, \
            open(results, "a", encoding="utf-8") as log:
        for thorough in (False, True):
            futures = {pool.submit(judged, m, thorough): m for m in left}
            left = []
            for done in concurrent.futures.as_completed(futures):
                outcome, test = done.result()
                if outcome == "open":
                    left.append(futures[done])
                else:
                    note(futures[done], outcome, test, log)
    return list(outcomes.values())


def report(outcomes):
    """Prints the survivors that nothing explains; their number."""
    counts = collections.Counter(o for _, o in outcomes)
    open_ = [(m, o) for m, o in outcomes if o in ("survived", "unseen")]
    say("")
    for mutant, outcome in sorted(open_, key=lambda o: (o[0].path,
                                                        o[0].line)):
        print("%s:%d: %s%s\n    %s" % (
            mutant.path, mutant.line, mutant.was,
            "" if outcome == "survived" else "   (no test executes it)",
            mutant.becomes))
    valid = counts["killed"] + len(open_)
    print("  MUTANTS %d killed of %d (%.1f %%), %d survived, %d equivalent, "
          "%d with the same code, %d that do not compile" % (
              counts["killed"], valid,
              100.0 * counts["killed"] / valid if valid else 100.0,
              len(open_), counts["equivalent"], counts["same"],
              counts["invalid"]))
    return len(open_)


def arguments():
    p = argparse.ArgumentParser(prog="mutants")
    p.add_argument("--room", default="core")
    p.add_argument("--n", type=int, default=0)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--jobs", type=int, default=os.cpu_count())
    p.add_argument("--folder", required=True)
    p.add_argument("--compile", default="")
    p.add_argument("--sanitize", default="")
    p.add_argument("--libs", default="")
    p.add_argument("--list", action="store_true",
                   help="only checks the list of equivalent mutants")
    return p.parse_args()


def main():
    args = arguments()
    equivalent = read_equivalent()
    old = stale(equivalent)
    for entry in old:
        print("mutants: %s: no such mutant any more: %s: %s -> %s" %
              ((EQUIVALENT,) + entry), file=sys.stderr)
    if old or args.list:
        sys.exit(1 if old else 0)
    # A compiler cache would fill up with mutants.
    os.environ["CCACHE_DISABLE"] = "1"
    with open(os.path.join(args.folder, "lock"), "w",
              encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        sanitize = args.sanitize.split()
        command, libs = args.compile.split(), args.libs.split()
        builders = [Builder(os.path.join(args.folder, folder),
                            command + more, command[:1] + more, libs)
                    for folder, more in (("plain", []), ("check", sanitize))]
        covered = os.path.join(args.folder, "coverage")
        programs = [p for p in sorted(glob.glob(covered + "/test_*"))
                    if os.access(p, os.X_OK)]
        mutants = choose(args, builders[0])
        judge = Judge(builders, seen.measure(programs, covered,
                                            args.folder + "/seen", say),
                      os.path.join(args.folder, "work"))
        results = os.path.join(args.folder, "results.jsonl")
        outcomes = judge_all(mutants, judge, results, args.jobs,
                             resumed(results), equivalent)
    sys.exit(1 if report(outcomes) else 0)


if __name__ == "__main__":
    main()
