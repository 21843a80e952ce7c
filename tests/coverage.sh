#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# coverage.sh FOLDER: evaluates the counts of the tests in FOLDER (make coverage).
# Prints each line and branch of core/ that was not taken, and fails if there is
# one. Code that no input can reach is marked GCOVR_EXCL_BR_LINE, with the reason
# in a comment.
set -u
LC_ALL=C

report()
{
	gcovr -r . --filter core/ --exclude-unreachable-branches "$@"
}

# Rows of gcovr's table that name lines: FILE ALL TAKEN PERCENT PLACES
missed()
{
	report "${@:2}" |
		awk -v what="$1" '$1 ~ /^core\// && NF > 4 {
			printf "  %s: %d %s not taken, at %s\n",
				$1, $2 - $3, what, $5 }'
}

# Removes the notes of sources that no longer exist, which gcov would look for.
find "$1" -name '*.gcno' | while read -r notes; do
	source=${notes#"$1"/}
	[[ -e ${source%.gcno}.c ]] || rm -f "$notes"
done
places=$(missed lines "$1"; missed branches "$1" --branches)
# Not -o /dev/null: run as root, gcovr replaces the device by a file.
report "$1" --print-summary | grep -E '^(lines|branches)'
[[ ! $places ]] || printf 'coverage: core/ has places that no test takes:\n%s\n' \
	"$places" >&2
# 100 means all: gcovr never rounds up to it.
report "$1" --fail-under-line 100 --fail-under-branch 100 >/dev/null
