#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The text on a screen stops after each full page and continues with a key, while
# the serial line gets all of it at once.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

kernel=$tmp/kernel.efi
machine_padded "$application" "$kernel"

# until_line SECONDS PATTERN: reads up to a line that matches; 124 on time-out.
until_line()
{
	machine_deadline=$((${EPOCHREALTIME/[.,]/} + $1 * 1000000))
	while machine_line; status=$?; ((status == 0)); do
		printf '%s\n' "$line" >>"$out"
		[[ ! $line =~ $2 ]] || break
	done
}

press()
{
	qmp send-key "\"keys\":[{\"type\":\"qcode\",\"data\":\"$1\"}]"
	sleep 0.3
}

# screen OPTIONS [DEVICE]: boots a machine with a display, up to the last line of
# the serial output.
screen()
{
	qmp_open
	# shellcheck disable=SC2086 # words
	machine_boot "$tmp" 512M 60 "${qmp_arguments[@]}" \
		${2:-$arch_screen} $arch_keyboard \
		-kernel "$kernel" -append "frame=T $1"
	until_line 60 'Findings: '
	expect_status 0
}

expect_end()
{
	until_line 20 'T end 0x0000000000000000'
	expect_status 0
	machine_end 2>/dev/null
	qmp_close
}

it "a full page waits for a key"
screen pause=on
until_line 3 'T end'
expect_status 124

[[ ! ${SCREENSHOT-} ]] || {
	qmp screendump "\"filename\":\"$SCREENSHOT\",\"format\":\"png\""
	sleep 1
}

it "space shows page after page to the end"
for _ in 1 2 3 4 5 6; do
	press spc
done
expect_end

it "q leaves at once"
screen pause=on
sleep 2
press q
expect_end

# virtio-gpu has no linear framebuffer, only the firmware's Blt().
it "a display without a framebuffer has pages too"
screen pause=on '-device virtio-gpu-pci'
until_line 3 'T end'
expect_status 124
press q
expect_end

it "pause=off does not wait"
screen pause=off
expect_end

finish
