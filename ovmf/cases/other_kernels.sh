#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Programs of Debian with the header of a Linux kernel: each is started, or
# refused with the reason. Without a network, they are skipped.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

foreign=$build/foreign-kernels
neither='it has neither an EFI stub nor a 64-bit entry of boot protocol 2\.12; use a 64-bit kernel\.'

# fetch PACKAGE FILE: the file of the package, into $foreign.
fetch()
{
	[[ -e $foreign/$2 ]] || await "$root/tools/fetch-deb.sh" "$arch_debian" \
		"$foreign" "$1" >"$tmp/log" 2>&1
	[[ -e $foreign/$2 ]]
}

# appears TEXT: reads up to a line with it or the end of memblock.efi. A program
# that draws its screen on the serial line sends no line ends: what it has sent
# is in $machine_piece.
appears()
{
	local end=$machine_deadline until="$1|T end"

	while ((${EPOCHREALTIME/[.,]/} < end)); do
		machine_deadline=$((${EPOCHREALTIME/[.,]/} + 1000000))
		line=''
		machine_line
		case $? in
		0) printf '%s\n' "$line" ;;
		124) line=$machine_piece ;;
		*) break ;;
		esac
		[[ ! $line =~ $until ]] || break
	done
	printf '%s\n' "$machine_piece"
}

# try PACKAGE FILE TEXT WORDS: boots memblock.efi and that file of the package,
# until TEXT appears. 1 if there is no such package.
try()
{
	if ! fetch "$1" "$2"; then
		skip "$1 cannot be fetched"
		return 1
	fi
	machine_padded "$build/$arch/launch.efi" "$tmp/launch.efi"
	image_new "$tmp/volume.img" 16 &&
		image_put "$tmp/volume.img" "$application" /memblock.efi &&
		image_put "$tmp/volume.img" "$foreign/$2" /program
	disk "$tmp/volume.img"
	machine_boot "$tmp" 512M 300 "${disk_arguments[@]}" -device VGA \
		-kernel "$tmp/launch.efi" -append "frame=T kernel=\\program $4"
	appears "$3" >"$tmp/raw"
	machine_end 2>/dev/null
	sed 's/\x1b\[[0-9;=]*[A-Za-z]//g' "$tmp/raw" >"$out"
}

it "memtest86+ as a bzImage is entered directly"
try memtest86+ boot/memtest86+x64.bin 'Memtest86\+' '-- console=ttyS0,115200' && {
	expect '^Entering .program directly'
	expect 'Memtest86\+'
}

it "memtest86+ as a program of the firmware is started by it"
try memtest86+ boot/memtest86+x64.efi 'Memtest86\+' '-- console=ttyS0,115200' && {
	expect '^Starting .program by its EFI stub'
	expect 'Memtest86\+'
}

it "memtest86+ for 32 bits is refused"
try memtest86+ boot/memtest86+ia32.bin 'nothing' '' &&
	expect "^.program cannot be loaded: $neither\$"

it "iPXE as a 16-bit kernel is refused"
try ipxe boot/ipxe.lkrn 'nothing' '' &&
	expect "^.program cannot be loaded: $neither\$"

finish
