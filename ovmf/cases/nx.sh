#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Today's firmware: that of a newer Debian suite which enforces that no page is
# both writable and executable, with Secure Boot on. It starts only images that
# are signed, and whose sections, flags and stack fit.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=ovmf/cases/sign.sh
. "$cases/sign.sh"

# $arch_strict_firmware is relative to the folder that newer-firmware.sh makes.
read -r -d '' code vars key <<<"$arch_strict_firmware"
newer=$build/firmware/sid
machine_code=$newer/$code machine_vars=$newer/$vars key=$newer/$key

it "strict firmware does not start an unsigned program"
need_to_sign "$machine_code" "$machine_vars"
machine_padded "$application" "$tmp/plain.efi"
strict()
{
	# shellcheck disable=SC2086 # words
	boot 512M 120 "$1" $arch_secure_arguments -kernel "$2" -append "$3"
}
strict "$arch_passed_over" "$tmp/plain.efi" frame=T
expect_no '^T begin'

it "strict firmware starts a signed memblock.efi"
sign "$application" "$tmp/memblock.efi" || fail "cannot sign"
strict 'T end' "$tmp/memblock.efi" 'frame=T format=linux'
expect 'T end 0x0000000000000000'
expect '^ memory\[0x0\]'

finish
