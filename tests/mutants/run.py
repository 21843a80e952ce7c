# SPDX-License-Identifier: BSD-2-Clause
"""mutants: changes the program in small ways, and looks whether a test fails.

Debian 12 has no such tool for C: neither Mull nor Dextool is packaged. make
mutants calls this. ROOM is folders or files, separated by commas, and what
follows a minus sign is left out; N the size of a sample (all mutants without
it), SEED the sample. A mutant is compiled with its users as a shared library;
the test programs that execute its line find it and run until one fails. If none
of the fast ones has failed, they run again under the sanitizers, and then slow
ones. A mutant whose machine code is that of the program is equivalent, and so
are those of the list, which are not run. What was found is kept in the build
folder, and a run that was stopped goes on where it was; survivors are tried
again.
"""
import argparse
import collections
import concurrent.futures
import fcntl
import glob
import hashlib
import json
import os
import resource
import signal
import sys
import time

import build
import judge
import operators
import processes
import seen

EQUIVALENT = "tests/mutants/equivalent.txt"
FOUND = ("killed", "invalid", "same")


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


def files_of(room):
    found = [room] if os.path.isfile(room) else \
        glob.glob(room + "/**/*.[ch]", recursive=True)
    if not found:
        sys.exit("mutants: ROOM=%s: no C file; name a folder such as "
                 "core/memblock" % room)
    return set(found)


def in_rooms(rooms):
    """The C files of the rooms, without those of rooms after a minus sign."""
    paths, without = set(), set()
    for room in rooms.split(","):
        if room.startswith("-"):
            without |= files_of(room[1:])
        else:
            paths |= files_of(room)
    return sorted(paths - without)


def choose(args, builder):
    mutants, left_out = [], []
    for path in in_rooms(args.room):
        if path in builder.users:
            mutants += operators.mutants_of(path)
        else:
            left_out.append(path)
    if left_out:
        print("  left out, make check does not compile them: " +
              " ".join(left_out))
    # A mutant stays in the sample when other lines change.
    mutants.sort(key=lambda m: hashlib.sha256(
        ("%d %s" % (args.seed, m.key)).encode()).digest())
    return mutants[:args.n] if args.n else mutants


def resumed(path):
    """What earlier runs have found: {key: row}; survivors are tried again."""
    rows = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as f:
            for line in f:
                row = json.loads(line)
                rows[row["key"]] = row
    return {k: r for k, r in rows.items() if r["outcome"] in FOUND}


def judge_all(mutants, judge_, results, jobs, known, equivalent):
    """[(mutant, outcome)] of all mutants"""
    outcomes, started = {}, time.monotonic()
    for row in known.values():
        judge_.killed(row["path"], row["test"])

    def judged(mutant, thorough):
        if mutant.key in known:
            return known[mutant.key]["outcome"], known[mutant.key]["test"]
        if mutant.entry in equivalent:
            return "equivalent", ""
        return judge_.judge(mutant, thorough)

    def note(mutant, outcome, test, log):
        outcomes[mutant.key] = (mutant, outcome)
        if mutant.key not in known and outcome != "equivalent":
            log.write(json.dumps({
                "key": mutant.key, "outcome": outcome, "test": test,
                "path": mutant.path, "line": mutant.line,
                "was": mutant.was, "becomes": mutant.becomes}) + "\n")
            log.flush()
        counts = collections.Counter(o for _, o in outcomes.values())
        say("%d of %d, %d killed, %d survived, %d s" % (
            len(outcomes), len(mutants), counts["killed"],
            counts["survived"] + counts["unseen"],
            time.monotonic() - started))

    # What takes long comes last, for the few that are left.
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool, \
            open(results, "a", encoding="utf-8") as log:
        for thorough in (False, True):
            left = [m for m in mutants
                    if outcomes.get(m.key, (m, "survived"))[1] == "survived"]
            futures = {pool.submit(judged, m, thorough): m for m in left}
            try:
                for done in concurrent.futures.as_completed(futures):
                    note(futures[done], *done.result(), log)
            except BaseException:
                processes.stop()
                pool.shutdown(cancel_futures=True)
                raise
    return list(outcomes.values())


def report(outcomes):
    """Prints the survivors that nothing explains; their number."""
    notes = {"survived": "", "unseen": "   (no test executes it)",
             "unlinked": "   (cannot be linked as a library)"}
    counts = collections.Counter(o for _, o in outcomes)
    open_ = [(m, o) for m, o in outcomes if o in notes]
    say("")
    for mutant, outcome in sorted(open_, key=lambda o: (o[0].path,
                                                        o[0].line)):
        print("%s:%d: %s%s\n    %s" % (mutant.path, mutant.line, mutant.was,
                                       notes[outcome], mutant.becomes))
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
    p.add_argument("--jobs", type=int, default=1)
    p.add_argument("--folder", required=True)
    p.add_argument("--compile", default="")
    p.add_argument("--sanitize", default="")
    p.add_argument("--libs", default="")
    p.add_argument("--list", action="store_true",
                   help="only checks the list of equivalent mutants")
    return p.parse_args()


def run(args, equivalent):
    """The number of mutants that nothing explains."""
    folders = [os.path.join(args.folder, name)
               for name in ("plain", "check", "coverage")]
    command, libs = args.compile.split(), args.libs.split()
    plain = build.Builder(folders[0], command, libs, folders[2])
    sanitized = build.Builder(folders[1], command + args.sanitize.split(),
                              libs, folders[2])
    mutants = choose(args, plain)
    names = [os.path.basename(p) for p in sorted(glob.glob(
        folders[2] + "/test_*")) if os.access(p, os.X_OK)]
    programs = seen.measure(folders, names, {m.path for m in mutants},
                            args.folder + "/seen", say)
    results = os.path.join(args.folder, "results.jsonl")
    return report(judge_all(
        mutants, judge.Judge(plain, sanitized, programs,
                             os.path.join(args.folder, "work")),
        results, args.jobs, resumed(results), equivalent))


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
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with open(os.path.join(args.folder, "lock"), "w",
              encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            sys.exit(1 if run(args, equivalent) else 0)
        except KeyboardInterrupt:
            say("")
            sys.exit("mutants: stopped; the same command goes on from here")


if __name__ == "__main__":
    main()
