#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: usb.sh [-k KERNEL] [-f FILE]... [-l LINUX] [-r INITRD] [-i ISO] IMAGE ARCH...
#: Makes a disk image for a USB stick: a GPT with one EFI system partition, from
#: which UEFI firmware of each ARCH boots build/ARCH/memblock.efi. One that is
#: not built is left out. The same input gives the same bytes. IMAGE is a file;
#: dd writes it to a stick.
#:   -k KERNEL   put this kernel on it, and boot it: kernel= in memblock.cfg
#:   -f FILE     put this file beside it: module= in memblock.cfg
#:   -l LINUX    put this Linux kernel on it: kernel= in memblock.cfg. With -k, both
#:               are entries there, and -k is the default one
#:   -r INITRD   its initrd
#:   -i ISO      also make a hybrid ISO image with the same volume: for CDs, for
#:               menus that start ISO files, and for sticks
#: Exit status: 1 it cannot be made, 2 usage error, 127 a package is missing.
#: Environment: BUILD=FOLDER (default build), SIGN_KEY=FILE and SIGN_CERT=FILE (PEM:
#: memblock.efi is signed with them, dated as the certificate).
set -eu
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/machine.sh
. "$here/machine.sh"
# shellcheck source=ovmf/image.sh
. "$here/image.sh"
# shellcheck source=ovmf/kernel_kind.sh
. "$here/kernel_kind.sh"
# The folder of sgdisk may be missing in PATH.
PATH=$PATH:/usr/sbin:/sbin

stop()
{
	echo "usb.sh: $2" >&2
	exit "$1"
}

# section FILE: the name of an entry for it. Brackets and what is not ASCII are
# left out.
section()
{
	local name=${1##*/}

	name=${name//[!\ -\~]/}
	name=${name//[][]/}
	echo "${name:0:32}"
}

kernel='' linux='' initrd='' iso='' files=()
while getopts :hk:f:l:r:i: flag; do
	case $flag in
	k) kernel=$OPTARG ;;
	f) files+=("$OPTARG") ;;
	l) linux=$OPTARG ;;
	r) initrd=$OPTARG ;;
	i) iso=$OPTARG ;;
	h) sed -n 's/^#: \?//p' "$0" && exit ;;
	:) stop 2 "-$OPTARG needs a value; usb.sh -h tells more" ;;
	*) stop 2 "unknown option -$OPTARG; usb.sh -h tells more" ;;
	esac
done
shift $((OPTIND - 1))
[[ $# -ge 2 ]] || stop 2 'which IMAGE and which ARCH? usb.sh -h tells more'
image=$1
for file in "$image" ${iso:+"$iso"}; do
	[[ ! -e $file || -f $file ]] ||
		stop 2 "$file is not a file; name a file and write it to the stick with dd"
done
[[ ! $initrd || $linux ]] || stop 2 '-r INITRD needs -l LINUX'
((${#files[@]} == 0)) || [[ $kernel ]] || stop 2 '-f FILE needs -k KERNEL'
[[ ${SIGN_KEY-} && ${SIGN_CERT-} || ! ${SIGN_KEY-}${SIGN_CERT-} ]] ||
	stop 2 'SIGN_KEY and SIGN_CERT are needed together'
for file in ${kernel:+"$kernel"} ${linux:+"$linux"} ${initrd:+"$initrd"} \
	${SIGN_KEY:+"$SIGN_KEY"} ${SIGN_CERT:+"$SIGN_CERT"} \
	${files[@]+"${files[@]}"}; do
	[[ -f $file && -r $file ]] || stop 1 "$file cannot be read"
done
for file in ${kernel:+"$kernel"} ${linux:+"$linux"}; do
	fault=$(kernel_fault "$file")
	[[ ! $fault ]] || stop 1 "$file is not a kernel: $fault"
done
[[ ! $kernel || ! $linux || $(section "$kernel") != "$(section "$linux")" ]] ||
	stop 2 "-k $kernel -l $linux: the names are the same; rename one of them"
machine_program mformat mtools && machine_program sgdisk gdisk || exit
[[ ! $iso ]] || machine_program xorriso xorriso || exit
[[ ! ${SIGN_KEY-} ]] || machine_program sbsign sbsigntool &&
	machine_program faketime faketime || exit
build=${BUILD:-$here/../build}
# FAT32, which all firmware reads, needs at least 33 MiB.
volume_mib=40
for file in ${kernel:+"$kernel"} ${linux:+"$linux"} ${initrd:+"$initrd"} \
	${files[@]+"${files[@]}"}; do
	volume_mib=$((volume_mib + ($(stat -Lc %s "$file") >> 20) + 1))
done
export SOURCE_DATE_EPOCH=1704067200

# boot_name ARCH: the file that its firmware looks for on a disk.
boot_name()
(
	machine_load "$1" && echo "$arch_boot_name"
)

# What happens after the stick was chosen.
what_follows()
{
	if [[ $kernel && $linux ]]; then
		echo 'Choose in the menu what is booted; after 10 seconds it is' \
			"$(section "$kernel")."
	elif [[ $kernel$linux ]]; then
		echo "$(basename "$kernel$linux") is booted. With a # before kernel=" \
			'in memblock.cfg,
   the memory map is shown.'
	else
		echo 'Read. The arrow keys, Page Up and Page Down move, Enter tells' \
			'more of a
   row, s saves, ? lists all keys, and q quits.'
	fi
}

readme()
{
	cat <<EOF
This stick has memblock.efi, which shows the memory map of a machine's UEFI
firmware, and boots kernels with it.

1. Plug it in, switch the machine on and choose the stick in the firmware's
   boot menu (often F12, F11, F9 or Esc). $secure
2. $(what_follows)
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

# put FILE NAME: with a date that does not change.
put()
{
	cp "$1" "$tmp/copy"
	touch -d "@$SOURCE_DATE_EPOCH" "$tmp/copy"
	image_put "$volume" "$tmp/copy" "$2"
}

# signed FILE: prints the name of a signed copy. A signature has its time: that of
# the certificate's beginning, so that the same input gives the same bytes.
signed()
{
	local start

	start=$(openssl x509 -in "$SIGN_CERT" -noout -startdate) || return
	faketime -f "$(date -u -d "${start#*=}" '+%F %T')" \
		sbsign --key "$SIGN_KEY" --cert "$SIGN_CERT" \
		--output "$tmp/signed" "$1" >"$tmp/log" 2>&1 || {
		cat "$tmp/log" >&2
		return 1
	}
	echo "$tmp/signed"
}

# put_application ARCH
put_application()
{
	local name file=$build/$1/memblock.efi

	[[ -r $file ]] || return 0
	name=$(boot_name "$1")
	[[ ! ${SIGN_KEY-} ]] || file=$(signed "$file") ||
		stop 1 "$file cannot be signed"
	put "$file" "/EFI/BOOT/$name"
	echo "$name for $1" >>"$tmp/names"
}

# entry OPTION FILE: puts the file in the root, and prints its line of
# memblock.cfg.
entry()
{
	local name=${2##*/}

	put "$2" "/$name"
	[[ $name != *[[:blank:]\#]* ]] || name="\"$name\""
	echo "$1=\\$name"
}

own_kernel()
{
	local file

	[[ ! $kernel ]] || entry kernel "$kernel"
	for file in ${files[@]+"${files[@]}"}; do
		entry module "$file"
	done
}

linux_kernel()
{
	[[ ! $linux ]] || entry kernel "$linux"
	[[ ! $initrd ]] || entry initrd "$initrd"
}

# The lines of memblock.cfg for kernels.
kernels()
{
	[[ ! $kernel$linux ]] ||
		printf '\n# What is booted. With format=text the map is shown before.\n'
	if [[ $kernel && $linux ]]; then
		printf '%s\n' "default=\"$(section "$kernel")\"" timeout=10 \
			"[$(section "$kernel")]"
		own_kernel
		echo "[$(section "$linux")]"
	else
		own_kernel
	fi
	linux_kernel
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
secure='Secure Boot must be off: the
   program is not signed.'
[[ ! ${SIGN_KEY-} ]] || secure='With Secure Boot, the machine must
   trust the certificate that the program is signed with.'
[[ -s $tmp/names ]] || stop 1 "$build/ARCH/memblock.efi not found; run make"
kernels >"$tmp/kernels"
sed 1d "$here/stick.cfg" | cat - "$tmp/kernels" | put_text /EFI/BOOT/memblock.cfg
readme | put_text /README.TXT
cp --sparse=always "$disk" "$image" ||
	stop 1 "$image cannot be written; name a file in another folder"
# The ISO has a volume as a partition, from which firmware boots it as a CD and
# as a disk, and the same files for menus that read ISO 9660. The boot catalog of a
# CD counts up to 65,535 sectors, so this volume is only as large as it needs to be.
make_iso()
{
	mkdir "$tmp/tree"
	mcopy -s -m -i "$volume" '::*' "$tmp/tree" &&
		find "$tmp/tree" -exec touch -d "@$SOURCE_DATE_EPOCH" {} + &&
		image_new "$tmp/efi.img" $((volume_mib - 32)) &&
		image_put_tree "$tmp/efi.img" "$tmp/tree" &&
		xorriso -as mkisofs -quiet -V MEMBLOCK -r -J \
			--set_all_file_dates set_to_mtime \
			-append_partition 2 0xef "$tmp/efi.img" \
			-appended_part_as_gpt \
			--gpt_disk_guid 6d656d62-6c6f-4b00-8000-656669697367 \
			-e --interval:appended_partition_2:all:: \
			-no-emul-boot -o "$tmp/disk.iso" "$tmp/tree" \
			>"$tmp/log" 2>&1 || { cat "$tmp/log" >&2; return 1; }
	cp --sparse=always "$tmp/disk.iso" "$iso"
}
[[ ! $iso ]] || make_iso || stop 1 "$iso cannot be made"
if [[ ${SIGN_KEY-} ]]; then
	boots='where the certificate is trusted, or with Secure Boot off'
else
	boots='with Secure Boot off'
fi
echo "$image boots $boots. Its folder EFI/BOOT contains"
sed 's/^/  /' "$tmp/names"
