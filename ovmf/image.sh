# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash
# FAT volumes and disks in files, without root privileges. To be sourced.
# (QEMU can present a folder as a FAT disk, but corrupts what the guest writes.)

# Reproducible: an image contains no time of day and no random number.
export MTOOLSRC=/dev/null MTOOLS_SKIP_CHECK=1 TZ=UTC
image_volume_id=4d424546

# image_new IMAGE MIB [OFFSET_MIB [MFORMAT OPTION...]]: makes a file with an
# empty FAT volume from OFFSET to the end.
image_new()
{
	local offset=${3-0}

	truncate -s 0 "$1" && truncate -s "$(($2 + offset))M" "$1" &&
		mformat -i "$1@@${offset}M" -v MEMBLOCK -N "$image_volume_id" \
			-h 64 -s 32 -T $(($2 * 2048)) -H $((offset * 2048)) \
			"${@:4}" ::
}

# image_put IMAGE FILE NAME: NAME may be in a folder that exists.
image_put()
{
	mcopy -o -m -i "$1" "$2" "::$3"
}

# image_put_tree IMAGE DIR: everything in DIR.
image_put_tree()
{
	local names

	mapfile -d '' names < <(find "$2" -mindepth 1 -maxdepth 1 -print0)
	((${#names[@]} == 0)) || mcopy -s -o -m -i "$1" "${names[@]}" ::
}

# image_get_tree IMAGE DIR: copies everything in the volume to an empty DIR.
image_get_tree()
{
	local names

	names=$(mdir -b -i "$1" ::) || return
	[[ ! $names ]] || mcopy -s -n -m -i "$1" '::*' "$2"
}

# image_size DIR: MiB of a volume for all of DIR and 16 MiB of free space. Each
# file may waste most of a cluster.
image_size()
{
	local kib files

	kib=$(du -sk --apparent-size -- "$1" | cut -f1)
	files=$(find "$1" | wc -l)
	echo $((16 + kib / 1024 + files / 32))
}
