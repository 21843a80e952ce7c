#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The host program prints from saved JSON, CSV and raw files what the application
# itself printed.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

host=$build/host/memblock
dir=$tmp/dir
mkdir "$dir"

# shows FILE WORD...
shows()
{
	it "memblock show ${*:2} $1: the application's text"
	"$host" show "${@:2}" "$dir/$1" >"$out" 2>"$err"
	status=$?
	expect_status 0
	expect_same_sets "$tmp/text" "$out"
}

it "one boot saves the raw map and prints the text"
app -m 5G -d "$dir" -- save-raw=map.raw mem=1G
expect_status 0
cp "$out" "$tmp/text"
shows map.raw mem=1G

# The maps of two boots may differ by a page: each has its own text.
for format in json csv; do
	it "a boot saves $format"
	app -m 5G -d "$dir" -- save=map.$format format=$format save-raw=map.raw
	expect_status 0
	"$host" show "$dir/map.raw" >"$tmp/text" 2>"$err"
	shows map.$format
done

finish
