#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# coverage.sh FOLDER: judges the counts that tests left in FOLDER (make
# coverage). Every line and every branch of core/ has to be taken: names the
# places that were not, and fails when there are any. What no input can reach
# is marked GCOVR_EXCL_BR_LINE, with the reason beside it.
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

# A source that has moved since leaves its notes behind, and gcov wants it.
find "$1" -name '*.gcno' | while read -r notes; do
	source=${notes#"$1"/}
	[[ -e ${source%.gcno}.c ]] || rm -f "$notes"
done
places=$(missed lines "$1"; missed branches "$1" --branches)
# Not -o /dev/null: gcovr puts a file of its own there, root's for good.
report "$1" --print-summary | grep -E '^(lines|branches)'
[[ ! $places ]] || printf 'coverage: core/ has places that no test takes:\n%s\n' \
	"$places" >&2
# 100 is all of them: gcovr never rounds up to it.
report "$1" --fail-under-line 100 --fail-under-branch 100 >/dev/null
