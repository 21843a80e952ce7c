# SPDX-License-Identifier: BSD-2-Clause
"""Which test programs execute a line, and how long each takes."""
import collections
import gzip
import hashlib
import json
import os
import resource
import subprocess

import judge
import processes


def cpu_seconds(call):
    """What the call returns, and the CPU time of the programs that it ran."""
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = call()
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return result, (end.ru_utime + end.ru_stime -
                    start.ru_utime - start.ru_stime)


def count(program, counts):
    """Runs a program; how often it executed each line is in the folder."""
    env = dict(os.environ, GCOV_PREFIX=os.path.abspath(counts))
    with processes.started([program], env=env, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL) as child:
        child.wait(timeout=600)


def lines_of(counts, objects):
    """{path: lines that were executed} from the counts of one program."""
    root = os.path.abspath(objects)
    found = []
    for folder, _, names in os.walk(counts):
        found += [os.path.join(folder, n) for n in names
                  if n.endswith(".gcda")]
    for data in found:
        notes = os.path.join("/", os.path.relpath(data, counts))
        notes = notes[:-5] + ".gcno"
        if notes.startswith(root) and not os.path.exists(data[:-5] + ".gcno"):
            os.symlink(notes, data[:-5] + ".gcno")
    out = subprocess.run(["gcov", "--json-format", "--stdout"] + found,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                         check=False, start_new_session=True).stdout
    lines = collections.defaultdict(set)
    for text in out.splitlines():
        for entry in json.loads(text)["files"]:
            lines[entry["file"]].update(line["line_number"]
                                        for line in entry["lines"]
                                        if line["count"])
    return lines


def measure_one(name, folders, counts):
    """Of a program in the folders of the builds. A program that fails without
    a mutant says nothing about mutants."""
    plain, check, coverage = (os.path.join(f, name) for f in folders)
    passed, seconds = cpu_seconds(lambda: judge.passes(plain, folders[0]))
    if passed and seconds < judge.QUICK:
        passed = judge.passes(check, folders[1])
    if passed:
        count(coverage, counts)
    lines = lines_of(counts, folders[2])
    return {"passes": passed, "seconds": seconds,
            "lines": {path: sorted(numbers) for path, numbers in lines.items()
                      if not path.startswith("/")}}


def kept_or(path, program, compute):
    """A value that is computed again when the program has changed."""
    with open(program, "rb") as f:
        digest = hashlib.sha256(f.read()).hexdigest()
    if os.path.exists(path):
        with gzip.open(path, "rt") as f:
            kept = json.load(f)
        if kept["program"] == digest:
            return kept["value"]
    value = compute()
    with gzip.open(path + ".new", "wt") as f:
        json.dump({"program": digest, "value": value}, f)
    os.replace(path + ".new", path)
    return value


def measure(folders, names, paths, folder, say):
    """{program: {"seconds": s, "executes": number of lines,
    "lines": {path: [line, ...]}}} of the paths; what has been measured before
    and has not changed is read from the folder."""
    os.makedirs(folder, exist_ok=True)
    programs = {}
    for i, name in enumerate(names):
        counts = os.path.join(folder, name)
        say("which lines %s executes (%d of %d)" % (name, i + 1, len(names)))
        row = kept_or(counts + ".json.gz", os.path.join(folders[2], name),
                      lambda: measure_one(name, folders, counts))
        subprocess.run(["rm", "-rf", counts], check=True)
        if not row["passes"]:
            print("  left out, fails without a mutant: " + name)
            continue
        programs[name] = {
            "seconds": row["seconds"],
            "executes": 1 + sum(len(n) for n in row["lines"].values()),
            "lines": {path: frozenset(numbers) for path, numbers
                      in row["lines"].items() if path in paths}}
    return programs
