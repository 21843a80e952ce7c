#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Small captured files that are easily misread (tests/cases/), each with the
# rows, messages and exit status that are right. Speaks TAP.
set -u

cases=$PWD/tests/cases
. tests/lib/tool.sh

# gives FILE STATUS MESSAGES OPTION...: the E820 rows of the file are those of
# standard input, each as START-LAST TYPE, and standard error matches MESSAGES;
# "" for a silent one.
gives() {
	local file=$1 wanted=$2 messages=$3 good=1

	shift 3
	cat >rows
	run show format=e820 "$@" -- "$cases/$file"
	sed -nE 's/.*\[mem 0x0*([0-9a-f]+)-0x0*([0-9a-f]+)\] /\1-\2 /p' out >got
	if [ $status = "$wanted" ] && cmp -s got rows; then
		if [ -n "$messages" ]; then
			grep -qE -e "$messages" err
		else
			[ ! -s err ]
		fi
		good=$?
	fi
	result $good "$file $*"
	[ $good = 0 ] || sed 's/^/# got: /' got
}

# refused FILE MESSAGE OPTION...
refused() {
	local file=$1 message=$2

	shift 2
	run show "$@" -- "$cases/$file"
	exits "$file $* is refused" 2 "$message"
}

# --- words ---------------------------------------------------------------------

gives cut.txt 1 ':2: cannot read this row: .*usa \(.*incomplete' <<END
1000-9ffff usable
END
ok "cut.txt: the third row is named, too" grep -q ':3: cannot read' err
gives kinds.txt 1 ':2: cannot read this row: .*MMIO \(unknown' <<END
100000-75405fff usable
efa00000-efa0ffff reserved
ffa00000-ffa0ffff reserved
END
ok "kinds.txt: the unknown number is noted" grep -q ':4: note: unknown E820' err
gives html.txt 0 '' <<END
0-9ffff usable
100000-7fffffff usable
END

# --- JSON and CSV --------------------------------------------------------------

refused dup_map.json ':1: .*duplicate.*"map"'
refused dup_pages.json ':1: .*duplicate.*"num_pages"'
refused image_arr.json '"image": expected an object'
gives size_dec_4096000.csv 0 '' <<END
100000-4e7fff usable
END
run show "$cases/vendor_nl.json"
ok "vendor_nl.json: the vendor cannot forge a line" test \
	"$(grep -c '^Rules ' out)" = 1
ok "vendor_nl.json: it is shown escaped" grep -qF \
	'Firmware  a\x0aRules  evil\x1b[31m"q,,' out

plan
