#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# exit=: what the machine does at the end. QEMU reports on its control channel
# (QMP) how the machine was ended.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

kernel=$tmp/kernel.efi
machine_padded "$application" "$kernel"

# ends OPTION REASON: the application prints, then the guest ends the machine.
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

it "exit=return: the firmware continues"
boot 512M 60 'BdsDxe: .*Boot0' -kernel "$kernel" -append "frame=T exit=return"
expect_status 0
expect 'T end 0x0000000000000000'

finish
