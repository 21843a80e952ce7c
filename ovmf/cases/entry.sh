#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# A Boot#### entry of the firmware's boot manager, with options as its optional
# data. The firmware's Shell creates the entry and restarts the machine, which
# then boots it.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

# bcfg copies the optional data from a file unchanged: UTF-16 with a NUL.
# Entries 0 to 2 are the firmware's own.
script()
{
	cat <<'EOF'
@echo -off
fs0:
bcfg boot addp 3 memblock.efi "memblock"
bcfg boot -opt 3 words.bin
bcfg boot mv 3 0
reset
EOF
}

volume=$tmp/volume.img
image_new "$volume" 8
image_put "$volume" "$application" /memblock.efi
script | sed 's/$/\r/' >"$tmp/startup.nsh"
image_put "$volume" "$tmp/startup.nsh" /startup.nsh
printf 'frame=T mem=128M format=linux\0' |
	iconv -f ASCII -t UTF-16LE >"$tmp/words.bin"
image_put "$volume" "$tmp/words.bin" /words.bin
disk "$volume"

it "a Boot#### entry with options"
boot 512M 120 'T end' "${disk_arguments[@]}" -action reboot=reset
expect_status 0
expect 'T end 0x0000000000000000'
expect " memory\[.*-$(cap_last 128M)\]"

finish
