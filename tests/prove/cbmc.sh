#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# cbmc.sh FOLDER [FILE...]: proves the functions of tests/prove/cbmc/FILE.c
# with CBMC, all of them without FILE, and prints a line for each. CBMC reads
# every function `void NAME(void)` of a file as a proof: what it assumes is any
# input, and every read, overflow, conversion, shift and loop is checked. Loops
# run up to 10 times, or as often as a line `UNWIND N` of the file says.
# Debian 12 has no CBMC, so that of trixie is unpacked into FOLDER and run with
# its own libc; the system is not changed. Status 1 when a proof fails.
set -u
LC_ALL=C

folder=$1
shift
here=$(dirname "$(dirname "$(dirname "$(realpath "$0")")")")
root=$folder/cbmc
lib=$root/usr/lib/x86_64-linux-gnu
wrong=0

stop()
{
	echo "cbmc.sh: $*" >&2
	exit 1
}

[[ $(uname -m) = x86_64 ]] || stop 'only x86_64: CBMC is run with the libc of amd64'
if [[ ! -e $root/ready ]]; then
	SUITE=trixie "$here/tools/fetch-deb.sh" amd64 "$root" cbmc minisat libc6 \
		libstdc++6 libgcc-s1 zlib1g || stop 'CBMC cannot be downloaded'
	touch "$root/ready"
fi

cbmc()
{
	"$lib/ld-linux-x86-64.so.2" --library-path "$lib:$root/usr/lib" \
		"$root/usr/bin/cbmc" "$@"
}

# prove FILE FUNCTION
prove()
{
	local log=$folder/${1}_$2.txt start=$SECONDS status=0 word=PROVED unwind

	unwind=$(sed -n 's/^ \* UNWIND //p' "tests/prove/cbmc/$1.c")
	cbmc "tests/prove/cbmc/$1.c" -I. --function "$2" --no-standard-checks \
		--bounds-check --pointer-check --pointer-overflow-check \
		--signed-overflow-check --conversion-check \
		--undefined-shift-check --div-by-zero-check --unwind "${unwind:-10}" \
		--unwinding-assertions >"$log" 2>&1 || status=$?
	if [[ $status != 0 ]] || ! grep -q '^VERIFICATION SUCCESSFUL' "$log"; then
		word=FAILED wrong=1
	fi
	printf '  %-7s cbmc %-34s %4d checks, %4d s\n' $word "$1: $2" \
		"$(grep -cE ': (SUCCESS|FAILURE)$' "$log")" $((SECONDS - start))
	if [[ $word = FAILED ]]; then
		grep -E ': FAILURE$|rror' "$log" | head -n 10 | sed 's/^/          /'
	fi
}

mkdir -p "$folder"
[[ $# != 0 ]] || set -- $(basename -s .c tests/prove/cbmc/*.c)
for file; do
	[[ -e tests/prove/cbmc/$file.c ]] ||
		stop "$file is not a proof; name one of tests/prove/cbmc/, without .c"
	for name in $(sed -nE 's/^void ([a-z_0-9]+)\(void\)$/\1/p' \
		"tests/prove/cbmc/$file.c"); do
		prove "$file" "$name"
	done
done
exit $wrong
