#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# memblock lint at its command line: what it finds in small captured files
# (tests/cases/), its formats and exit statuses. Speaks TAP.
set -u

cases=$PWD/tests/cases
. tests/lib/tool.sh

# finds FILE STATUS RULES OPTION...: the errors and warnings in the file, in
# their order, and the exit status
finds() {
	local file=$1 wanted=$2 rules=$3 found

	shift 3
	run lint "$@" -- "$cases/$file"
	found=$(sed -nE 's/^  (error|warning): //p' out | paste -sd ' ')
	[ $status = "$wanted" ] && [ "$found" = "$rules" ]
	result $? "$file $*: ${rules:-nothing}"
	[ "$found" = "$rules" ] || echo "# found: $found"
}

# --- findings ------------------------------------------------------------------

finds ht.txt 1 'amd-hole short no-low'
ok "ht.txt: how many descriptors it has" grep -qx '      2 descriptors' out
ok "ht.txt: how much memory is in the hole" grep -q ': 12 GiB$' out
finds holes.txt 0 ''
finds holes.txt 0 'persistent-hole' 'memmap=4G!3G'
ok "holes.txt: how much of the range lacks memory" \
	grep -q '0x00000000c0000000-0x00000001bfffffff: 512 MiB of it' out
finds mmio.txt 0 'hides-pci no-low'
ok "mmio.txt: the descriptor as the firmware counts it" \
	grep -q '#4 MemoryMappedIO at 0x65400000' out
finds sp.txt 0 'no-low'
finds sp.txt 0 'no-low mem-undone' mem=3G
finds z8.txt 0 ''
finds z8.txt 0 'limit-word' memmap=79G
finds z8.txt 0 '' mem=79G
finds stride.csv 1 'wraps shifted no-memory'
finds cut.txt 1 'short rows-unread no-low-4g'
finds kinds.txt 1 'rows-unread no-low'

# --- maps that were converted ----------------------------------------------------

# same MAP: the converted map has the errors and warnings of its source, and no
# note about attributes that the source does not have.
same() {
	local format

	"$tool" lint --severity=note "$1" 2>/dev/null |
		grep -oE '^  (error|warning|note): .*' |
		grep -vxE '  note: (ragged|unknown-e820)' >want
	for format in raw json csv; do
		"$tool" convert --to=$format -o map.$format "$1" 2>/dev/null
		"$tool" lint --severity=note map.$format |
			grep -oE '^  (error|warning|note): .*' >found
		diff want found >out || { cat out; return 1; }
	done
}
for name in e820-6.1.txt e820-7.0.txt mikanos.csv seabios.txt grub-lsmmap.txt \
	iomem.txt limine.txt uboot-bdinfo.txt memblock-debugfs.txt linux-nodes.txt; do
	ok "$name: converted, it has the same findings" same "$maps/$name"
done
for name in subpage.txt subpage2.txt; do
	ok "$name: converted, it has the same findings" same "$cases/$name"
done

# --- output --------------------------------------------------------------------

run lint "$cases/ht.txt"
ok "lines fit 80 columns" test -z "$(awk 'length > 79' out)"
ok "it says why, what to do, and the source" test "$(
	grep -cE '^      (Why|What to do|Source):' out)" = 9
ok "notes are only named" grep -q '^  others: holes, above-4g$' out
run lint --severity=error "$cases/ht.txt"
ok "warnings are only named, too" \
	grep -q '^  others: short, no-low, holes, above-4g$' out
run lint --severity=note "$cases/ht.txt"
ok "notes are listed" grep -qx '  note: holes' out
run lint -o saved.txt "$cases/ht.txt"
exits "-o writes a file, and the status remains" 1 ''
ok "nothing is printed then" test ! -s out
ok "the file has the findings" grep -q '^Findings: 1 error' saved.txt

run lint --format=json --severity=note "$cases/stride.csv"
python3 - out >/dev/null <<'END'
import json, sys
all = json.load(open(sys.argv[1]))
assert all["format"] == "memblock-lint" and all["version"] == 1
assert all["count"]["error"] == 4
shifted = [f for f in all["findings"] if f["rule"] == "shifted"]
assert shifted[0]["detail"] == "2 of 3 make no sense"
for member in "severity", "text", "why", "remedy", "reference":
	assert shifted[0][member]
assert all["findings"][0]["descriptor"] == 1
END
result $? "JSON has each finding with its explanation"

cp "$cases/ht.txt" 'a<b>&"c".txt'
run lint --format=junit 'a<b>&"c".txt'
exits "JUnit has the same status" 1 ''
python3 - out >/dev/null <<'END'
import sys, xml.etree.ElementTree as tree
suite = tree.parse(sys.argv[1]).getroot()
cases = suite.findall("testcase")
failed = {c.get("name") for c in cases if c.find("failure") is not None}
assert suite.get("name") == 'a<b>&"c".txt'
assert failed == {"amd-hole", "short", "no-low"}, failed
assert int(suite.get("tests")) == len(cases)
assert int(suite.get("failures")) == 3
skipped = [c for c in cases if c.find("skipped") is not None]
assert int(suite.get("skipped")) == len(skipped) > 0
assert cases[0].get("classname") in ("error", "warning")
END
result $? "JUnit has a test case for each rule"

run lint --list "$cases/both.txt"
ok "--list lists the maps" test "$(wc -l <out)" -ge 2
run lint --map=2 "$cases/both.txt"
ok "--map chooses one" grep -q '^Findings: ' out
run show format=json -o saved.json "$cases/mmio.txt"
run lint saved.json
ok "a saved report is checked" grep -q '^  warning: hides-pci$' out

# --- arguments -----------------------------------------------------------------

run lint --format=xml "$cases/ht.txt"
exits "an unknown format is refused" 2 "'--format=xml': unknown format"
run lint --severity=fatal "$cases/ht.txt"
exits "an unknown severity is refused" 2 "'--severity=fatal': unknown severity"
run lint nowhere.txt
exits "a missing file is named" 2 '^nowhere.txt: '
echo 'no map' >text
run lint text
exits "a file without a map is refused" 2 '^text: '
run lint /dev/full -o /dev/full "$cases/ht.txt"
exits "one file only" 2 'only one can be read'
run lint --help
exits "it describes itself" 0 ''

plan
