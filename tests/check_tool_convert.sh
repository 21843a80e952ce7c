#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# memblock convert: each format, there and back where it is lossless. Speaks TAP.
set -u

example=$PWD/tests/examples/ovmf.raw
. tests/lib/tool.sh

# convert FORMAT FILE...: prints it
convert() { "$tool" convert --to="$@" 2>err; }

run convert --help
for format in raw json csv linux text e820 memmap dts qemu table; do
	grep -qwE "$format" out || echo "$format"
done >missing
ok "the help names each format" test ! -s missing

# --- lossless -----------------------------------------------------------------

for format in raw json csv; do
	differs=
	for map in "$maps"/* "$example"; do
		convert raw "$map" >want
		# CSV has no nodes.
		[ $format = csv ] && grep -q SRAT want && continue
		convert $format "$map" >there
		convert raw there >back
		cmp -s want back || differs="$differs $(basename "$map")"
	done
	ok "$format there and back is the same raw map" test -z "$differs"
	[ -z "$differs" ] || echo "# $differs"
done

for map in e820-6.1 e820-3.2 e820-7.0; do
	convert e820 "$maps/$map.txt" >there
	convert e820 there >back
	ok "$map.txt: E820 rows there and back are the same" cmp -s there back
done
grep -o 'BIOS-e820: \[mem .*' "$maps/e820-6.1.txt" >want
convert e820 "$maps/e820-6.1.txt" | sed 1d >out
ok "E820 rows stay as they are, to the byte" cmp -s want out
convert e820 mem=256M "$maps/e820-6.1.txt" | sed 1d >out
ok "mem= changes them" test "$(cmp -s want out; echo $?)" = 1

run convert --to=csv "$maps/memblock-memory.txt"
exits "CSV does not keep nodes, which is noted" 0 'note: csv has no nodes'

convert csv "$example" >whole.csv
grep -E '^(list|fact|efi),' whole.csv | sed '$d' >cut.csv
run show cut.csv
exits "a CSV that ends with a descriptor is noted" 0 \
	'^cut.csv: note: the CSV breaks off within the map'
run show whole.csv
exits "and a whole one is not" 0 ''

# --- words ----------------------------------------------------------------------

# Applied to any other map, the words give the table that they were made from.
cat >other.txt <<'END'
BIOS-e820: [mem 0x0000000000000000-0x00000000ffffffff] usable
END
for map in "$example" "$maps/linux-6.12.txt" "$maps/e820-7.0.txt"; do
	convert memmap "$map" >words
	convert e820 "$map" | sed '1d; s/^BIOS-e820: //' >want
	# shellcheck disable=SC2046 # words
	"$tool" show format=e820 $(cat words) other.txt 2>err |
		sed -n 's/^user: //p' >out
	ok "memmap= words of $(basename "$map") make that map" cmp -s want out
done
ok "the first word empties the table" grep -qx memmap=exactmap <(head -n 1 words)

# --- Device Tree ------------------------------------------------------------------

if command -v dtc >/dev/null; then
	for map in "$maps"/* "$example"; do
		"$tool" convert --to=dts "$map" 2>/dev/null >tree.dts
		dtc -q -I dts -O dtb -o tree.dtb tree.dts 2>&1 &&
			dtc -I dts -O dtb -o tree.dtb tree.dts 2>&1
	done >out
	ok "dtc accepts the Device Tree of each map, without warnings" \
		test ! -s out
else
	skip "dtc accepts the Device Tree" "there is no dtc"
fi
convert dts mem=16M "$example" >out
ok "memory is what is there" test "$(grep -c 'device_type = "memory"' out)" = 2
ok "what is not the kernel's is not mapped" grep -q 'excluded@1000000 {' out
ok "what boot services use is named" grep -q 'boot-services@900000 {' out
ok "it keeps its own memory" test "$(grep -c no-map out)" = \
	"$(grep -c excluded@ out)"
convert dts "$maps/linux-arm64.txt" >out
ok "memory that is never mapped has no-map on arm64" grep -q 'firmware@' out

# --- QEMU ---------------------------------------------------------------------------

mkdir bin
for name in x86_64 aarch64; do
	printf '#!/bin/sh\necho %s "$@"\n' $name >bin/qemu-system-$name
done
chmod +x bin/*
convert qemu "$example" >machine.sh
PATH=$PWD/bin:$PATH sh machine.sh >out 2>&1
ok "the command line of QEMU runs in a shell" grep -q \
	'^x86_64 -machine q35.* -m 512M$' out
cat >large.txt <<'END'
BIOS-e820: [mem 0x0000000000000000-0x000000003fffffff] usable
BIOS-e820: [mem 0x0000000100000000-0x00000001bfffffff] usable
END
convert qemu large.txt >out
ok "RAM is divided at 4 GiB as in the map" grep -q \
	'max-ram-below-4g=1024M' out
ok "its size is that of the map" grep -q -e '-m 4096M$' out
convert qemu "$maps/linux-arm64.txt" >machine.sh
PATH=$PWD/bin:$PATH sh machine.sh >out 2>&1
ok "arm64 has its own machine" grep -q '^aarch64 -machine virt' out
convert qemu "$maps/linux-6.12.txt" >out
ok "what the machine lacks is said" grep -q '^# Not there: special purpose' out

run convert --to=qemu mem=1G "$maps/linux-6.12.txt"
exits "it is noted that mem= does not change the machine" 0 \
	'note: mem= and memmap= do not change the machine'

# --- other formats ---------------------------------------------------------------------

for format in linux text json csv; do
	convert $format "$example" >out
	"$tool" show format=$format "$example" >want
	ok "$format is that of memblock show" cmp -s out want
done
run convert --to=table -o machine.table "$example"
exits "a table goes to a file" 0 ''
run check machine.table
exits "and is valid" 0 ''

# --- refused -----------------------------------------------------------------------------

run convert "$example"
exits "a missing format is refused" 2 'no format given; add --to= and one of raw, json'
run convert --to=jsn "$example"
exits "an unknown format is named, with a similar one" 2 \
	"'--to=jsn': unknown format \(nearest: 'json'\); choose raw"
run convert --to=memmap "$maps/linux-arm64.txt"
exits "words that arm64 does not have are refused" 2 \
	'only Linux on x86 has memmap; add profile=linux-x86'
run convert --to=json nowhere.txt
exits "a missing file is named" 2 '^nowhere.txt: .*No such file'

# script(1) gives it a terminal.
if command -v script >/dev/null; then
	for command in 'convert --to=raw' 'convert --to=table' table; do
		script -qec "$tool $command $example" /dev/null \
			</dev/null >out 2>&1
		status=$?
		ok "$command: not written to a terminal" test $status = 2
		ok "$command: a file is the remedy" grep -q \
			'not written to a terminal; name a file with -o, or' out
	done
	script -qec "$tool convert --to=raw $example | wc -c" /dev/null \
		</dev/null >out 2>&1
	ok "a pipe is not a terminal" grep -q '^[0-9]' out
else
	skip "bytes are not written to a terminal" "there is no script(1)"
fi

plan
