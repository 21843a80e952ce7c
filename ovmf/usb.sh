#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: usb.sh IMAGE ARCH...
#: Makes a disk image for a USB stick: a GPT with one EFI system partition, from
#: which UEFI firmware of each ARCH boots build/ARCH/memblock.efi. One that is
#: not built is left out. The same input gives the same bytes. IMAGE is a file;
#: dd writes it to a stick.
#: Exit status: 1 it cannot be made, 2 usage error, 127 a package is missing.
#: Environment: BUILD=FOLDER (default build).
set -eu
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/machine.sh
. "$here/machine.sh"
# shellcheck source=ovmf/image.sh
. "$here/image.sh"
# The folder of sgdisk may be missing in PATH.
PATH=$PATH:/usr/sbin:/sbin

stop()
{
	echo "usb.sh: $2" >&2
	exit "$1"
}

[[ ${1-} != -h ]] || { sed -n 's/^#: \?//p' "$0" && exit; }
[[ $# -ge 2 ]] || stop 2 'which IMAGE and which ARCH? usb.sh -h tells more'
image=$1
[[ ! -e $image || -f $image ]] ||
	stop 2 "$image is not a file; name a file and write it to the stick with dd"
machine_program mformat mtools && machine_program sgdisk gdisk || exit
build=${BUILD:-$here/../build}
# FAT32, which all firmware reads, needs at least 33 MiB.
volume_mib=40
export SOURCE_DATE_EPOCH=1704067200

# boot_name ARCH: the file that its firmware looks for on a disk.
boot_name()
(
	machine_load "$1" && echo "$arch_boot_name"
)

readme()
{
	cat <<EOF
This stick shows the memory map of a machine's UEFI firmware.

1. Plug it in, switch the machine on and choose the stick in the firmware's
   boot menu (often F12, F11, F9 or Esc). Secure Boot must be off: the program
   is not signed.
2. Read. Space shows the next page, b the one before, q quits.
3. To set options, edit \\EFI\\BOOT\\memblock.cfg, which lists them. (One in
   the root of the stick is only read where that folder has none.) With
   save=\\memmap.txt the output is also written to this stick.

Files in \\EFI\\BOOT: memblock.cfg has the options, and memblock.efi is
$(sed 's/^/    /' "$tmp/names")
EOF
}

# Text files with DOS line ends, for any PC.
put_text()
{
	sed 's/$/\r/' >"$tmp/text"
	touch -d "@$SOURCE_DATE_EPOCH" "$tmp/text"
	image_put "$volume" "$tmp/text" "$1"
}

# put_application ARCH
put_application()
{
	local name

	[[ -r $build/$1/memblock.efi ]] || return 0
	name=$(boot_name "$1")
	cp "$build/$1/memblock.efi" "$tmp/application"
	touch -d "@$SOURCE_DATE_EPOCH" "$tmp/application"
	image_put "$volume" "$tmp/application" "/EFI/BOOT/$name"
	echo "$name for $1" >>"$tmp/names"
}

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
disk=$tmp/disk.img volume=$tmp/disk.img@@1M
image_new "$disk" "$volume_mib" 1 -F
# The backup GPT needs 33 sectors after the volume.
truncate -s +1M "$disk"
sgdisk --disk-guid=6d656d62-6c6f-4b00-8000-656669757362 \
	--new="1:2048:+${volume_mib}M" --typecode=1:ef00 \
	--partition-guid=1:6d656d62-6c6f-4b00-8000-656669766f6c \
	--change-name=1:memblock "$disk" >"$tmp/log" || { cat "$tmp/log"; exit 1; }
mmd -i "$volume" ::/EFI ::/EFI/BOOT
for arch in "${@:2}"; do
	put_application "$arch"
done
[[ -s $tmp/names ]] || stop 1 "$build/ARCH/memblock.efi not found; run make"
sed 1d "$here/stick.cfg" | put_text /EFI/BOOT/memblock.cfg
readme | put_text /README.TXT
cp --sparse=always "$disk" "$image" ||
	stop 1 "$image cannot be written; name a file in another folder"
echo "$image boots with Secure Boot off. Its folder EFI/BOOT contains"
sed 's/^/  /' "$tmp/names"
