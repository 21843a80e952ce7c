#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# afl.sh FOLDER SECONDS: runs FOLDER/memblock under AFL++ and fails if there are
# crashes or hangs. What it found is kept in FOLDER/out and continued.
set -u

folder=$1 seconds=$2
bin=$folder/memblock

# Small files only: AFL++ changes the others too slowly.
seeds()
{
	find tests/maps tests/corpus/import tests/corpus/unpack \
		tests/corpus/clean tests/corpus/table tests/cases \
		-type f -size -16k | sort
}

# The byte in front chooses the command line; each file is given some of them.
make_seeds()
{
	local n=0 file

	mkdir -p "$folder/in"
	seeds | while read -r file; do
		for _ in 1 2; do
			# shellcheck disable=SC2059 # the byte
			{ printf "\\x$(printf %02x $((n % 29)))"; cat "$file"; } \
				>"$folder/in/$n"
			n=$((n + 1))
		done
	done
}

stat_of()
{
	sed -n "s/^$1 *: //p" "$folder/out/default/fuzzer_stats"
}

export AFL_SKIP_CPUFREQ=1 AFL_NO_UI=1 AFL_AUTORESUME=1 AFL_NO_AFFINITY=1
export AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1
rm -rf "$folder/in"
make_seeds
afl-fuzz -i "$folder/in" -o "$folder/out" -V "$seconds" -m none -t 5000 -- \
	"$bin" tests/maps/shell.txt >"$folder/log" 2>&1 ||
	{ tail -n 20 "$folder/log"; exit 1; }
crashes=$(stat_of saved_crashes) hangs=$(stat_of saved_hangs)
printf '  AFL     %s runs in %s s, %s paths, %s crashes, %s hangs\n' \
	"$(stat_of execs_done)" "$(stat_of run_time)" "$(stat_of corpus_count)" \
	"$crashes" "$hangs"
[ "$crashes" = 0 ] && [ "$hangs" = 0 ] ||
	{ echo "see $folder/out/default" >&2; exit 1; }
