#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# tool.sh MEMBLOCK: what the host program needs for large logs and large maps,
# in seconds of CPU time and as multiples of what grep -c, wc -l and sort need
# for the same file. MB is the size of the log, 64 by default.
set -u
export LC_ALL=C

tool=$(realpath "$1")
samples=$PWD/tests/maps
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1

# seconds TIMES COMMAND...: the least CPU time of three runs. A run executes the
# command TIMES times.
seconds()
{
	local TIMEFORMAT='%U %S' times=$1
	shift

	for _ in 1 2 3; do
		{ time for ((i = 0; i < times; i++)); do
			"$@" >/dev/null 2>&1
		done; } 2>&1
	done | awk -v times="$times" '{ t = ($1 + $2) / times }
		NR == 1 || t < least { least = t }
		END { printf "%.4f", (least > 0 ? least : 0.0001) }'
}

# Ordinary lines, and one map in the middle.
make_log()
{
	awk -v bytes="$((${MB:-64} << 20))" -v map="$samples/e820-6.1.txt" '
	BEGIN {
		srand(1)
		while (n < bytes) {
			line = sprintf("Nov 26 12:%02d:%02d host%d app[%d]: " \
				"request %d from 10.0.%d.%d took %d us, " \
				"status 0x%x", i / 60 % 60, i % 60, i % 7,
				i % 9999, i, i % 255, i % 199,
				rand() * 100000, rand() * 1000000)
			print line
			n += length(line) + 1
			i++
			if (!done && n > bytes / 2) {
				print "[    0.000000] Linux version 6.1.0"
				while ((getline line < map) > 0)
					print line
				done = 1
			}
		}
	}' >log
}

# make_map COUNT: the rows of an EFI table
make_map()
{
	awk -v count="$1" '
	BEGIN {
		split("Boot Code,Boot Data,Conventional,Runtime Data," \
			"Reserved,ACPI Mem NVS,Loader Code", type, ",")
		print "[    0.000000] Linux version 6.1.0"
		for (i = 0; i < count; i++) {
			printf "[    0.000000] efi: mem%02d: [%-12s|%s] " \
				"range=[0x%016x-0x%016x] (0MB)\n", i,
				type[i % 7 + 1],
				"   |  |  |  |  |  |  |  |  |WB|WT|WC|UC",
				i * 65536, i * 65536 + 65535
		}
		print "[    0.000000] efi: end"
	}'
}

# make_e820 COUNT: BIOS-e820 rows
make_e820()
{
	awk -v count="$1" '
	BEGIN {
		split("usable,reserved,ACPI data,ACPI NVS", type, ",")
		print "[    0.000000] BIOS-provided physical RAM map:"
		for (i = 0; i < count; i++)
			printf "[    0.000000] BIOS-e820: " \
				"[mem 0x%016x-0x%016x] %s\n", i * 65536,
				i * 65536 + 65535, type[i % 4 + 1]
	}'
}

# against FILE TIMES: measures the other programs
against()
{
	grep=$(seconds "$2" grep -c BIOS-e820 "$1")
	wc=$(seconds "$2" wc -l "$1")
	sort=$(seconds "$2" sort "$1")
}

# row NAME TIMES COMMAND...: needs against()
row()
{
	local name=$1 times=$2 mine
	shift 2

	mine=$(seconds "$times" "$tool" "$@")
	awk -v name="$name" -v mine="$mine" -v grep="$grep" -v wc="$wc" \
		-v sort="$sort" 'BEGIN {
			printf "%-37s %7.4f s %7.2f %7.2f %7.2f\n", name,
				mine, mine / grep, mine / wc, mine / sort }'
}

make_log
make_map 300 >small
make_map 10000 >large
make_e820 10000 >e820
for format in csv json raw; do
	"$tool" convert --to=$format -o large.$format large 2>/dev/null
done
"$tool" table -o table large 2>/dev/null
sed '2s/Boot Data/Loader Data/' large >other

printf '%-37s %9s %7s %7s %7s\n' memblock CPU '/grep' '/wc' '/sort'
against log 1
row "show, a log of ${MB:-64} MiB with a map" 1 show log
against small 20
row "show, 300 rows" 20 show small
echo '# 10,000 rows'
against large 5
for format in text linux e820 json csv; do
	row "show format=$format" 1 show format=$format large
done
row "show --where" 1 show --where=0x1000000 large
row lint 1 lint large
row "lint --format=json" 1 lint --format=json large
row diff 1 diff large other
row fit 1 fit 64M large
row explain 1 explain large
for format in e820 csv json linux memmap dts qemu raw table; do
	row "convert --to=$format" 1 convert --to=$format -o out large
done
row report 1 report -o page.html large
row "report of two" 1 report -o page.html large other
row table 1 table -o out large
row check 1 check table
for file in e820 large.csv large.json large.raw; do
	against $file 5
	for command in show lint explain "fit 64M" "report -o page.html"; do
		# shellcheck disable=SC2086 # words
		row "${command%% *}, ${file/#large./as }" 1 $command $file
	done
done
