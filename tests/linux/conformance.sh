#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# conformance.sh TREE OUT: compiles the memblock tests of the Linux 7.x source
# tree TREE, unmodified, against core/ with shim.c; runs them with NUMA and
# without. Output goes into OUT.
set -eu

tests=$1/tools/testing/memblock headers=$1/tools/include out=$2
here=${0%/*}
[ -r "$tests/main.c" ] || {
	echo "conformance.sh: $1 has no tools/testing/memblock" >&2
	echo "conformance.sh: LINUX= must name the top of a Linux 7.x tree" >&2
	exit 1
}
mkdir -p "$out"
failed=0

suite() {
	local name=$1 ok bad status=0
	shift
	# -w: the warnings in there are not ours.
	${HOSTCC:-gcc} -std=gnu11 -O1 -g -w -fsanitize=address,undefined \
		-DCONFIG_PHYS_ADDR_T_64BIT "$@" -I"$here/include" -I. \
		-I"$tests" -I"$headers" "$tests/main.c" "$tests"/tests/*.c \
		"$here/shim.c" core/memblock/*.c core/base/status.c -o "$out/$name"
	# They do not free the memory of their maps.
	ASAN_OPTIONS=detect_leaks=0 "$out/$name" -v >"$out/$name.log" 2>&1 ||
		status=$?
	ok=$(grep -c '^ok' "$out/$name.log") || true
	bad=$(grep -c '^not ok' "$out/$name.log") || true
	printf '  %-7s Linux memblock tests, %-12s %4d passed, %d failed\n' \
		"$([ "$bad$status" = 00 ] && [ "$ok" -gt 0 ] &&
			echo TEST || echo FAIL)" "$name" "$ok" "$bad"
	[ "$bad$status" = 00 ] && [ "$ok" -gt 0 ] && return
	grep -v '^ok\|Running' "$out/$name.log" | tail -n 5
	failed=1
}

suite numa -DCONFIG_NUMA -DCONFIG_NODES_SHIFT=4
suite without-numa
exit $failed
