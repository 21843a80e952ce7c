# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash
# The host program at its command line, for the check_tool*.sh, which source
# this. Speaks TAP: the last line of a script is `plan`. BUILD names the
# build folder, MEMBLOCK another program than that of make host.

tool=$(realpath -m "${MEMBLOCK:-${BUILD:-build}/host/memblock}")
maps=$PWD/tests/maps
# shellcheck disable=SC2034 # of scripts that source this
docs=$PWD/docs
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
count=0
[ -x "$tool" ] || { echo "Bail out! $tool is not built"; exit 1; }

# run WORD...: the program; status, out and err are what it left
run() {
	"$tool" "$@" >out 2>err
	status=$?
}

result() {
	count=$((count + 1))
	if [ "$1" = 0 ]; then
		echo "ok $count - $2"
	else
		echo "not ok $count - $2"
		echo "# status $status"
		sed 's/^/# out: /' out | head -5
		sed 's/^/# err: /' err | head -5
	fi
}

# ok NAME CONDITION...: the condition is a command
ok() {
	local name=$1
	shift
	"$@"
	result $? "$name"
}

# exits NAME STATUS PATTERN: by how it ended, and a line of stderr that
# matches; "" for a silent stderr. Status 2 leaves stdout empty.
exits() {
	local good=1
	if [ $status = "$2" ] && { [ $status != 2 ] || [ ! -s out ]; }; then
		if [ -n "$3" ]; then
			grep -qE -e "$3" err
		else
			[ ! -s err ]
		fi
		good=$?
	fi
	result $good "$1"
}

skip() {
	count=$((count + 1))
	echo "ok $count - $1 # SKIP $2"
}

plan() { echo "1..$count"; }
