#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Compares docs/json.md and docs/tools.md with what the host program prints and
# reads. Speaks TAP. BUILD names the build folder.
set -u

tool=${MEMBLOCK:-${BUILD:-build}/host/memblock}
count=0
[ -x "$tool" ] || { echo "Bail out! $tool is not built"; exit 1; }

# all NAME DOCUMENT: every line of standard input is in the document, in
# backquotes
all() {
	local missing
	missing=$(while read -r word; do
		grep -qF -e "\`$word\`" "$2" || echo "$word"
	done)
	count=$((count + 1))
	[ -z "$missing" ] || echo -n "not "
	echo "ok $count - $1"
	[ -z "$missing" ] || echo "# missing in $2:" $missing
}

# A map that fills every list, with options that appear in the output.
show() { "$tool" show "$1" mem=1G 'memmap=64K$64K' tests/maps/shell.txt; }

all "docs/json.md has every member of the JSON" docs/json.md \
	< <(show format=json | grep -oE '"[a-z_0-9]+":' | tr -d '":' | sort -u)
all "docs/json.md has every list of the CSV" docs/json.md \
	< <(show format=csv | sed 1d | cut -d, -f1 | sort -u)
all "docs/json.md has every fact of the CSV" docs/json.md \
	< <(show format=csv | grep '^fact,' | cut -d, -f7)

count=$((count + 1))
grep -qF "    $(show format=csv | head -n 1)" docs/json.md || echo -n "not "
echo "ok $count - docs/json.md has the CSV's header"

count=$((count + 1))
missing=
for map in tests/maps/*; do
	origin=$("$tool" show format=csv "$map" 2>/dev/null |
		sed -n 's/^fact,,,,,,origin,,//p')
	grep -qF "| $origin |" docs/tools.md || missing="$missing $map"
done
[ -z "$missing" ] || echo -n "not "
echo "ok $count - docs/tools.md has the origin of every sample"
[ -z "$missing" ] || echo "# missing:$missing"

echo "1..$count"
