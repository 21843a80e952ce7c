#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The version and the formats' versions are the same everywhere. Speaks TAP.
# BUILD names the build folder.
set -u

tool=${MEMBLOCK:-${BUILD:-build}/host/memblock}
count=0 failed=0

# same NAME EXPECTED FOUND: FOUND has lines, each of which is EXPECTED
same()
{
	count=$((count + 1))
	if [[ $2 && $(sort -u <<<"$3") = "$2" ]]; then
		echo "ok $count - $1"
	else
		echo "# $2 expected, found: $3"
		echo "not ok $count - $1"
		failed=1
	fi
}

# defined NAME FILE: the value of a macro, without quotes
defined() { sed -n "s/^#define $1 *//p" "$2" | tr -d '"'; }

version=$(defined MEMBLOCK_VERSION core/base/version.h)
same "the host program prints the version" "memblock $version" \
	"$("$tool" --version)"
same "documents show the version" "memblock.efi $version" \
	"$(grep -ohE 'memblock\.efi [0-9]+\.[0-9.]*[0-9]' README.md docs/*.md)"
same "CHANGELOG.md has it as the newest version" "$version" \
	"$(sed -n 's/^## \([0-9][0-9.]*\).*/\1/p' CHANGELOG.md | head -n 1)"
same "no source repeats it" core/base/version.h \
	"$(grep -rlF "\"$version\"" core efi tools ovmf)"

table=core/handoff/table.h
format=$(defined MBT_VERSION_MAJOR $table).$(defined MBT_VERSION_MINOR $table)
same "docs/table.md has the version of the table" "$format" \
	"$(sed -nE 's/.*`version_(major|minor)` \| ([0-9]+);.*/\2/p' \
		docs/table.md | paste -sd.)"
same "docs/json.md has the version of JSON and CSV" \
	"$(defined REPORT_VERSION core/report/report.h)" \
	"$(sed -nE 's/.*`(format_)?version`,? (which )?is ([0-9]+);.*/\3/p' \
		docs/json.md)"

echo "1..$count"
exit "$failed"
