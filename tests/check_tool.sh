#!/bin/bash
# The host program at its command line: what it prints, what it refuses and
# with which exit status. Speaks TAP. O names the build folder.
set -u

tool=$(realpath -m "${O:-build}")/host/memblock
maps=$PWD/tests/maps
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

# --- commands ---------------------------------------------------------------

run
exits "without a command it lists them" 2 'memblock show'
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
run shwo
exits "a wrong command is named, with the nearest" 2 "'shwo'.*show"
run show help
exits "show help succeeds" 0 ''
ok "show help lists the options" grep -q 'mem-kind=' out
run show --help
ok "show --help is the same" grep -q 'mem-kind=' out
run show version
ok "show version prints the version" grep -qE '^memblock [0-9]' out

# --- files ------------------------------------------------------------------

run show "$maps/shell.txt"
exits "a map is shown" 0 ''
ok "with its sets" grep -q "^physmap" out
cp out text
run show - <"$maps/shell.txt"
ok "- is standard input" cmp -s out text
run show <"$maps/shell.txt"
ok "no file is standard input" cmp -s out text
"$tool" show <(cat "$maps/shell.txt") >out 2>err
status=$?
ok "a pipe is a file" cmp -s out text
run show "$maps/shell.txt" "$maps/shell-old.txt"
exits "two files are refused" 2 'two files'
run show nowhere.txt
exits "a missing file is named" 2 '^nowhere.txt: .*No such file'
run show .
exits "a folder is refused" 2 '^\.: .*[Dd]irectory'
: >empty
run show empty
exits "an empty file is refused" 2 '^empty: the file is empty'
head -c 5000 /dev/zero >junk
run show junk
exits "a file without a map is refused" 2 '^junk: there is no memory map'
cp "$maps/shell.txt" secret
chmod 0 secret
# root may read all: then as nobody
as_nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
[ -r secret ] || as_nobody=
chmod 711 . && cp "$tool" tool
if $as_nobody ./tool help >/dev/null 2>&1; then
	$as_nobody ./tool show secret >out 2>err
	status=$?
	exits "a file without permission is refused" 2 'Permission denied'
else
	skip "a file without permission is refused" "root may read all"
fi
{ cat "$maps/shell-old.txt"; echo "Availabel 0-FFF 1 F"; } >damaged
run show damaged
exits "a damaged row is shown, with status 1" 1 \
	'^damaged:10: cannot read this row: Availabel 0-FFF 1 F \(.*type'
ok "the other rows are printed" grep -q '^memory' out

# --- options ----------------------------------------------------------------

run show format=linux mem=1M "$maps/shell.txt"
exits "options are taken" 0 ''
cp out linux
ok "format=linux is Linux's dump" grep -q '^ memory\[0' out
run show "$maps/shell.txt" mem=1M format=linux
ok "they may stand behind the file" cmp -s out linux
run show fromat=linux "$maps/shell.txt"
exits "a wrong option is named, with the nearest" 2 "fromat.*format"
run show mem=lots "$maps/shell.txt"
exits "a wrong value is named" 2 "mem=lots"
run show mem=lots nowhere.txt
exits "options are judged before the file is read" 2 "mem=lots"
run show memmap=4K\$16M "$maps/linux-arm64.txt"
exits "an option of another profile than the map's is refused" 2 "memmap="
run show profile=linux-x86 memmap=4K\$16M "$maps/linux-arm64.txt"
exits "but taken with a profile that has it" 0 ''
cp "$maps/shell.txt" mem=1G
run show -- mem=1G
exits "behind -- stands a file, whatever its name" 0 ''
run show pause=off exit=poweroff frame=abc "$maps/shell.txt"
ok "what concerns a machine has no effect" cmp -s out text
echo "format=json" >memblock.cfg
run show "$maps/shell.txt"
ok "a memblock.cfg is not read" cmp -s out text

# --- saving -----------------------------------------------------------------

saves() { cmp -s out "$1" && [ "$(echo "$1"*)" = "$1" ]; }
run show save=saved.txt "$maps/shell.txt"
exits "save= succeeds" 0 ''
ok "save= writes what is printed, and nothing beside it" saves saved.txt
echo old >saved.txt
run show save=saved.txt "$maps/shell.txt"
ok "save= replaces a file" saves saved.txt
mkdir real && ln -s real/target link
echo old >real/target
run show save=link "$maps/shell.txt"
ok "save= follows a link" test -L link -a -s real/target
run show save=no/where "$maps/shell.txt"
exits "save= into a folder that is not there is refused" 2 \
	'cannot save no/where: .*make its folder'
run show save=real "$maps/shell.txt"
exits "save= to a folder is refused" 2 'cannot save real: .*name a file in it'
run show save=/dev/full "$maps/shell.txt"
exits "save= to a full disk is refused" 2 \
	'cannot save /dev/full: No space left.*delete'
ok "the device is still there" test -c /dev/full
run show save-raw=/dev/full "$maps/shell.txt"
exits "save-raw= to a full disk is refused" 2 'cannot save /dev/full'
# A disk that is full half-way: no more than 512 bytes may be written.
echo old >saved.txt
(trap '' XFSZ; ulimit -f 1; exec "$tool" show format=json save=saved.txt \
	"$maps/shell.txt" 2>&1 >/dev/null | cat >&2) 2>err
status=2
: >out
exits "a file that cannot be written whole is refused" 2 'cannot save'
ok "the old file is still there, and no part of the new" test \
	"$(cat saved.txt) $(echo saved.txt*)" = "old saved.txt"

run show save-raw=map.raw save=map.json format=json "$maps/shell.txt"
ok "both saves at once" test -s map.raw -a -s map.json
run show save=map.csv format=csv "$maps/shell.txt"
for saved in map.raw map.json map.csv; do
	differs=
	for format in text linux e820 csv json; do
		"$tool" show format=$format "$maps/shell.txt" >want
		"$tool" show format=$format $saved >out 2>err
		status=$?
		cmp -s out want || differs="$differs $format"
	done
	ok "$saved shows what the map itself does" test -z "$differs"
done

# --- output -----------------------------------------------------------------

"$tool" show "$maps/shell.txt" >/dev/full 2>err
status=$?
: >out
exits "a full standard output is an error" 2 'standard output: No space'
"$tool" show "$maps/shell.txt" >&- 2>err
status=$?
exits "a closed standard output is an error" 2 'standard output'
"$tool" help >/dev/full 2>err
status=$?
ok "help says so too" test $status = 2

echo "1..$count"
