# SPDX-License-Identifier: BSD-2-Clause
"""Which test programs execute a line, and how long each takes."""
import collections
import gzip
import json
import os
import resource
import subprocess


def run_one(program, counts, timeout=600):
    """Runs a test program with its counts in the folder; its CPU seconds."""
    env = dict(os.environ, GCOV_PREFIX=os.path.abspath(counts))
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program], env=env, timeout=timeout, check=False,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime


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
                         check=False).stdout
    lines = collections.defaultdict(set)
    for text in out.splitlines():
        for entry in json.loads(text)["files"]:
            lines[entry["file"]].update(line["line_number"]
                                        for line in entry["lines"]
                                        if line["count"])
    return lines


def save(path, value):
    with gzip.open(path, "wt") as f:
        json.dump(value, f)


def load(path):
    with gzip.open(path, "rt") as f:
        return json.load(f)


def measure(programs, objects, folder, say):
    """{program: {"seconds": s, "lines": {path: [line, ...]}}}; what has been
    measured before and has not changed is read from the folder."""
    os.makedirs(folder, exist_ok=True)
    seen = {}
    for i, program in enumerate(programs):
        name = os.path.basename(program)
        kept = os.path.join(folder, name + ".json.gz")
        if not os.path.exists(kept) or \
                os.path.getmtime(kept) < os.path.getmtime(program):
            say("which lines %s executes (%d of %d)" %
                (name, i + 1, len(programs)))
            counts = os.path.join(folder, name)
            seconds = run_one(program, counts)
            lines = lines_of(counts, objects)
            save(kept, {"seconds": seconds,
                        "lines": {p: sorted(n) for p, n in lines.items()
                                  if not p.startswith("/")}})
            subprocess.run(["rm", "-rf", counts], check=True)
        seen[name] = load(kept)
        seen[name]["lines"] = {path: frozenset(lines) for path, lines
                               in seen[name]["lines"].items()}
    return seen
