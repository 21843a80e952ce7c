#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: usb.sh IMAGE ARCH...
#: Makes a disk image for a stick: a GPT with one EFI system partition that
#: UEFI firmware of each ARCH boots build/ARCH/memblock.efi from. One that is
#: not built is left out. The same input gives the same bytes. IMAGE is a file;
#: dd brings it to a stick.
#: Exit status: 1 it cannot be made, 2 wrong usage, 127 a package is missing.
#: Environment: BUILD=FOLDER instead of build.
set -eu
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/machine.sh
. "$here/machine.sh"
# shellcheck source=ovmf/image.sh
. "$here/image.sh"
# Not everybody has sgdisk's folder in PATH.
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
	stop 2 "$image is no file; name one, and bring it to a stick with dd"
machine_program mformat mtools && machine_program sgdisk gdisk || exit
build=${BUILD:-$here/../build}
# FAT32, which wants 33 MiB at least: what all firmware reads.
volume_mib=40
export SOURCE_DATE_EPOCH=1704067200

# boot_name ARCH: the file that its firmware looks for on a disk.
boot_name()
(
	machine_load "$1" && echo "$arch_boot_name"
)

configuration()
{
	cat <<'EOF'
# memblock.cfg: options of memblock.efi, beside the program. One or more
# words on a line; a word that starts with # hides the rest of its line.

# The screen waits for a key at each full page, and at the end.
pause=on
exit=wait

# Remove a # to use one of these.
#mem=1G                 cap memory: at this address on a PC, on Arm an amount
#mem-kind=amount        mem= is an amount: the lowest so many bytes
#memmap=16M$0x10000000  reserve a range, as on Linux's command line for PCs
#profile=linux-arm64    attributes decide, as in Linux for arm64
#format=linux           text, linux, e820, csv or json
#save=\memmap.txt       write what it prints to this file on this stick
#save-raw=\memmap.raw   write the firmware's map as it is
#exit=poweroff          return, wait, poweroff or reset
EOF
}

readme()
{
	cat <<EOF
This stick shows what a machine's UEFI firmware says about its memory.

1. Plug it in, switch the machine on and choose the stick in the firmware's
   boot menu (often F12, F11, F9 or Esc). Secure Boot must be off: the program
   is not signed.
2. Read. Space shows the next page, Enter the next line, q stops.
3. Options go into memblock.cfg beside this file; it explains itself. With
   save=\\memmap.txt the text is on the stick afterwards.

Files in \\EFI\\BOOT: memblock.cfg holds the options, and memblock.efi is
$(sed 's/^/    /' "$tmp/names")
EOF
}

# Text files for any PC: line ends of DOS.
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
# The backup table needs its 33 sectors behind the volume.
truncate -s +1M "$disk"
sgdisk --disk-guid=6d656d62-6c6f-4b00-8000-656669757362 \
	--new="1:2048:+${volume_mib}M" --typecode=1:ef00 \
	--partition-guid=1:6d656d62-6c6f-4b00-8000-656669766f6c \
	--change-name=1:memblock "$disk" >"$tmp/log" || { cat "$tmp/log"; exit 1; }
mmd -i "$volume" ::/EFI ::/EFI/BOOT
for arch in "${@:2}"; do
	put_application "$arch"
done
[[ -s $tmp/names ]] || stop 1 "no $build/ARCH/memblock.efi is here: run make"
configuration | put_text /EFI/BOOT/memblock.cfg
readme | put_text /README.TXT
cp --sparse=always "$disk" "$image" ||
	stop 1 "$image cannot be written; name a file in another folder"
echo "$image boots with Secure Boot off; in its folder EFI/BOOT is"
sed 's/^/  /' "$tmp/names"
