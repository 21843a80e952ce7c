#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Lists of changes to the program name lines that exist. Speaks TAP.
set -u

number=0 failed=0

# check WHAT COMMAND...
check()
{
	what=$1
	shift
	number=$((number + 1))
	if wrong=$("$@" 2>&1); then
		echo "ok $number - $what"
		return
	fi
	failed=1
	echo "not ok $number - $what"
	echo "$wrong" | sed 's/^/# /'
}

check 'each entry of tests/mutants/equivalent.txt is a mutant' \
	python3 -B tests/mutants/run.py --folder . --list
check 'each change of make prove-mutants has its place' \
	tests/prove/self-test.sh --places
echo 1..$number
exit $failed
