#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# run.sh [-j JOBS] [-o RESULTS] PROGRAM...: runs test programs that print TAP,
# JOBS at a time. Prints a line for each, and the output of those that failed;
# writes the counts to RESULTS. 'PROGRAM ARGUMENT...' runs it with arguments.
# Exit status 0 if nothing failed. The last line is the count.
# run.sh -s RESULTS...: adds the counts of earlier runs; a missing file counts
# as a failure.
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

# evaluate LOG STATUS: sets p, f and s, the numbers of tests that passed, failed
# and were skipped. Ending with an error, running no test and running fewer than
# planned are failures, too.
evaluate()
{
	local planned

	# cmocka prints "not ok N # SKIP" after skip().
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

	evaluate "$2" "$3"
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

# Waits for one program to end. Shows results in the order of the programs, so
# only those that no running program precedes.
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
# On a signal: ends each program and the processes that it has started.
stop()
{
	local pid

	for pid in "${!running[@]}"; do
		kill -- "-$pid" 2>/dev/null
	done
	# Without bash's message for each of them.
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

# Job control: each program gets its own process group.
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
