# SPDX-License-Identifier: BSD-2-Clause
"""Runs the tests that execute the line of a mutant, until one fails."""
import collections
import os
import resource
import shutil
import subprocess
import threading

import processes

# Seconds of CPU time without a mutant: of the test programs that run first, and
# of those that run for a mutant that is left.
QUICK = 0.5
MORE = 15
# Ends at the first test that fails. A variable of the mutant has the name of one
# in libcheck.so.
SETTINGS = {"CMOCKA_TEST_ABORT": "1",
            "ASAN_OPTIONS": "detect_odr_violation=0"}


def passes(program, library, seconds=600):
    """Whether the program ends with status 0 within so much CPU time, which
    does not depend on what else runs."""
    env = dict(os.environ, LD_LIBRARY_PATH=os.path.abspath(library), **SETTINGS)
    with processes.started([os.path.abspath(program)], env=env,
                           stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL) as child:
        try:
            resource.prlimit(child.pid, resource.RLIMIT_CPU,
                             (seconds, seconds))
        except ProcessLookupError:
            pass
        try:
            return child.wait(timeout=600) == 0
        except subprocess.TimeoutExpired:
            return False


class Judge:
    def __init__(self, plain, sanitized, programs, scratch):
        self.plain, self.sanitized = plain, sanitized
        self.programs, self.scratch = programs, scratch
        self.lock, self.kills = threading.Lock(), collections.Counter()

    def killed(self, path, name):
        with self.lock:
            self.kills[path, name] += 1

    def order(self, mutant):
        """The programs that execute the line. First those that find most
        mutants of this file in a second; at the beginning, those that execute
        little else."""
        names = []
        # A statement of several lines counts where it begins, and a declaration
        # with what follows it.
        at = mutant.line
        for line in [*range(at, at - 12, -1), *range(at + 1, at + 12)]:
            names = [n for n, p in self.programs.items()
                     if line in p["lines"].get(mutant.path, ())]
            if names:
                break

        def worth(name):
            program = self.programs[name]
            guess = 100 / program["executes"]
            return ((guess + self.kills[mutant.path, name]) /
                    (0.01 + program["seconds"]))

        with self.lock:
            return sorted(names, reverse=True, key=worth)

    def run_tests(self, builder, mutant, names, work):
        """(outcome, the test that failed)"""
        for name in names:
            program = builder.program(name, mutant, work)
            if not program:
                return "invalid", ""
            limit = 1 + int(3 * self.programs[name]["seconds"])
            if not passes(program, work, limit):
                self.killed(mutant.path, name)
                return "killed", name
        return "survived", ""

    def fit(self, names, seconds):
        """Those of the programs, in their order, that there is time for."""
        fitting = []
        for name in names:
            if self.programs[name]["seconds"] <= seconds:
                fitting.append(name)
                seconds -= self.programs[name]["seconds"]
        return fitting

    def stage(self, builder, mutant, names, work):
        objects = builder.objects(mutant, work)
        if not objects:
            return "invalid", ""
        if builder is self.plain and builder.same_code(mutant, objects, work):
            return "same", ""
        if not builder.library(objects, work):
            return "unlinked", ""
        return self.run_tests(builder, mutant, names, work)

    def judge(self, mutant, thorough):
        """(outcome, the test that failed). Not thorough, only the first tests
        run; thorough, those again under the sanitizers, and then the others."""
        names = self.order(mutant)
        if not names:
            return "unseen", ""
        quick = self.fit(names, QUICK)
        stages = [(self.plain, quick)]
        if thorough:
            more = [n for n in names if n not in quick]
            stages = [(self.sanitized, quick), (self.plain,
                                                self.fit(more, MORE))]
        work = os.path.join(self.scratch, mutant.key)
        os.makedirs(work, exist_ok=True)
        try:
            for builder, programs in stages:
                outcome = self.stage(builder, mutant, programs, work)
                if outcome[0] != "survived":
                    break
            return outcome
        finally:
            shutil.rmtree(work, ignore_errors=True)
