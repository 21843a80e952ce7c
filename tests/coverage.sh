#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# coverage.sh FOLDER: evaluates the counts of the tests in FOLDER (make coverage).
# Prints each line and branch of core/ that was not taken, and fails if there is
# one. Code that no input can reach is marked GCOVR_EXCL_BR_LINE, with the reason
# in a comment. Then prints the branches of the files that tests/pure.txt lists,
# and fails if less of them were taken than it says.
set -u
LC_ALL=C

report()
{
	gcovr -r . --exclude-unreachable-branches "$@"
}

# Rows of gcovr's table that name lines: FILE ALL TAKEN PERCENT PLACES
missed()
{
	report --filter core/ "${@:2}" |
		awk -v what="$1" '$1 ~ /^core\// && NF > 4 {
			printf "  %s: %d %s not taken, at %s\n",
				$1, $2 - $3, what, $5 }'
}

# The words of tests/pure.txt after the first one, of lines that begin with $1.
listed()
{
	sed -nE "s/^$1 +([^ ]+).*/\1/p" tests/pure.txt
}

# Removes the notes of sources that no longer exist, which gcov would look for.
find "$1" -name '*.gcno' | while read -r notes; do
	source=${notes#"$1"/}
	[[ -e ${source%.gcno}.c ]] || rm -f "$notes"
done

places=$(missed lines "$1"; missed branches "$1" --branches)
# Not -o /dev/null: run as root, gcovr replaces the device by a file.
report --filter core/ "$1" --print-summary | grep -E '^(lines|branches)'
[[ ! $places ]] || printf 'coverage: core/ has places that no test takes:\n%s\n' \
	"$places" >&2
# 100 means all: gcovr never rounds up to it.
report --filter core/ "$1" --fail-under-line 100 --fail-under-branch 100 \
	>/dev/null
status=$?

pure=()
for path in $(grep -vE '^(#|least|not)' tests/pure.txt); do
	pure+=(--filter "$path/")
done
for path in $(listed not); do
	pure+=(--exclude "$path")
done
echo 'Branches of pure files:'
report "${pure[@]}" "$1" --branches --csv - | awk -F, -v least="$(listed least)" '
	NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
	{
		all = $column["branch_total"]; taken = $column["branch_covered"]
		if (all > 0)
			printf "  %5.1f %%  %4d of %4d  %s\n",
				100 * taken / all, taken, all, $1 | "sort -n"
		sum += all; hit += taken
	}
	END {
		close("sort -n")
		printf "branches of pure files: %.1f%% (%d out of %d)\n",
			100 * hit / sum, hit, sum
		if (100 * hit < least * sum) {
			printf "coverage: less than the %d %% of tests/pure.txt\n", least
			exit 1
		}
	}' || status=1
exit $status
