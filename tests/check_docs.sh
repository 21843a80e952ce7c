#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# What docs/conversion.md and docs/options.md name is there: tests, documents.
# Speaks TAP.
set -u

count=0 failed=0

# result STATUS NAME
result()
{
	count=$((count + 1))
	if [[ $1 = 0 ]]; then
		echo "ok $count - $2"
	else
		echo "not ok $count - $2"
		failed=1
	fi
}

missing=0 named=0
while read -r name; do
	named=$((named + 1))
	grep -qF "TEST($name)" tests/test_*.c && continue
	echo "# no test is called $name"
	missing=1
done < <(grep -oE '\| `[a-z0-9_]+` \|$' docs/conversion.md | tr -d '|` ')
[[ $named -gt 10 ]] || missing=1
result "$missing" "each difference from Linux has its test"

missing=0
while IFS=: read -r file link; do
	[[ -e $(dirname "$file")/$link ]] && continue
	echo "# $file names $link, which is not there"
	missing=1
done < <(grep -oHE '\]\([a-zA-Z0-9_./-]+\.md' docs/conversion.md \
	docs/options.md | sed 's/](//')
result "$missing" "documents that are named are there"

echo "1..$count"
exit "$failed"
