#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The list of equivalent mutants names lines that exist. Speaks TAP.
set -u

wrong=$(python3 tests/mutants/run.py --folder . --list 2>&1)
status=$?
[ -z "$wrong" ] || echo "$wrong" | sed 's/^/# /'
[ $status = 0 ] || printf 'not '
echo 'ok 1 - each entry of tests/mutants/equivalent.txt is a mutant'
echo 1..1
exit $status
