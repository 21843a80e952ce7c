#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# What memblock.efi says of the firmware's page protection, compared with the page
# tables as QEMU's monitor reads them; with strict firmware, too.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=ovmf/cases/sign.sh
. "$cases/sign.sh"

# compare PROGRAM [QEMU_ARGUMENT...]: while the program waits for a key.
compare()
{
	rm -f "$tmp/qmp" "$out"
	ACCEL=tcg machine_boot "$tmp" 512M 120 \
		-qmp "unix:$tmp/qmp,server=on,wait=off" -kernel "$1" \
		-append 'frame=T format=json exit=wait' "${@:2}"
	until_line 120 'T end'
	expect_status 0
	sleep 1
	sed '1,/^T begin/d; /^T end/,$d; s/\r$//' "$out" >"$tmp/report.json"
	"$cases/protection.py" "$tmp/qmp" "$tmp/report.json" >"$out" 2>"$err"
	machine_end 2>/dev/null
	expect_no '^wrong:'
	expect '^[1-9][0-9]* leaves'
	[[ ! -s $err ]] || fail "protection.py failed"
	[[ ! ${PROTECTION_FIGURES-} ]] || cat "$out" >>"$PROTECTION_FIGURES"
}

it "page tables read from outside have the same verdicts"
command -v python3 >/dev/null || {
	skip 'python3 not found' && finish
}
machine_padded "$application" "$tmp/plain.efi"
compare "$tmp/plain.efi"

if [[ $arch = aarch64 ]]; then
	it "so they have at EL2"
	compare "$tmp/plain.efi" -machine virtualization=on
fi

it "so they have with firmware that enforces protection"
read -r -d '' code vars key <<<"$arch_strict_firmware"
newer=$build/firmware/sid
machine_code=$newer/$code machine_vars=$newer/$vars key=$newer/$key
need_to_sign "$machine_code" "$machine_vars"
sign "$application" "$tmp/memblock.efi" || fail "cannot sign"
# shellcheck disable=SC2086 # words
compare "$tmp/memblock.efi" $arch_secure_arguments

finish
