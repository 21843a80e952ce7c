#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# run.sh [-j JOBS] [-o RESULTS] PROGRAM...: runs test programs that speak TAP,
# JOBS at a time, shows a line for each and the output of what failed, writes
# the counts to RESULTS. 'PROGRAM ARGUMENT...' is one with arguments. Exit
# status 0 when nothing failed. The last line is the count.
# run.sh -s RESULTS...: the sum of counts written before; one that is not
# there counts as a failure.
set -u

passed=0 failed=0 skipped=0

# add PASSED FAILED SKIPPED
add()
{
	passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

finish()
{
	echo "$passed passed, $failed failed, $skipped skipped"
	[[ $failed = 0 ]]
	exit
}

sum()
{
	local file p f s

	for file; do
		if read -r p f s <"$file"; then
			add "$p" "$f" "$s"
		else
			add 0 1 0
		fi
	done 2>/dev/null
}

# judge LOG STATUS: sets p, f and s. Dying without a word, testing nothing
# and testing less than was announced are failures too.
judge()
{
	local planned

	# cmocka calls what skip() left out "not ok N # SKIP".
	s=$(grep -cE '^(not )?ok .*# *(SKIP|skip)' "$1")
	p=$(grep -E '^ok ' "$1" | grep -cvE '# *(SKIP|skip)')
	f=$(grep -E '^not ok ' "$1" | grep -cvE '# *(SKIP|skip)')
	planned=$(awk -F '[. #]+' '/^1\.\./ { n += $2 } END { print n + 0 }' "$1")
	[[ $2 = 0 || $f != 0 ]] || f=1
	((p + f + s)) || f=1
	((planned <= p + f + s)) || f=$((planned - p - s))
}

# show PROGRAM LOG STATUS
show()
{
	local p f s word=TEST

	judge "$2" "$3"
	add "$p" "$f" "$s"
	[[ $f = 0 ]] || word=FAIL
	printf '  %-7s %-36s %4d' "$word" "${1##*/}" "$p"
	[[ $s = 0 ]] || printf ', %d skipped' "$s"
	echo
	if [[ $f = 0 ]]; then
		grep -E '^(not )?ok .*# *(SKIP|skip)' "$2" |
			sed -E 's/^(not )?ok [0-9]* *-* */          /'
	else
		cat "$2"
	fi
}

# Waits for one program to end, then shows, in order, what can be shown.
await_one()
{
	local pid

	wait -n -p pid "${!running[@]}"
	status[running[pid]]=$?
	unset "running[pid]"
	while [[ ${status[shown]-} ]]; do
		show "${programs[shown]}" "$logs/$shown" "${status[shown]}"
		shown=$((shown + 1))
	done
}

# shellcheck disable=SC2317 # called by traps
# A signal ends each program with all that it started.
stop()
{
	local pid

	for pid in "${!running[@]}"; do
		kill -- "-$pid" 2>/dev/null
	done
	# bash would tell of each one that was ended.
	exec 2>/dev/null
	wait
	exit "$1"
}

results='' jobs=1
while getopts j:o:s flag; do
	case $flag in
	j) jobs=$OPTARG ;;
	o) results=$OPTARG ;;
	s) shift && sum "$@" && finish ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))

programs=("$@") status=() shown=0
running=()
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
trap 'stop 130' INT
trap 'stop 143' TERM
[[ ! $results ]] || rm -f "$results"

# Each program in a process group of its own.
set -m
for number in "${!programs[@]}"; do
	((${#running[@]} < jobs)) || await_one
	read -r -a words <<<"${programs[number]}"
	CMOCKA_MESSAGE_OUTPUT=TAP "${words[@]}" \
		>"$logs/$number" 2>&1 </dev/null &
	running[$!]=$number
done
while ((${#running[@]})); do
	await_one
done

if [[ $results ]]; then
	mkdir -p "$(dirname "$results")"
	echo "$passed $failed $skipped" >"$results"
fi
finish
