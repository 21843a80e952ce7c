#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The commands, options, output, errors and exit statuses of the host program.
set -u

. tests/lib/tool.sh

# The shell does not print its architecture.
noted='note: the map does not state its architecture'

# --- commands ---------------------------------------------------------------

run
exits "without a command the commands are listed" 2 'memblock show'
run help
exits "help succeeds" 0 ''
ok "help goes to standard output" grep -q 'memblock show' out
cp out help
run --help
ok "--help is help" cmp -s out help
run -h
ok "-h is help" cmp -s out help
run --version
ok "--version prints the version" grep -qE '^memblock [0-9]+\.[0-9]+' out
cp out version
run -V
ok "-V is --version" cmp -s out version
run show -V
ok "show -V prints it, too" cmp -s out version
run shwo
exits "an unknown command is named, with a similar one" 2 "'shwo'.*show"
run show help
exits "show help succeeds" 0 ''
ok "show help lists the options" grep -q 'mem-kind=' out
run show --help
ok "show --help is the same" grep -q 'mem-kind=' out
run help show
ok "help show is the same, too" grep -q 'mem-kind=' out
ok "it explains -- and the exit statuses" test \
	"$(grep -cE 'follows -- is the file|Exit status 0' out)" = 2
run help check
ok "help check describes check" grep -q '^Usage: memblock check ' out
run help shwo
exits "help for an unknown command names it" 2 "'shwo'.*show"
for words in 'help help' 'help --help' 'help -h' '--help help' '-h -h'; do
	# shellcheck disable=SC2086 # words
	run $words
	ok "$words is help" cmp -s out help
done
run help version
exits "help version describes version" 0 ''
ok "how it is used" grep -q '^Usage: memblock version$' out
cp out about_version
run version --help
ok "version --help does, too" cmp -s out about_version
run --help show
ok "--help show is help show" grep -q '^Usage: memblock show ' out
for words in 'version extra' '--version extra' 'help show diff' '-h show diff' \
	'complete show diff'; do
	# shellcheck disable=SC2086 # words
	run $words
	exits "$words: one word too many is refused" 2 "'(extra|diff)' is"
done
run complete bogus
exits "complete: an unknown command is refused" 2 "'bogus' is not a command"
run complete show
ok "what a word means is not cut" grep -q "$(printf \
	'^--side=\tuse one side of .*: old or new, left or right, or the name')" out
run complete -h
ok "complete -h is help" grep -q '^Usage: memblock complete ' out
run table --help
ok "table --help names table" grep -q '^Usage: memblock table ' out
run show version
ok "show version prints the version" grep -qE '^memblock [0-9]' out

# What `memblock help` lists.
commands=$("$tool" help | sed -n 's/^  memblock \([a-z]*\) .*/\1/p')
for command in $commands; do
	"$tool" "$command" --help
done >out 2>err
ok "each command describes itself" test "$(grep -c '^Usage: memblock ' out)" = \
	"$(echo "$commands" | wc -l)"
ok "each names its exit statuses" test "$(grep -c '^Exit status 0' out)" = \
	"$(echo "$commands" | wc -l)"
ok "help fits 80 columns" test -z "$(awk 'length > 79' out)"
undocumented=$(for command in $commands; do
	grep -q "^## memblock $command " "$docs/tools.md" || echo "$command"
done)
ok "docs/tools.md has a section for each command" test -z "$undocumented"

# --- options ----------------------------------------------------------------

run show "$maps/shell.txt"
cp out text
run show format=linux mem=1M "$maps/shell.txt"
exits "options are accepted" 0 "$noted"
cp out linux
ok "format=linux is Linux's dump" grep -q '^ memory\[0' out
run show "$maps/shell.txt" mem=1M format=linux
ok "options may follow the file" cmp -s out linux
run show fromat=linux "$maps/shell.txt"
exits "an unknown option is named, with a similar one" 2 "fromat.*format"
run show mem=lots "$maps/shell.txt"
exits "a wrong value is named" 2 "^memblock show: 'mem=lots': .*[^.]$"
run show --format=linux "$maps/shell.txt"
exits "an option with dashes is explained" 2 "'--format=linux'.*format="
for command in table diff 'fit 1M' explain report 'show --where=1M' 'show --list'; do
	# shellcheck disable=SC2086 # words
	run $command format=json "$maps/shell.txt"
	exits "$command: format= is refused" 2 'format= has no effect here'
done
for command in show table 'fit 1M' explain report lint 'show --list'; do
	# shellcheck disable=SC2086 # words
	run $command "$maps/absent.txt"
	exits "$command: a file that does not exist is named" 2 'absent\.txt'
done
run lint format=json "$maps/shell.txt"
exits "lint: it is refused with --format=" 2 'no effect here: write .*--format=json'
run convert --to=raw format=json "$maps/shell.txt"
exits "convert: it is refused with --to=" 2 'no effect here: write --to='
run lint format=json --help
exits "--help is printed nevertheless" 0 ''
run show -x "$maps/shell.txt"
exits "a word with a dash is not taken for a file" 2 "unknown option '-x'"
run show --lst "$maps/shell.txt"
exits "an unknown switch is named, with a similar one and the help" 2 \
	"^memblock show: unknown option '--lst' \(nearest: '--list'\); .memblock show --help. lists"
run diff --foo=1 a b
exits "with the help of its command" 2 \
	"^memblock diff: unknown option '--foo=1'; .memblock diff --help. lists"
run fit 1M --mem=1G "$maps/shell.txt"
exits "an option of the map has no dashes" 2 "'mem=', without dashes"
run show zzzzzz=1 "$maps/shell.txt"
exits "a word with = that is not a file is an unknown option" 2 "unknown option 'zzzzzz=1'"
run show "$maps/shell.txt" zzzzzz=1
exits "also after the file" 2 "unknown option 'zzzzzz=1'"
run convert to=json "$maps/shell.txt"
exits "to= is told to be --to=" 2 "'to=json': write it as --to=json"
run show map=1 "$maps/shell.txt"
exits "so is map=" 2 "'map=1': write it as --map=1"
cp "$maps/shell.txt" zzzzzz=1
run show zzzzzz=1
exits "an existing file with = is read" 0 'note: '
run show folder/zzzzzz=1
exits "a path is a missing file" 2 'No such file'
run show debug "$maps/shell.txt"
exits "a second file is refused with a hint at the options" 2 \
	"'debug'.* two files.*memblock show --help"
run show mem=lots nowhere.txt
exits "options are checked before the file is read" 2 "mem=lots"
run show memmap=4K\$16M "$maps/linux-arm64.txt"
exits "an option that does not suit the profile of the map is refused" 2 "memmap="
run show profile=linux-x86 "$maps/shell.txt"
exits "the architecture is not noted with profile=" 0 ''
run show profile=linux-x86 memmap=4K\$16M "$maps/linux-arm64.txt"
exits "it is accepted with a profile that it suits" 0 ''
cp "$maps/shell.txt" mem=1G
run show -- mem=1G
exits "what follows -- is a file, whatever its name" 0 "$noted"
cp "$maps/shell.txt" ./--version
run show -- --version
exits "also a name with dashes" 0 "$noted"
run show pause=off exit=poweroff frame=abc kernel=a module=b \
	reserve_mem=1M:0:c "$maps/shell.txt"
ok "options about a running machine have no effect" cmp -s out text
echo "format=json" >memblock.cfg
run show "$maps/shell.txt"
ok "a memblock.cfg is not read" cmp -s out text

run show --where=0x8EA34000 profile=linux-x86 "$maps/shell.txt"
exits "--where succeeds" 0 ''
ok "it prints only what is there" grep -q '^0x000000008ea34000: ' out
printf 'BIOS-e820: [mem 0x0-0x9fbff] usable\nBIOS-e820: [mem 0x9fc00-0x9ffff] reserved\n' >ragged.txt
run show --where=0x9fb00 ragged.txt
ok "--where names the row in bytes" grep -q \
	'in bytes .*-0x000000000009fbff usable, of which whole pages remain' out
run show --where=0x9ff00 ragged.txt
ok "and what it became" grep -q 'reserved, which grows to whole pages' out
run show --list --where=1M "$maps/shell.txt"
exits "--list and --where= exclude each other" 2 '--where= has no effect'
run show --list save-raw=listed.raw "$maps/shell.txt"
exits "--list and save-raw= do, too" 2 'save-raw= has no effect'
run show --list "$maps/shell.txt"
cp out list
run show --list -o listed.txt "$maps/shell.txt"
exits "-o counts for --list, too" 0 ''
ok "the list is in the file" cmp -s listed.txt list
run show --where=1M,2M "$maps/shell.txt"
exits "--where without an address is refused" 2 "--where=1M,2M.*not an address"
for zeros in 0000000040000000:0x40000000 000000004000abcd:0x4000abcd 00:0x0; do
	run show --where=${zeros%:*} "$maps/shell.txt"
	exits "an address with leading zeros is not octal: ${zeros%:*}" 2 \
		"'--where=${zeros%:*}': .*; write ${zeros#*:}, hexadecimal"
done
run show --where=010M "$maps/shell.txt"
exits "nor is one with a suffix" 2 "'--where=010M': .* without leading zeros$"
run show --where=0 profile=linux-x86 "$maps/shell.txt"
exits "0 is an address" 0 ''
run lint --help
ok "help lists no option that is refused" test "$(grep -c '^  format=' out)" = 0
ok "and its lines are not left either" test "$(grep -c 'for reading' out)" = 0
run show --where=0x1ffffffffffffffff "$maps/shell.txt"
exits "so is an address of more than 64 bits" 2 'not an address that memory can have'

# --- saving -----------------------------------------------------------------

saves() { cmp -s out "$1" && [ "$(echo "$1"*)" = "$1" ]; }
run show save=saved.txt "$maps/shell.txt"
exits "save= succeeds" 0 "$noted"
ok "save= writes what is printed, and no other file" saves saved.txt
echo old >saved.txt
run show save=saved.txt "$maps/shell.txt"
ok "save= replaces a file" saves saved.txt
mkdir real && ln -s real/target link
echo old >real/target
run show save=link "$maps/shell.txt"
ok "save= follows a link" test -L link -a -s real/target
run show -o output.txt "$maps/shell.txt"
exits "-o succeeds" 0 "$noted"
ok "-o writes to the file" cmp -s output.txt saved.txt
ok "and not to standard output" test ! -s out
run show "$maps/shell.txt" --output=output.csv format=csv
ok "--output may follow the file" grep -q '^list,index' output.csv
run show -o
exits "-o without a file is refused" 2 "'-o' needs a value"
run show --output= "$maps/shell.txt"
exits "--output= without a name is refused" 2 "'--output=': the name of a file is missing"
run show -o one -o two "$maps/shell.txt"
exits "the last of two -o counts, with a note" 0 "note: '-o' replaces what was given before it"
ok "only that file is written" test ! -e one -a -s two
run show save=one save=three "$maps/shell.txt"
exits "so does the last of two save=" 0 "note: 'save=three' replaces what was given before it"
ok "only that file is written, too" test ! -e one -a -s three
run show mem=64M memmap=1M\$16M memmap=1M\$32M "$maps/shell.txt"
ok "all of a list count, without a note" test "$(grep -c replaces err)" = 0
rm two three
run lint --list --format=json "$maps/shell.txt"
exits "a list of maps is text" 2 "'--format=': with --list the output is text"
mkdir folder
for pair in '-o same save-raw=same' 'save=same -o same' '-o same save=./same' \
	'save-raw=folder/../same save=same' '-o output.txt save-raw=output.txt'; do
	# shellcheck disable=SC2086 # words
	run show $pair "$maps/shell.txt"
	exits "$pair is refused" 2 'name the same file'
done
ok "none of them is written" test ! -e same
ok "nor replaced" cmp -s output.txt saved.txt
cp "$maps/shell.txt" mine.txt
ln -s mine.txt alias
for word in -omine.txt save=mine.txt save-raw=./mine.txt -oalias; do
	run show "$word" mine.txt
	exits "$word is refused where that file is read" 2 'is read and would be overwritten'
done
run show -omine.txt <mine.txt
exits "also on standard input" 2 '-o names mine.txt, which is read'
ok "the map remains" cmp -s mine.txt "$maps/shell.txt"
run show -o/dev/null save=/dev/null "$maps/shell.txt"
exits "a device may be named twice" 0 "$noted"
run show save=no/where "$maps/shell.txt"
exits "save= into a missing folder is refused" 2 \
	'cannot save no/where: .*create its folder'
run show save=real "$maps/shell.txt"
exits "save= to a folder is refused" 2 'cannot save real: .*name a file in that folder'
run show save=/dev/full "$maps/shell.txt"
exits "save= to a full disk is refused" 2 \
	'cannot save /dev/full: No space left.*free some space'
ok "the device remains" test -c /dev/full
run show save-raw=/dev/full "$maps/shell.txt"
exits "save-raw= to a full disk is refused" 2 'cannot save /dev/full'
# A disk that becomes full: at most 512 bytes may be written.
echo old >saved.txt
# make coverage: the counts of this run would be cut off, too, so they go here.
(trap '' XFSZ; ulimit -f 1; export GCOV_PREFIX=$PWD
	exec "$tool" show format=json save=saved.txt "$maps/shell.txt" \
		2>&1 >/dev/null | cat >&2) 2>err
status=2
: >out
exits "a file that cannot be written completely is refused" 2 'cannot save'
ok "the old file remains, and no part of the new one" test \
	"$(cat saved.txt) $(echo saved.txt*)" = "old saved.txt"

run show save-raw=map.raw save=map.json format=json "$maps/shell.txt"
ok "save= and save-raw= work together" test -s map.raw -a -s map.json
run show save=map.csv format=csv "$maps/shell.txt"
for saved in map.raw map.json map.csv; do
	differs=
	for format in text linux e820 csv json; do
		"$tool" show format=$format "$maps/shell.txt" >want
		"$tool" show format=$format $saved >out 2>err
		status=$?
		cmp -s out want || differs="$differs $format"
	done
	ok "$saved gives the same reports as the map" test -z "$differs"
done

# --- output -----------------------------------------------------------------

"$tool" show "$maps/shell.txt" >/dev/full 2>err
status=$?
: >out
exits "a full standard output is an error" 2 'standard output: No space'
"$tool" show "$maps/shell.txt" >&- 2>err
status=$?
exits "a closed standard output is an error" 2 'standard output'
"$tool" table "$maps/shell.txt" save=machine.table
for command in help version 'show help' 'check help' 'check machine.table'; do
	# shellcheck disable=SC2086 # words
	"$tool" $command >/dev/full 2>err
	status=$?
	: >out
	exits "$command: a full standard output is an error, too" 2 'standard output: No space'
done
# A pipe without a reader, in a shell that ignores SIGPIPE.
{ (trap '' PIPE; sleep 0.2; "$tool" show "$maps/shell.txt" 2>err
   echo $? >status) | :; }
status=$(cat status)
exits "a closed pipe is an error" 2 'standard output: Broken pipe'

plan
