#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Secure Boot with Debian's test key: a signed memblock.efi shows the map, but
# does not start an unverified kernel.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

# shellcheck source=ovmf/cases/sign.sh
. "$cases/sign.sh"

prepare()
{
	sign "$application" "$tmp/memblock.efi" &&
		sign "$build/$arch/launch.efi" "$tmp/launch.efi" &&
		image_new "$tmp/volume.img" 8 &&
		image_put "$tmp/volume.img" "$tmp/memblock.efi" /memblock.efi &&
		image_put "$tmp/volume.img" "$build/$arch/kernels/tiny.elf" \
			/kernel.elf
}

# secure UNTIL PROGRAM WORDS
secure()
{
	# shellcheck disable=SC2086 # words
	boot 512M 120 "$1" $arch_secure_arguments "${disk_arguments[@]}" \
		-kernel "$2" -append "frame=T $3"
}

read -r -d '' machine_code machine_vars key <<<"$arch_secure_firmware"
disk "$tmp/volume.img"

it "the firmware does not start an unsigned program"
need_to_sign "$machine_code" "$machine_vars"
prepare || fail "cannot sign"
machine_padded "$application" "$tmp/plain.efi"
secure 'Security Violation' "$tmp/plain.efi" version
expect_status 0
expect_no '^T begin'

it "the runner says that Secure Boot refused the program"
OVMF=$machine_code,$machine_vars app -q "$arch_secure_arguments" -- version
expect_status 125
expect 'Secure Boot is on, and the program is not signed' "$err"

it "a signed memblock.efi shows the map"
secure 'T end' "$tmp/memblock.efi" format=linux
expect 'T end 0x0000000000000000'
expect '^ memory\[0x0\]'

it "and does not start a kernel; the message names the remedy"
secure 'T end' "$tmp/launch.efi" 'kernel=\kernel.elf'
expect 'T end 0x800000000000001a'
expect '^.kernel.elf is not loaded: Secure Boot is on, .*; switch Secure Boot off'

finish
