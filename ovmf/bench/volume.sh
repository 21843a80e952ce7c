# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash disable=SC2154,SC2034
# The volume that the launcher starts a program from. To be sourced.

# The address of the volume: far above what firmware allocates first, far below
# the end of memory, from which it allocates downwards.
volume_base=$((0x40000000))

# mformat also writes a partition table with one partition for the whole volume;
# without it, the firmware finds the file system on the disk itself.
drop_table()
{
	dd if=/dev/zero of="$1" bs=1 seek=446 count=64 conv=notrunc status=none
}

# The launcher, and where it finds the loader: QEMU arguments.
place_volume()
{
	local bytes place=loader,file=$tmp/volume.img,force-raw=on append

	bytes=$(stat -c %s "$tmp/volume.img")
	printf -v place '%s,addr=%#x' "$place" $volume_base
	printf -v append '%016x %016x %s' $volume_base "$bytes" "$words"
	medium=(-kernel "$tmp/launch.efi" -append "$append" -device "$place")
}
