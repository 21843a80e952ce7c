#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The text on a screen is shown in pages, in the largest mode, and moves with the
# keys of a keyboard and of a terminal, while the serial line gets all of it at
# once.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

kernel=$tmp/kernel.efi
machine_padded "$application" "$kernel"
mkfifo "$tmp/typed"
exec 6<>"$tmp/typed"
machine_input=$tmp/typed

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
shot first
[[ ! ${SCREENSHOT-} ]] || cp "$tmp/first.ppm" "$SCREENSHOT"

it "the screen is used to its last row"
if command -v python3 >/dev/null; then
	"$cases/shot.py" "$tmp/first.ppm" >"$out"
	expect '^unused at the bottom: 0'
else
	skip 'python3 not found'
fi

it "the keyboard moves forward and back"
press pgdn
shot second
! cmp -s "$tmp/first.ppm" "$tmp/second.ppm" || fail "PgDn does nothing"
press pgup
expect_shot pgup first
press down
shot row
press up
expect_shot up first
press end home
expect_shot home first
press spc b
expect_shot b first
press x
shot help
! cmp -s "$tmp/first.ppm" "$tmp/help.ppm" || fail "x says nothing"

it "so do the keys of a terminal"
printf '\e[6~' >&6
expect_shot terminal-pgdn second
printf '\e[5~' >&6
expect_shot terminal-pgup first
printf '\e[B' >&6
expect_shot terminal-down row
printf '\e[1~' >&6
expect_shot terminal-home first

it "space shows page after page to the end, and leaves"
press spc spc spc spc spc spc
expect_end

it "q leaves at once"
screen pause=on
sleep 2
press q
expect_end

# virtio-gpu has no linear framebuffer, only the firmware's Blt().
it "a display without a framebuffer has pages too, and Esc leaves"
screen pause=on '-device virtio-gpu-pci'
until_line 3 'T end'
expect_status 124
press esc
expect_end

it "an error waits for a key where the boot manager started us"
qmp_open
# shellcheck disable=SC2086 # words
machine_boot "$tmp" 512M 60 "${qmp_arguments[@]}" $arch_screen $arch_keyboard \
	-kernel "$kernel" -append nonsense
until_line 60 'unknown option'
expect_status 0
until_line 4 BdsDxe
expect_status 124
press spc
until_line 20 "$arch_passed_over"
expect_status 0
machine_end 2>/dev/null
qmp_close

finish
