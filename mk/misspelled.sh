#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
#: misspelled.sh NAME...: of variables that were given to make, names the first one
#: that no makefile has and that is nearly a variable of `make help`.
for name; do
	grep -qw -- "$name" Makefile mk/*.mk efi/arch/*/arch.mk ||
		sed -n '/^Variables:/,$s/^  \(.*\)/\1/p' mk/help.txt |
		grep -oE '\b[A-Z_]+=' | awk -F= -v name="$name" '
	# How many characters are inserted, deleted or changed (Levenshtein).
	function distance(a, b, i, j, row, former, next_one) {
		for (j = 0; j <= length(b); j++)
			row[j] = j
		for (i = 1; i <= length(a); i++) {
			former = row[0]
			row[0] = i
			for (j = 1; j <= length(b); j++) {
				next_one = row[j]
				former += substr(a, i, 1) != substr(b, j, 1)
				if (row[j - 1] + 1 < former)
					former = row[j - 1] + 1
				if (row[j] + 1 < former)
					former = row[j] + 1
				row[j] = former
				former = next_one
			}
		}
		return row[length(b)]
	}
	distance(toupper(name), $1) < 3 && length($1) > 3 {
		print name "=: unknown variable (nearest: " $1 "=)"
		exit
	}'
done | head -n 1
