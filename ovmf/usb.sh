#!/bin/bash
#: usb.sh MEMBLOCK_EFI BOOT_NAME IMAGE
#: Makes a disk image for a stick: a GPT with one EFI system partition that
#: UEFI firmware boots memblock.efi from. The same input gives the same bytes.
set -eu
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/image.sh
. "$here/image.sh"
# Not everybody has sgdisk's folder in PATH.
PATH=$PATH:/usr/sbin:/sbin

[[ $# = 3 ]] || { sed -n 's/^#: \?//p' "$0"; exit 2; }
application=$1 boot_name=$2 image=$3
# FAT32, which wants 33 MiB at least: what all firmware reads.
volume_mib=40
export SOURCE_DATE_EPOCH=1704067200

configuration()
{
	cat <<'EOF'
# memblock.cfg: options of memblock.efi, beside the program. One or more
# words on a line; a word that starts with # hides the rest of its line.

# The screen waits for a key at each full page, and at the end.
pause=on
exit=wait

# Remove a # to use one of these.
#mem=1G                 nothing at or above this address
#mem-kind=amount        mem= is an amount: the lowest so many bytes
#memmap=16M$0x10000000  reserve a range, as on Linux's command line
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
This stick shows what a PC's UEFI firmware says about its memory.

1. Plug it in, switch the PC on and choose the stick in the firmware's boot
   menu (often F12, F11, F9 or Esc). Secure Boot must be off: the program is
   not signed.
2. Read. Space shows the next page, Enter the next line, q stops.
3. Options go into memblock.cfg beside this file; it explains itself. With
   save=\\memmap.txt the text is on the stick afterwards.

Files: \\EFI\\BOOT\\$boot_name is memblock.efi, \\EFI\\BOOT\\memblock.cfg holds
its options.
EOF
}

# Text files for any PC: line ends of DOS.
put_text()
{
	sed 's/$/\r/' >"$tmp/text"
	touch -d "@$SOURCE_DATE_EPOCH" "$tmp/text"
	image_put "$volume" "$tmp/text" "$1"
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
cp "$application" "$tmp/application"
touch -d "@$SOURCE_DATE_EPOCH" "$tmp/application"
image_put "$volume" "$tmp/application" "/EFI/BOOT/$boot_name"
configuration | put_text /EFI/BOOT/memblock.cfg
readme | put_text /README.TXT
cp --sparse=always "$disk" "$image"
