#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Small captured files that are easily misread (tests/cases/), each with the
# rows, messages and exit status that are right. Speaks TAP.
set -u

here=$PWD/tests
cases=$here/cases
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

# --- rows that are missing ------------------------------------------------------

gives cut-report.txt 1 'note: the text ends before the list of descriptors' <<END
0-fff usable
100000000-1000fffff usable
END
gives cut-prefix.txt 1 ':4: note: the text ends within this line, which begins' <<END
0-9efff usable
100000-7fffffff usable
END
gives lost-row.txt 1 ':9: note: the rows of this type have another number' <<END
0-9ffff usable
7ff00000-7fffffff reserved
END
gives blanks.txt 0 'note: several rows are in this line' <<END
0-9efff usable
9f000-9ffff reserved
100000-7fffffff usable
END
for file in cut-report.txt cut-prefix.txt lost-row.txt; do
	"$tool" lint "$cases/$file" 2>err | grep -q '^  warning: cut$'
	result $? "$file: lint says that rows are missing"
done

# --- dress ---------------------------------------------------------------------

gives qp.eml 0 'note: the text is quoted-printable' <<END
1000-9ffff usable
100000-6cacefff usable
6cacf000-6cbcefff reserved
END
gives wrap.txt 0 'no row below 1 MiB' <<END
100000-6cacefff usable
2070000000-a06fffffff soft reserved
END
gives wrapefi.txt 0 '' <<END
80000000-8003ffff reserved
80040000-801fffff usable
END
gives wrapx86.txt 0 '' <<END
0-9efff usable
END
gives ansi.txt 0 '' <<END
0-9ffff usable
END
ok "ansi.txt: its origin is the EFI map" grep -q 'efi: mem rows' \
	<("$tool" show format=csv "$cases/ansi.txt")
gives ansi2.txt 0 '' <<END
0-9ffff usable
END
gives jj.txt 0 'note: the text is JSON' <<END
0-9ffff usable
100000-7fffffff usable
END

# --- rows that are doubled, or a part --------------------------------------------

gives dbl.txt 0 '' <<END
0-9ffff usable
100000-7fffffff usable
END
gives dblefi.txt 0 '' <<END
0-9ffff usable
100000-7fffffff usable
END
gives dblarm.txt 0 '' <<END
40000000-47dfcfff usable
48000000-4fffffff usable
END
gives partial.txt 0 ":5: note: 1 row of 'Linux efi: mem rows' is not a" <<END
0-9ffff usable
100000-dcefefff usable
dceff000-dfa0ffff reserved
100000000-21fffffff usable
END

# --- several maps ----------------------------------------------------------------

refused diff.txt 'a diff of two maps; choose one with --side=old or'
gives diff.txt 0 'note: a diff has only the rows that differ' --side=old <<END
100000-75405fff usable
75406000-75412fff ACPI data
80000000-8fffffff reserved
END
gives diff.txt 0 'note: a diff has only the rows that differ' --side=new <<END
100000-75400fff usable
75401000-7540dfff ACPI data
80000000-8fffffff reserved
END
gives both.txt 0 'note: there are 2 maps' <<END
0-9ffff usable
a0000-fffff reserved
100000-68864fff usable
68865000-68871fff ACPI data
68872000-7fffffff usable
END
gives both.txt 0 '' --map=2 <<END
0-9ffff usable
a0000-fffff reserved
100000-68861fff usable
68862000-6886efff ACPI data
6886f000-7fffffff usable
END
run show --list "$cases/both.txt"
exits "both.txt: --list succeeds" 0 ''
ok "both.txt: --list shows two maps" test \
	"$(grep -cE '^[* ] +[0-9]+ .*BIOS-e820 rows' out)" = 2
run show --map=3 "$cases/both.txt"
exits "both.txt: there is no third map" 2 'there are only 2 maps'
run show --list --map=3 "$cases/both.txt"
exits "both.txt: --list has no third map either" 2 'there are only 2 maps'
run show --list --map=2 "$cases/both.txt"
ok "both.txt: --list marks the map that is chosen" grep -q '^\*    2 ' out
run show --map=2 "$cases/una.txt"
exits "una.txt: there is one map" 2 'there is only 1 map$'
run show --map=99999999999999999999 "$cases/both.txt"
exits "a number may be too large" 2 'there are not so many maps; .memblock show --list'
run show --map=x "$cases/both.txt"
exits "a number is needed" 2 "'--map=x': not a number"

# --- E820 ------------------------------------------------------------------------

gives subpage.txt 0 'note: 2 rows' <<END
1000-8efff usable
4d0e1000-60ffffff usable
END
gives subpage2.txt 0 'note: 2 rows' <<END
100000-100fff reserved
101000-103fff usable
END
gives cmd.txt 0 ':4: note: 0x280000-0x28ffff is usable in the map of the' <<END
100000-bfffffff usable
END
gives user.txt 0 'note: this is the map after mem= and memmap=' <<END
100000-bfffffff usable
END
gives sd.txt 0 'note: this is the map with the setup_data' <<END
100000-bfffffff usable
END

run show 'memmap=1G!3584M' format=e820 "$cases/pram.txt"
ok "pram.txt: persistent memory is split as in Linux" test "$(
	sed -nE 's/^user: .mem 0x0*([0-9a-f]+)-0x0*([0-9a-f]+). persis.*/\1-\2/p' out |
		tr '\n' ' ')" = "e0000000-e0000fff e0001000-ffffffff 100000000-11fffffff "

# --- other formats ----------------------------------------------------------------

gives fbsd.txt 0 'does not state its architecture' <<END
0-fff reserved
1000-9ffff usable
END
gives una.txt 0 '' <<END
100000-7fffffff usable
100000000-17fffffff usable
END
gives oem.txt 0 'does not state its architecture' <<END
1000-9ffff usable
END

# --- JSON and CSV --------------------------------------------------------------

refused dup_map.json ':1: .*duplicate.*"map"'
refused dup_pages.json ':1: .*duplicate.*"num_pages"'
refused image_arr.json '"image": expected an object'
gives size_dec_4096000.csv 0 'note: the CSV breaks off within the map' <<END
100000-4e7fff usable
END
run show "$cases/vendor_nl.json"
ok "vendor_nl.json: the vendor cannot forge a line" test \
	"$(grep -c '^Rules ' out)" = 1
ok "vendor_nl.json: it is shown escaped" grep -qF \
	'Firmware  a\x0aRules  evil\x1b[31m"q,,' out
"$tool" show format=csv "$cases/vendor_nl.csv" >csv 2>err
ok "vendor_nl.csv is read" test $? = 0 -a ! -s err
"$tool" show format=csv csv | cmp -s - csv
result $? "vendor_nl.csv is written as it is read"
ok "vendor_nl.csv has the vendor of vendor_nl.json" cmp -s \
	<("$tool" show "$cases/vendor_nl.csv") \
	<("$tool" show "$cases/vendor_nl.json")

# --- findings and differences ---------------------------------------------------

# finds RULE FILE OPTION...
finds() {
	local rule=$1 file=$2

	shift 2
	"$tool" lint --severity=note "$@" -- "$cases/$file" >out 2>err
	grep -q "^  [a-z]*: $rule\$" out
	result $? "$file $*: $rule"
}

finds amd-hole ht.txt
finds persistent-hole holes.txt 'memmap=4G!3G'
finds hides-pci mmio.txt
finds mem-undone sp.txt mem=3G
finds shifted stride.csv
finds limit-word z8.txt memmap=79G
run diff "$cases/boot1.txt" "$cases/boot2.txt"
ok "boot1.txt, boot2.txt: the ACPI data moved" grep -q \
	'ACPI data moved from 0x68865000 to 0x68862000 (13 pages)' out
ok "boot1.txt, boot2.txt: no resume" grep -q '^  Linux refuses to resume' out
for file in owners-order-a.raw owners-order-b.raw; do
	run show "$cases/$file"
	ok "$file: an owner has one range in any order" grep -q \
		'^  boot services  *1 range  *1 MiB' out
done

missing=
for file in "$cases"/*; do
	grep -qF "${file##*/}" "$here/check_cases.sh" || missing+=" ${file##*/}"
done
ok "each file has a case$missing" test -z "$missing"

plan
