#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# exit=: what the machine does afterwards. QEMU tells over its control
# channel (QMP) who ended the machine, and how.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

kernel=$tmp/kernel.efi
machine_padded "$application" "$kernel"

# ends WORD REASON: the application writes, then the guest ends the machine.
ends()
{
	it "$1: $2"
	qmp_open
	boot 512M 60 'no such line' "${qmp_arguments[@]}" \
		-kernel "$kernel" -append "frame=T $1"
	qmp_close
	expect_status 1
	expect 'T end 0x0000000000000000'
	expect "\"guest\": true, \"reason\": \"$2\"" "$tmp/events"
}

ends exit=poweroff guest-shutdown
ends exit=reset guest-reset

it "exit=return: the firmware goes on"
boot 512M 60 'BdsDxe: .*Boot0' -kernel "$kernel" -append "frame=T exit=return"
expect_status 0
expect 'T end 0x0000000000000000'

finish
