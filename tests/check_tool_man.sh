#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The manual pages and the completion of shells have what the program has. Speaks
# TAP.
set -u

project=$PWD
. tests/lib/tool.sh
man=$docs/man

# --- manual pages --------------------------------------------------------------

# The text of a page, in one line.
text() { sed -e '/^\.\\"/d; s/\\-/-/g; s/\\f[BRI]//g; s/^\.[A-Z]* *//; s/"//g' "$1" | tr '\n' ' '; }
text "$man/memblock.1" >page
text "$man/memblock-formats.5" >formats

if command -v groff >/dev/null; then
	groff -man -Tutf8 -ww -z "$man"/*.[15] >out 2>&1
	ok "groff finds nothing wrong with the pages" test ! -s out
else
	skip "groff finds nothing wrong with the pages" "there is no groff"
fi
if command -v man >/dev/null; then
	for page in "$man"/*.[15]; do
		LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -l \
			-Tutf8 "$page" >rendered 2>>out
		test -s rendered || echo "$page: nothing" >>out
	done
	ok "man(1) renders them without a warning" test ! -s out
else
	skip "man(1) renders them without a warning" "there is no man(1)"
fi
"$tool" help | sed -n 's/^  memblock \([a-z]*\) .*/\1/p' >commands
missing=$(while read -r name; do
	grep -q "memblock $name " page || echo "$name"
done <commands)
ok "memblock(1) has each command" test -z "$missing"
missing=$(for switch in $(while read -r name; do
	"$tool" "$name" --help | grep -oE '^ +(-., )? *--[a-z]+' | grep -oE -e '--[a-z]+'
done <commands | sort -u); do
	grep -qF -e "$switch" page || echo "$switch"
done)
ok "memblock(1) has each switch" test -z "$missing"
missing=$(for option in $("$tool" show --help | grep -oE '^  [a-z_-]+' |
	grep -vE 'help|version'); do
	grep -qw -e "$option" page || echo "$option"
done)
ok "memblock(1) has each option of the map" test -z "$missing"
missing=$(grep -oE -e '--[a-z]+' page | sort -u | while read -r switch; do
	for name in $(cat commands) complete; do
		"$tool" "$name" --help
	done | grep -qF -e "$switch" || echo "$switch"
done)
ok "and no other switch" test -z "$missing"
missing=$(sed -n '/^\.SH OPTIONS OF THE MAP/,/^\.SH EXIT/p' "$man/memblock.1" |
	sed -nE 's/^\.(B|BI|BR) ([a-z_-]+)(=| ,|$).*/\2/p' |
	sed 's/\\//g' | sort -u | while read -r option; do
	case $option in mem-kind | show) continue ;; esac
	"$tool" show --help | grep -qE "^  $option( |=|\$)" || echo "$option"
done)
ok "and no other option$missing" test -z "$missing"
missing=$(for format in $("$tool" complete convert | grep -oE '^--to=[a-z0-9]+' | cut -d= -f2); do
	grep -qw -e "$format" page && grep -qw -e "$format" formats || echo "$format"
done)
ok "both pages have each format of convert" test -z "$missing"

missing=$(sed -n '/^| format | recognised by/,/^$/p' "$docs/tools.md" | sed 1,2d |
	sed 's/`//g; s/.*| \([^|]*\) |$/\1/' | sort -u | while read -r origin; do
	case $origin in "in the file" | "the table of a kernel") continue ;; esac
	grep -qF -e "$origin" formats || echo "$origin"
done)
ok "memblock-formats(5) has each text format of docs/tools.md" test -z "$missing"
[ -z "$missing" ] || echo "# missing: $missing"
ok "memblock(1) has the command for completion" grep -q 'memblock complete' page

ok "the help of lint says what lint does" grep -qx \
	'Say what is wrong with the map in a file.' <("$tool" lint --help)

# --- words ---------------------------------------------------------------------

names() { "$tool" complete "$@" | cut -f1; }
ok "the commands are those of the help" test -z \
	"$(names | grep -vxE 'help|version' | diff - commands)"
wrong=$(while read -r name; do
	for switch in $(names "$name" | grep -oE '^--[a-z]+' | sort -u); do
		"$tool" "$name" --help | grep -q -e "$switch" || echo "$switch"
	done
done <commands)
ok "each switch that is completed is in the help" test -z "$wrong"
ok "format= is completed only where it has an effect" test \
	"$(for name in show lint diff; do names $name | grep -c '^format='; done | tr '\n' ' ')" = "5 0 0 "
for word in $(names convert | grep -e '^--to=.'); do
	"$tool" convert "$word" "$maps/e820-6.1.txt" >/dev/null 2>&1 ||
		echo "$word"
done >out
ok "convert accepts each format that is completed" test ! -s out
run convert --to=none "$maps/e820-6.1.txt"
for name in $(sed 's/.*choose //; s/ or /, /; s/,//g' err); do
	names convert | grep -qx -e "--to=$name" || echo "$name"
done >out
ok "and completes each that it accepts" test ! -s out
for word in $(names diff | grep -e '^--color=.'); do
	"$tool" diff "$word" "$maps/e820-6.1.txt" "$maps/e820-6.1.txt" \
		>/dev/null 2>err || echo "$word"
done >out
ok "diff accepts each colour that is completed" test ! -s out
ok "fit completes its own word" grep -qx 'below=' <(names fit)
ok "check has no options of the map" test -z "$(names check | grep mem=)"

# --- shells --------------------------------------------------------------------

cp "$maps/shell.txt" some.txt
mkdir bin && ln -s "$tool" bin/memblock
# completes LINE WORDS: in bash
completes() {
	local got

	got=$(PATH=$PWD/bin:$PATH bash -c '
		. "$1/tools/shell/memblock.bash"
		COMP_LINE=$2 COMP_POINT=${#2}
		read -ra COMP_WORDS <<<"$2"
		[[ $2 != *" " ]] || COMP_WORDS+=("")
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		_memblock
		echo "${COMPREPLY[*]}"' - "$project" "$1")
	[ "$got" = "$2" ] || { echo "# $1: $got"; false; }
}
ok "bash completes a command" completes 'memblock d' diff
ok "a command for help" completes 'memblock help ex' explain
ok "a switch" completes 'memblock show --w' '--where='
ok "the value of a switch" completes 'memblock convert --to=j' json
ok "an option" completes 'memblock fit 64M mem-' 'mem-kind=address mem-kind=amount'
ok "the values of an option" completes 'memblock show format=' \
	'text linux e820 csv json'
ok "a file" completes 'memblock show som' some.txt
ok "a file as a value" completes 'memblock show save=som' some.txt
ok "nothing for an unknown command" completes 'memblock shwo --' ''
for shell in zsh fish; do
	if command -v $shell >/dev/null; then
		$shell -n "$project"/tools/shell/*memblock$([ $shell = zsh ] || echo .fish) 2>err
		status=$?
		: >out
		exits "$shell reads its script" 0 ''
	else
		skip "$shell reads its script" "there is no $shell"
	fi
done
if command -v fish >/dev/null; then
	PATH=${tool%/*}:$PATH fish --no-config -c '
		source $argv[1]/tools/shell/memblock.fish
		complete -C "memblock convert --to="
		complete -C "memblock show som"' "$project" 2>err |
		cut -f 1 | sort | tr '\n' ' ' >out
	ok "fish completes values, which are not files, and files" test "$(cat out)" = \
		'--to=csv --to=dts --to=e820 --to=json --to=linux --to=memmap --to=qemu --to=raw --to=table --to=text some.txt '
else
	skip "fish completes values and files" "there is no fish"
fi

plan
