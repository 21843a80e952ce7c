#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# wp.sh FOLDER [FILE[:FUNCTION]]: proves the contracts of
# tests/prove/wp/contracts.h with Frama-C WP, for arrays of any length, with
# checks for run-time errors and wrapping; reports are written to FOLDER. Prints
# a line for each file of tests/prove/wp/functions.txt, or for the one that is
# named, with all functions or only that one. Status 1 when a goal stays open
# that is not one of tests/prove/wp/open.txt; one of these that is proved has
# only a line.
set -u
LC_ALL=C

out=$1
only=${2-}
mkdir -p "$out"
lists=tests/prove/wp
wrong=0
found=

# Where Why3 finds the solvers.
export WHY3CONFIG=$out/why3.conf
[[ -e $WHY3CONFIG ]] || why3 config detect >/dev/null 2>&1 || {
	echo 'wp.sh: why3 finds no solver; make deps-prove installs them' >&2
	exit 1
}
# Z3 a second time, as z3p: it tries only instances for which there is a pattern,
# with which it proves in a second what it otherwise does not in a minute.
grep -q 'z3p' "$WHY3CONFIG" || cat >>"$WHY3CONFIG" <<END

[prover]
name = "Z3"
alternative = "patterns"
shortcut = "z3p"
version = "$(z3 --version | sed 's/.*version \([^ ]*\).*/\1/')"
command = "$(type -p z3) -smt2 -T:%t auto_config=false smt.random_seed=42 -st %f"
driver = "z3_471"
editor = ""
in_place = false
interactive = false
END

# prove FILE FUNCTIONS [OPTION...]: writes Frama-C's report to stdout
prove()
{
	local contracts="-include $lists/contracts.h"

	# A file of that folder has contracts of its own.
	[[ $1 != "$lists"/* ]] || contracts=
	frama-c -c11 -machdep gcc_x86_64 \
		-cpp-extra-args="-I. -std=c11 $contracts" "$1" "${@:3}" \
		-wp -wp-rte -warn-unsigned-overflow -wp-fct "$2" \
		-wp-prover z3p,z3,cvc4 -wp-timeout "${WP_SECONDS:-40}" \
		-wp-par "$(nproc)" -wp-cache none 2>&1
}

# goals REPORT FILE: the open goals of the file, as open.txt has them
goals()
{
	sed -n 's/^\[wp\] \[\(Failed\|Timeout\|Unknown\|Stepout\)\] Goal typed_\(.*\)$/\2/p' \
		"$1" | sed "s|^|$2 |" | sort -u
}

while read -r file functions <&3; do
	[[ $file && $file != '#'* ]] || continue
	[[ ! $only || ${only%:*} = "$file" ]] || continue
	options=()
	if [[ $functions = -* ]]; then
		options=("${functions%% *}")
		functions=${functions#* }
	fi
	if [[ $only = *:* ]]; then
		[[ " $functions " = *" ${only#*:} "* ]] || continue
		functions=${only#*:}
	fi
	found=yes
	report=$out/${file//\//_}${options[*]}.txt
	start=$SECONDS
	prove "$file" "${functions// /,}" "${options[@]}" >"$report"
	counts=$(sed -n 's/^\[wp\] Proved goals: *//p' "$report")
	if [[ ! $counts ]]; then
		tail -n 5 "$report" >&2
		echo "  FAILED  wp $file: Frama-C does not accept it"
		wrong=1
		continue
	fi
	goals "$report" "$file" >"$out/open"
	grep -E "^$file (${functions// /|})" $lists/open.txt |
		sort -u >"$out/expected"
	word=PROVED
	diff "$out/expected" "$out/open" >"$out/diff"
	! grep -q '^>' "$out/diff" || word=FAILED wrong=1
	printf '  %-7s wp %-36s %9s goals, %d open, %4d s\n' $word "$file" \
		"${counts// /}" "$(wc -l <"$out/open")" $((SECONDS - start))
	sed -n 's/^>/          open:  /p; s/^</          proved although open.txt lists it: /p' \
		"$out/diff"
done 3<$lists/functions.txt
[[ $found ]] || {
	echo "wp.sh: $only is not in $lists/functions.txt; name one of its files" >&2
	wrong=1
}
exit $wrong
