#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# memblock diff: what it prints for pairs of maps, tests/golden/diff-*.text, and
# its messages and exit statuses. GOLDEN=write in the environment writes the
# golden files. Speaks TAP.
set -u

cases=$PWD/tests/cases
raw=$PWD/tests/examples/ovmf.raw
golden=$PWD/tests/golden
. tests/lib/tool.sh

# golden NAME STATUS ARGUMENT...: files are in the current folder
golden()
{
	local name=$1 wanted=$2

	shift 2
	run diff "$@"
	[ "${GOLDEN-}" != write ] || cp out "$golden/diff-$name.text"
	[ $status = "$wanted" ] && cmp -s out "$golden/diff-$name.text"
	result $? "$name"
}

cp "$cases"/boot[12].txt "$cases"/both.txt "$cases"/diff.txt .

# --- pairs -------------------------------------------------------------------

golden boots 1 boot1.txt boot2.txt
golden equal 0 boot1.txt boot1.txt

# The same firmware, by the EFI stub and by GRUB.
cat >stub.txt <<'END'
BIOS-e820: [mem 0x0000000000000000-0x000000000009ffff] usable
BIOS-e820: [mem 0x0000000000100000-0x000000001e8ecfff] usable
BIOS-e820: [mem 0x000000001e8ed000-0x000000001ebecfff] reserved
BIOS-e820: [mem 0x000000001ebed000-0x000000001fffffff] usable
END
cat >grub.txt <<'END'
BIOS-e820: [mem 0x0000000000000000-0x000000000009ffff] usable
BIOS-e820: [mem 0x0000000000100000-0x000000001e8ecfff] usable
BIOS-e820: [mem 0x000000001e8ed000-0x000000001e9ecfff] reserved
BIOS-e820: [mem 0x000000001e9ed000-0x000000001eaecfff] type 20
BIOS-e820: [mem 0x000000001eaed000-0x000000001ebecfff] reserved
BIOS-e820: [mem 0x000000001ebed000-0x000000001fffffff] usable
END
golden loader 1 stub.txt grub.txt

# One log with mem=, which Linux applies to another table.
{
	echo 'Command line: root=/dev/sda1 mem=400M quiet'
	cat stub.txt
} >capped.txt
golden capped 1 stub.txt capped.txt

# Descriptors: boot services move, runtime data get another attribute.
cat >efi1.txt <<'END'
efi: mem00: [Conventional Memory|   |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000000000-0x000000000009ffff] (0MB)
efi: mem01: [Boot Data          |   |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000100000-0x00000000001fffff] (1MB)
efi: mem02: [Conventional Memory|   |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000200000-0x00000000005fffff] (4MB)
efi: mem03: [ACPI Memory NVS    |   |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000600000-0x00000000006fffff] (1MB)
efi: mem04: [Runtime Data       |RUN|  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000700000-0x00000000007fffff] (1MB)
efi: mem05: [Runtime Code       |RUN|  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000800000-0x00000000008fffff] (1MB)
END
sed -e 's/1fffff\]/17ffff]/; s/=\[0x0000000000200000/=[0x0000000000180000/' \
	-e '/Runtime Data/s/|RUN|  |  |  |/|RUN|  |  |XP|/' efi1.txt >efi2.txt
golden inner 1 efi1.txt efi2.txt
golden all 1 --all efi1.txt efi2.txt
golden mixed 1 efi1.txt stub.txt
sed -e 's/efi: mem[0-9]*: \[\(.*\)\] range=\[0x0000\([0-9a-f]*\)-0x0000\([0-9a-f]*\)\].*/efi:   0x\2-0x\3 [\1]/' \
	efi1.txt >arm1.txt
sed '1{s/Conventional Memory|   |/Runtime Data       |RUN|/; s/|WB/|  /}' arm1.txt >arm2.txt
golden arm64 1 arm1.txt arm2.txt

# --- one file ------------------------------------------------------------------

"$tool" diff boot1.txt boot2.txt | sed 1,2d >want
same_report() { sed 1,2d out | cmp -s - want; }
run diff both.txt --map=1,2
exits "two maps of one log differ" 1 ''
ok "as the maps do by themselves" same_report
run diff both.txt --map=1 --map=2
ok "--map= may be given twice" same_report
run diff diff.txt
exits "both sides of a diff differ" 1 'note: a diff has only the rows'
ok "the moved row is found" grep -q 'ACPI data: moved, 20 KiB down' out
diff -y -W 150 boot1.txt boot2.txt >beside.txt
run diff beside.txt --side=left --side=right
ok "two maps side by side are compared" same_report

# --- refused -------------------------------------------------------------------

run diff
exits "no file is refused" 2 'no files given; name two'
run diff boot1.txt
exits "one file with one map is refused" 2 \
	'^boot1.txt: there is only one map; name a second file$'
run diff both.txt
exits "two maps of one log have to be chosen" 2 \
	'^both.txt: the file has 2 maps and is not a diff; choose two, such as --map=1,2'
run diff beside.txt
exits "so have two maps side by side" 2 'choose both with --side=left --side=right$'
"$tool" convert --to=raw -o boot1.raw boot1.txt
run diff boot1.raw
exits "a raw map has only one" 2 'holds one map; name a second file$'
run show --side=old both.txt
exits "a side of a log is refused" 2 'compares no maps; --map= chooses one'
run diff both.txt --map=2
exits "one map of a log is refused" 2 'name another file, or --map=A,B'
run diff boot1.txt boot2.txt --map=1,2
exits "two maps of two files are refused" 2 'two maps of one file or two files'
run diff - - <boot1.txt
exits "standard input is not read twice" 2 'standard input can be read only once'
run diff - --map=1,2 <both.txt
exits "also not for two maps of it" 2 'standard input can be read only once'
run diff boot1.txt boot2.txt boot1.txt
exits "a third file is refused" 2 "'boot1.txt' is taken for one more file"
run diff both.txt --map=1,2,3
exits "a third map is refused" 2 '2 maps can be used'
run diff both.txt --map=1,x
exits "a map that is not a number is refused" 2 "'--map=1,x': not a number"
run diff boot1.txt arm1.txt
exits "different architectures are refused" 2 'linux-x86 and linux-arm64; profile='
run diff boot1.txt nowhere.txt
exits "a missing file is named" 2 '^nowhere.txt: .*No such file'
echo 'BIOS-e820: [mem 0x0000000080000000-0x00000000' >>boot1.txt
run diff boot1.txt boot1.txt
exits "an unreadable row is not equal to anything" 1 'cannot read this row'

# --- maps that were converted ------------------------------------------------

rows=$maps/e820-6.1.txt
for format in raw json csv table; do
	run convert --to=$format -o rows.$format "$rows"
	exits "$format: it is noted that the rows are not kept" 0 \
		"note: $format holds whole pages and not the bytes"
	run diff "$rows" rows.$format
	ok "$format: no verdict about hibernation" grep -q \
		"Whether Linux resumes is not known: rows.$format was" out
	ok "$format: no digest" test "$(grep -c digest out)" = 0
	run diff rows.$format rows.$format
	exits "$format: the digest makes no difference" 0 ''
done
"$tool" show format=linux "$rows" >rows.linux 2>/dev/null
run diff "$rows" rows.linux
ok "format=linux holds sets: no verdict" grep -q \
	"Whether Linux resumes is not known: rows.linux holds" out
"$tool" show "$rows" >rows.text 2>/dev/null
run diff "$rows" rows.text
ok "format=text: no verdict" grep -q \
	"Whether Linux resumes is not known: rows.text was" out
run diff "$rows" "$rows"
ok "the rows themselves have a verdict" grep -q '^  Linux resumes' out

# --- what one side cannot hold is not a difference ----------------------------

"$tool" show "$raw" >own.text
"$tool" show format=linux "$raw" >own.linux
run diff --all "$raw" own.text
exits "a raw map and its text report are equal" 0 'a text report has'
ok "a note says what is not compared" grep -q \
	'note: own.text does not hold every attribute:' out
run diff "$raw" own.linux
exits "a raw map and its sets are equal" 0 'holds sets'
ok "a note says what is compared" grep -q 'note: own.linux holds sets:' out
sed '/^ memory\[0x1\]/s/0x00000000\(0*\)100000-/0x00000000\1101000-/
	/^ memory\[0x1\]/s/, 0x[0-9a-f]* bytes/, 0x0000000000705000 bytes/' \
	own.linux >less.linux
run diff "$raw" less.linux
exits "a difference of the set is one" 1 'holds sets'
ok "it is named" grep -q 'memory: shrunk, 4 KiB at its start' out
run diff own.linux less.linux
ok "two dumps are compared by all that they hold" test \
	"$(grep -c 'holds sets:$' out)" = 0

# --- colour --------------------------------------------------------------------

escape=$(printf '\033')
run diff boot2.txt both.txt --color=always
ok "--color=always colours what goes away and what comes" test \
	"$(grep -cE "^$escape\[3[12]m" out)" -gt 4
run diff boot2.txt both.txt
ok "a file has no colours" test "$(grep -c "$escape" out)" = 0
run diff boot2.txt both.txt --color=sometimes
exits "another value is refused" 2 "choose auto, always or never"
# script(1) gives it a terminal.
if command -v script >/dev/null; then
	on_terminal() {
		env "$@" script -qec "$tool diff boot2.txt both.txt" /dev/null \
			</dev/null | grep -c "$escape"
	}
	ok "a terminal has colours" test \
		"$(on_terminal -u NO_COLOR TERM=xterm)" -gt 4
	ok "not with NO_COLOR" test "$(on_terminal NO_COLOR=1 TERM=xterm)" = 0
	ok "not on a dumb terminal" test \
		"$(on_terminal -u NO_COLOR TERM=dumb)" = 0
else
	skip "a terminal has colours" "there is no script(1)"
fi

plan
