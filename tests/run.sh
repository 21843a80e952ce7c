#!/bin/bash
# run.sh -o RESULTS PROGRAM...: runs test programs that speak TAP, shows a
# line for each and the output of what failed, writes the counts to RESULTS.
# Exit status 0 when nothing failed. The last line is the count.
set -u

results=
[ "${1-}" = -o ] && { results=$2; shift 2; }
passed=0 failed=0 skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

count() { grep -cE "$1" "$log"; }

for program; do
	CMOCKA_MESSAGE_OUTPUT=TAP "$program" >"$log" 2>&1
	status=$?
	s=$(count '^ok .*# *SKIP')
	p=$(($(count '^ok ') - s))
	f=$(count '^not ok ')
	# Dying without a word, or testing nothing, is a failure too.
	[ $status -ne 0 ] && [ "$f" = 0 ] && f=1
	[ $((p + f + s)) = 0 ] && f=1
	passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
	printf '  %-7s %-36s %4d' "$([ $f = 0 ] && echo TEST || echo FAIL)" \
		"${program##*/}" "$p"
	[ "$s" = 0 ] || printf ', %d skipped' "$s"
	echo
	grep -E '^ok .*# *SKIP' "$log" | sed 's/^ok [0-9]* *-* */          /'
	[ "$f" = 0 ] || cat "$log"
done

if [ -n "$results" ]; then
	mkdir -p "$(dirname "$results")"
	echo "$passed $failed $skipped" >"$results"
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
