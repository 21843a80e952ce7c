#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Secure Boot with Debian's test key: a signed memblock.efi shows the map, but
# does not start an unverified kernel. Linux is started by its stub if it is
# signed.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=ovmf/cases/sign.sh
. "$cases/sign.sh"
# shellcheck source=ovmf/linux/parts.sh
. "$ovmf/linux/parts.sh"

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

# --- Linux -----------------------------------------------------------------------

# Debian's kernel on the volume, signed with the test key, and as it is but
# compressed: Debian's own key is not in this firmware.
prepare_linux()
{
	sbsign --key "$tmp/key" --cert "$key.pem" --output "$tmp/signed" \
		"$linux_kernel" 2>>"$err" &&
		image_new "$tmp/volume.img" 80 &&
		image_put "$tmp/volume.img" "$tmp/memblock.efi" /memblock.efi &&
		gzip -1nc "$linux_kernel" >"$tmp/vmlinuz.gz" &&
		image_put "$tmp/volume.img" "$tmp/vmlinuz.gz" /vmlinuz.gz &&
		image_put "$tmp/volume.img" "$tmp/signed" /signed
}

it "Linux is started by its stub if the firmware accepts its signature"
linux_kernel "$build" >/dev/null 2>&1 || {
	skip 'its package cannot be fetched'
	finish
}
prepare_linux || fail "cannot sign"
secure 'Linux version|T end' "$tmp/launch.efi" \
	"kernel=\\signed road=stub -- $arch_linux_words"
expect '^Starting .signed by its EFI stub$'
expect 'Linux version [0-9]'

it "and refused if not, also after it was unpacked"
secure 'T end' "$tmp/launch.efi" 'kernel=\vmlinuz.gz road=stub'
expect 'T end 0x800000000000000f'
expect '^.vmlinuz.gz is not loaded: Secure Boot is on, and the firmware does not accept its signature'

if [[ $arch = x86_64 ]]; then
	it "there is no direct road; the message names road=stub"
	secure 'T end' "$tmp/launch.efi" 'kernel=\signed road=direct'
	expect 'T end 0x800000000000001a'
	expect '^.signed is not loaded: Secure Boot is on, and road=direct does not verify a kernel; use road=stub\.$'
fi

finish
