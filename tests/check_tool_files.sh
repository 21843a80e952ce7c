#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Input of the host program: files that are missing, are not maps, are truncated
# or do not end.
set -u

. tests/lib/tool.sh

# --- files ------------------------------------------------------------------

run show "$maps/shell.txt"
exits "a map is shown" 0 'note: the map does not state its architecture'
ok "with its sets" grep -q "^physmap" out
cp out text
run show - <"$maps/shell.txt"
ok "- is standard input" cmp -s out text
run show <"$maps/shell.txt"
ok "without a file standard input is read" cmp -s out text
"$tool" show <(cat "$maps/shell.txt") >out 2>err
status=$?
ok "a pipe can be read" cmp -s out text
run show "$maps/shell.txt" "$maps/shell-old.txt"
exits "two files are refused" 2 'two files'
run show nowhere.txt
exits "a missing file is named" 2 '^nowhere.txt: .*No such file'
run show ''
exits "an empty name is shown" 2 "^'': .*No such file"
run show .
exits "a folder is refused" 2 '^\.: the folder has none of the files of /sys'
: >empty
run show empty
exits "an empty file is refused" 2 '^empty: the file is empty; save the map'
run show /dev/null
exits "an empty device is refused" 2 '^/dev/null: the file is empty'
run show /dev/zero
exits "an endless device is refused" 2 '^/dev/zero: .*larger than 1 GiB'
head -c 5000 /dev/zero >junk
run show junk
exits "a file without a map is refused" 2 '^junk: the file is binary and has no readable'
cp "$maps/shell.txt" secret
chmod 0 secret
# root can read every file: run it as nobody
as_nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
[ -r secret ] || as_nobody=
chmod 711 . && cp "$tool" tool
if $as_nobody ./tool help >/dev/null 2>&1; then
	$as_nobody ./tool show secret >out 2>err
	status=$?
	exits "a file without permission is refused" 2 'Permission denied'
else
	skip "a file without permission is refused" "root can read everything"
fi
{ cat "$maps/shell-old.txt"; echo "Availabel 0-FFF 1 F"; } >damaged
run show damaged
exits "a damaged row is reported, with status 1" 1 \
	'^damaged:10: cannot read this row: Availabel 0-FFF 1 F \(.*type'
ok "the other rows are printed" grep -q '^memory' out
{ head -c 100000 /dev/zero; echo; cat "$maps/shell.txt"; } >junk
run show junk
ok "a long line of binary data is ignored" cmp -s out text

# --- truncated files ----------------------------------------------------------

"$tool" show format=json save=map.json save-raw=map.raw "$maps/shell.txt" \
	>/dev/null
for saved in map.json map.raw; do
	head -c 700 $saved >cut
	run show cut
	exits "$saved, truncated, is refused with a remedy" 2 "save (it|the map) again"
done

# --- files in files -------------------------------------------------------------

cat map.raw map.raw >two.raw
run show two.raw
exits "two raw maps in a file are called that" 2 \
	"^two.raw: the file holds more than one raw map; split it at byte $(stat -c %s map.raw),"
gzip -c map.raw | gzip >twice.gz
run show twice.gz
exits "a file that was compressed twice is read" 0 ''
{ cat "$maps/shell.txt"; echo 'Availabel 0-FFF 1 F'; } | sed '/^$/,$d' >damaged
echo 'Availabel 0-FFF 1 F' >>damaged
gzip -c damaged >damaged.gz
run show damaged.gz
exits "lines are those of the unpacked file" 1 \
	'^damaged.gz \(unpacked\):20: cannot read this row'

# --- nodes ----------------------------------------------------------------------

printf ' memory.cnt  = 0x1\n memory[0x0]\t[%s-%s], %s bytes %s\n reserved.cnt = 0x0\n' \
	0x0000000000100000 0x00000000001fffff 0x0000000000100000 \
	'on node 0 flags: 0x0' >nodes.txt
for format in csv table; do
	"$tool" convert --to=$format nodes.txt >nodes.$format 2>/dev/null
	run show nodes.$format
	exits "$format: it is said that nodes are lost" 0 \
		'note: .* has the nodes of the sets, but not the SRAT'
done

# --- tables -------------------------------------------------------------------

"$tool" table save=machine.table "$maps/shell.txt"
run check machine.table
exits "check reads a table" 0 ''
cp out text
run check - <machine.table
ok "- is standard input" cmp -s out text
cp machine.table ./-h
run check -- -h
ok "what follows -- is a file, whatever its name" cmp -s out text
run check -h
ok "-h is help" grep -q '^Usage: memblock check ' out
run check --all
exits "an option is refused" 2 "unknown option '--all'"
run check machine.table machine.table
exits "two files are refused" 2 '2 files given; name one'
run check nowhere.table
exits "a missing file is named" 2 '^nowhere.table: .*No such file'
run check - <map.json
exits "a file that is not a table is refused" 2 '^standard input: .*`memblock table`'
head -c 700 machine.table >cut
run check cut
exits "a truncated table is refused" 2 '^cut: .*write it again'
for saved in map.json map.raw machine.table; do
	for switch in --list --map=2 --side=old; do
		run show "$switch" "$saved"
		exits "$saved: $switch is refused" 2 "^$saved: .*holds one map"
	done
done

plan
