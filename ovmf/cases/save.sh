#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# save=: the file has the printed text; a read-only or full volume is reported
# and keeps its contents.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

dir=$tmp/dir
mkdir "$dir"

it "save= writes the printed text, save-raw= the map; other files stay"
echo untouched >"$dir/other.txt"
echo old >"$dir/map.txt"
touch -d 2001-01-01 "$dir/other.txt"
app -d "$dir" -- mem=256M save=map.txt save-raw=map.raw
expect_status 0
expect '^memory: RAM that the kernel may manage'
expect_same "$out" "$dir/map.txt"
[[ -s $dir/map.raw ]] || fail "no map.raw"
[[ $(stat -c %y "$dir/other.txt") = 2001-01-01* ]] ||
	fail "other.txt was rewritten"
[[ $(cd "$dir" && echo *) = 'map.raw map.txt other.txt' ]] ||
	fail "more files than were saved: $(ls "$dir")"

it "save= into a folder, to a name with blanks"
mkdir "$dir/sub"
app -d "$dir" -- 'save=\sub\a long name.txt' format=csv
expect_status 0
expect_same "$out" "$dir/sub/a long name.txt"

# volume MIB: makes $image with memblock.efi and an old out.txt.
volume()
{
	image=$tmp/volume.img
	image_new "$image" "$1"
	image_put "$image" "$application" /memblock.efi
	echo old >"$tmp/old"
	image_put "$image" "$tmp/old" /out.txt
}

# expect_old: out.txt is unchanged, and no file was added.
expect_old()
{
	mcopy -n -i "$image" ::/out.txt "$tmp/now" && expect_same "$tmp/old" "$tmp/now"
	rm -f "$tmp/now"
	mdir -b -i "$image" :: | sort >"$tmp/names"
	[[ $(grep -ciE 'memblock.efi|out.txt|fill' "$tmp/names") = \
	$(wc -l <"$tmp/names") ]] ||
		fail "more files on the volume: $(paste -sd' ' "$tmp/names")"
}

it "a read-only volume is reported, and the text still printed"
volume 4
app -i "$image" -q '-set drive.volume.readonly=on' -- save=out.txt
expect_status 1
expect '^memory: RAM that the kernel may manage'
expect 'read-only|write-protected|write protected'
expect_old

it "a full volume is reported and keeps the old file intact"
volume 4
free=$(mdir -i "$image" :: | awk '/bytes free/ { gsub(/[^0-9]/, ""); print }')
head -c "$free" /dev/zero >"$tmp/fill"
image_put "$image" "$tmp/fill" /fill
app -i "$image" -- save=out.txt
expect_status 1
expect 'full'
expect_old

it "a volume that fills up while saving keeps the old file intact"
volume 4
head -c $((free - 4096)) /dev/zero >"$tmp/fill"
image_put "$image" "$tmp/fill" /fill
app -i "$image" -- save=out.txt format=json
expect_status 1
expect_old

# survey PRODUCT: a machine that nobody sits at, from the stick.
survey()
{
	boot 512M 120 'no such line' "${disk_arguments[@]}" \
		-smbios "type=0,version=2.4.3" -smbios "type=1,product=$1"
	((status == 1)) || fail "the machine was not switched off"
}

it "one stick surveys a rack of machines without keyboards"
image=$tmp/volume.img
image_new "$image" 8
printf 'timeout=1\nexit=wait\n' >"$tmp/cfg"
mmd -i "$image" ::/EFI ::/EFI/BOOT
image_put "$image" "$application" "/EFI/BOOT/$arch_boot_name"
image_put "$image" "$tmp/cfg" /EFI/BOOT/memblock.cfg
disk "$image"
survey 'PowerEdge R630'
survey 'X99 (board 2)'
survey 'PowerEdge R630'
mcopy -s -i "$image" ::/maps "$tmp/" || fail "no folder"
for name in PowerEdge-R630_2.4.3_00{1,2} X99-board-2_2.4.3_001; do
	for ending in raw json txt; do
		[[ -s $tmp/maps/$name.$ending ]] || fail "no $name.$ending"
	done
done
[[ $(find "$tmp/maps" -type f | wc -l) = 9 ]] || fail "not nine files"

it "the files are what the host program makes of the raw map"
name=$tmp/maps/X99-board-2_2.4.3_001
"$build/host/memblock" show "$name.raw" >"$tmp/raw.txt" 2>"$err"
grep -v '^Options' "$name.txt" >"$tmp/saved.txt"
expect_same_sets "$tmp/saved.txt" "$tmp/raw.txt"
"$build/host/memblock" show "$name.json" >"$tmp/json.txt" 2>"$err"
expect_same_sets "$tmp/saved.txt" "$tmp/json.txt"
"$build/host/memblock" convert --to=raw "$name.json" >"$tmp/again.raw" 2>"$err"
expect_same "$name.raw" "$tmp/again.raw"
# All but the facts, and findings that facts decide.
"$build/host/memblock" show "$name.raw" format=json >"$tmp/raw.json" 2>"$err"
! command -v python3 >/dev/null || python3 - "$name.json" "$tmp/raw.json" \
	>"$out" 2>&1 <<-'END' || fail "the JSON differs"
	import json, sys
	saved, made = (json.load(open(path)) for path in sys.argv[1:])
	wrong = [name for name in saved | made if saved.get(name) != made.get(name)
	         and name not in ("memattr", "facts", "findings", "options")]
	print("wrong:", wrong)
	sys.exit(bool(wrong or len(made["findings"]) == 0 or
	              [f for f in made["findings"] if f not in saved["findings"]]))
	END

# QEMU's TFTP server takes no files.
it "save-all from a server that takes no files is one sentence"
mkdir "$tmp/tftp"
cp "$application" "$tmp/tftp/memblock.efi"
echo 'frame=T save-all format=json' >"$tmp/tftp/memblock.cfg"
boot 512M 240 'T end' \
	-netdev "user,id=net,tftp=$tmp/tftp,bootfile=memblock.efi" \
	-device virtio-net-pci,netdev=net,romfile=
expect 'Cannot save .*: the server 10.0.2.2 .*; start memblock.efi from a disk'

it "the serial line has the map, which the host program reads of its log"
"$build/host/memblock" show format=linux "$tmp/raw" >"$out" 2>"$err"
status=$?
expect_status 0
expect 'the JSON from line [0-9]+ on was read' "$err"
[[ $(bytes_of physmap) = $(((512 << 20) + arch_ram_below - arch_ram_lost)) ]] ||
	fail "physmap is not the RAM of the machine"

finish
