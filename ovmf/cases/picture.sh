#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The explorer's picture, whose pixels are compared with the JSON that the same
# explorer saves.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

it "v shows a picture that is equal to the sets, with the cap of mem="
command -v python3 >/dev/null || {
	skip 'python3 not found' && finish
}
image=$tmp/volume.img
image_new "$image" 8
mmd -i "$image" ::/EFI ::/EFI/BOOT
image_put "$image" "$application" "/EFI/BOOT/$arch_boot_name"

# start OPTIONS DEVICE: a machine with a display, until the explorer is drawn;
# what it saves is in $tmp/maps after stop.
start()
{
	echo "$1" >"$tmp/cfg"
	image_put "$image" "$tmp/cfg" /EFI/BOOT/memblock.cfg
	disk "$image"
	qmp_open
	# shellcheck disable=SC2086 # words
	machine_boot "$tmp" 512M 200 "${qmp_arguments[@]}" $2 $arch_keyboard \
		"${disk_arguments[@]}"
	until_line 150 'Findings: '
	expect_status 0
	sleep 1
}

# Until the last of the files has its name.
save()
{
	press s
	for _ in {1..60}; do
		sleep 1
		[[ $(mdir -b -i "$image" ::/maps 2>/dev/null) != *.txt* ]] ||
			return
	done
	fail "nothing is saved"
}

stop()
{
	machine_end 2>/dev/null
	qmp_close
	rm -rf "$tmp/maps"
	mcopy -s -n -i "$image" ::/maps "$tmp/" &&
		mdeltree -i "$image" ::/maps
	report=$(find "$tmp/maps" -name '*.json')
}

# compare NAME PATTERN [FIRST LAST]: a screenshot with the report, of which only
# those ranges are in the picture.
compare()
{
	"$cases/picture.py" "$tmp/$1.ppm" "$report" "${@:3}" >"$out" 2>"$err"
	expect_no '^wrong:'
	expect "$2"
	[[ ! -s $err ]] || fail "picture.py failed"
}

# show NAME: v, and a screenshot once there is a picture, on a busy host as well.
show()
{
	press v
	for _ in {1..30}; do
		shot "$1"
		[[ $("$cases/picture.py" "$tmp/$1.ppm") == *'no map'* ]] || return
	done
}

start mem=256M "$arch_screen"
show first
press right right right
shot moved
press equal equal
shot zoomed
press home v
shot text
press v home
shot again
save
stop
compare first ' ranges, .* cap at \[[0-9]+\]'

it "the arrows move a mark, and v goes back and forth"
! cmp -s "$tmp/first.ppm" "$tmp/moved.ppm" || fail "an arrow changes nothing"
! cmp -s "$tmp/moved.ppm" "$tmp/text.ppm" || fail "v changes nothing"
expect_same "$tmp/moved.ppm" "$tmp/again.ppm"

it "zoomed, the ranges are still as the sets say"
compare zoomed ': [1-9] of [0-9]+ ranges' zoomed
[[ ! ${PICTURE-} ]] || cp "$tmp/first.ppm" "$PICTURE"

# virtio-gpu has no linear framebuffer. Where the firmware does not ask for the
# size of the display it takes its own.
devices=('-device virtio-gpu-pci')
[[ $arch != x86_64 ]] || devices+=('-device VGA,xres=800,yres=600'
	'-device VGA,xres=2560,yres=1600')
for device in "${devices[@]}"; do
	pixels='[0-9x]+'
	[[ $device != *xres=* ]] || pixels=${device#*xres=}
	it "the picture of ${device#* } is equal to the sets"
	start '' "$device"
	show picture
	save
	stop
	compare picture "^${pixels/,yres=/x}: ([0-9]+) of \\1 ranges, .* \[\]"
done
finish
