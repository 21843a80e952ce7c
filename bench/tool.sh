#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# tool.sh MEMBLOCK: what the host program needs for large logs and large maps,
# in seconds of CPU time and as ratios to other programs on the same file. MB is
# the size of the log, 64 by default.
set -u
export LC_ALL=C

tool=$(realpath "$1")
samples=$PWD/tests/maps
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1

# seconds COMMAND...: the least CPU time of three runs
seconds()
{
	local TIMEFORMAT='%U %S'

	for _ in 1 2 3; do
		{ time "$@" >/dev/null 2>&1; } 2>&1
	done | awk '{ t = $1 + $2 } NR == 1 || t < least { least = t }
		END { printf "%.3f", least }'
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

row()
{
	printf '%-40s %8s s' "$1" "$2"
	shift 2
	printf '  %s' "$@"
	printf '\n'
}

# against NAME COMMAND...: how many times as long as it memblock takes
against()
{
	local name=$1
	shift
	awk -v a="$mine" -v b="$(seconds "$@")" -v name="$name" \
		'BEGIN { printf("%.2f times %s", a / (b > 0 ? b : 0.001), name) }'
}

make_log
cat log >/dev/null
mine=$(seconds "$tool" show log)
row "show, a log of ${MB:-64} MiB with a map" "$mine" \
	"$(against 'grep -c' grep -c BIOS-e820 log)" \
	"$(against 'wc -l' wc -l log)" "$(against sort sort log)"

make_map 300 >small
mine=$(seconds bash -c "for _ in {1..20}; do '$tool' show small; done")
row "show, 300 rows" "$(awk "BEGIN { printf \"%.4f\", $mine / 20 }")"

make_map 10000 >large
for format in text linux e820 json csv; do
	mine=$(seconds "$tool" show format=$format large)
	row "show format=$format, 10,000 rows" "$mine" \
		"$(against sort sort large)"
done
"$tool" table -o table large 2>/dev/null
sed '2s/Boot Data/Loader Data/' large >other
while read -r words; do
	"$tool" help | grep -q "^  memblock ${words%% *} " || continue
	# shellcheck disable=SC2086 # words
	row "$words, 10,000 rows" "$(seconds "$tool" $words)"
done <<END
table -o table large
check table
lint large
diff large other
fit 64M large
explain large
convert --to=dts large
report -o page.html large
END
