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

finish
