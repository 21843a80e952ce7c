#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: screen.sh [-h]
#: Counts what the explorer takes to draw: instructions, those of the firmware
#: included, and bytes on a serial line, for the first screen and after keys; on a
#: serial terminal and on a screen. Prints a table, and the instructions of the
#: UEFI Shell's memmap on the same screen. docs/explorer.md says how.
#: `make bench-screen` builds what it needs. Environment: OVMF=2M or 4M, BUILD.
set -u
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/machine.sh
. "$here/../machine.sh"
# shellcheck source=ovmf/image.sh
. "$here/../image.sh"
# shellcheck source=ovmf/bench/volume.sh
. "$here/volume.sh"

# Keys, and what they show; the last two only where there are graphics.
keys=('2 a list' 'j a row down' '\x20 a page down' '1 the overview'
	'j a range of the bar' 'v the picture' 'j a range in the picture')

# shellcheck disable=SC2317 # called by the trap
clean_up()
{
	machine_end
	machine_end_jobs
	[[ ! $tmp ]] || rm -rf "$tmp"
}

wrong()
{
	echo "screen.sh: $1" >&2
	cat "$tmp/qemu.err" >&2
	exit 1
}

# start ARGUMENT...: a machine whose clock follows its instructions; what its
# serial line prints goes to $tmp/serial.
start()
{
	: >"$tmp/count"
	ACCEL=tcg machine_boot "$tmp" 2G 900 -icount shift=5,sleep=off \
		-rtc base=2024-01-01T00:00:00,clock=vm \
		-plugin "$bench/count.so,out=$tmp/count$plugin" "$@" || exit 2
	cat <&3 >"$tmp/serial" &
}

# await COMMAND...: until it succeeds.
await()
{
	local tries=3000

	until "$@"; do
		((tries--)) || wrong "$name: no end of: $*"
		kill -0 "$machine_pid" 2>/dev/null || wrong "$name: it ended"
		sleep 0.2
	done
}

# bytes: that the serial line has printed.
bytes()
{
	stat -c %s "$tmp/serial"
}

# redrawn NUMBER: whether the explorer waits for a key after so many redraws.
redrawn()
{
	[[ $(grep -c panes_draw "$tmp/count") = "$1" ]] &&
		[[ $(tail -n 1 "$tmp/count") = *console_read ]]
}

# instructions NUMBER: of a redraw, from its beginning to the wait for a key.
instructions()
{
	awk -v wanted="$1" '
	$2 == "panes_draw" { from = $1; n++ }
	$2 == "console_read" && n == wanted { print $1 - from; exit }
	' "$tmp/count"
}

# first: instructions from the entry to the first screen.
first()
{
	awk '
	$2 == "efi_main" { from = $1 }
	$2 == "panes_draw" { drawn = 1 }
	$2 == "console_read" && drawn { print $1 - from; exit }
	' "$tmp/count"
}

# find_marks ARGUMENT...: where the functions are, found by a boot that prints the base.
find_marks()
{
	local base offset function

	plugin=
	start "${medium[@]}" "$@"
	await grep -q 'bench-boot start' "$tmp/serial"
	machine_end
	base=$(sed -n 's/\r$//; s/^bench-boot start 0*//p' "$tmp/serial")
	for function in efi_main panes_draw console_read; do
		offset=$(nm "$build/memblock.so" | awk -v name=$function \
			'{ sub(/\..*/, "", $3) } $3 == name { print $1 }')
		printf '%x %s\n' $((0x$base + 0x$offset)) $function
	done >"$tmp/marks"
	plugin=,marks=$tmp/marks
}

row()
{
	printf '%-28s %14s %8s\n' "$@"
}

# explore NAME OPTIONS KEYS QEMU_ARGUMENT...: a table of the first so many keys.
explore()
{
	local before i
	name=$1 words=$2

	place_volume
	find_marks "${@:4}"
	start "${medium[@]}" "${@:4}"
	await redrawn 1
	row "$name" instructions bytes
	row '  from entry to first screen' "$(first)" ''
	row '  first screen' "$(instructions 1)" "$(bytes)"
	for ((i = 0; i < $3; i++)); do
		sleep 1
		before=$(bytes)
		printf '%b' "${keys[i]%% *}" >&6
		await redrawn $((i + 2))
		sleep 1
		row "  ${keys[i]#* }" "$(instructions $((i + 2)))" \
			$(($(bytes) - before))
	done
	machine_end
}

# The Shell runs a script: a marker between commands.
shell()
{
	local files=$tmp/shell

	name='the Shell' plugin=
	mkdir "$files" && cp "$bench/mark.efi" "$files/" &&
		printf '%s\r\n' '@echo -off' 'fs0:' mark.efi mark.efi memmap \
			mark.efi >"$files/startup.nsh" &&
		image_new "$tmp/shell.img" 8 &&
		image_put_tree "$tmp/shell.img" "$files" || exit 125
	start -drive "if=none,id=disk,format=raw,file=$tmp/shell.img" \
		-device virtio-blk-pci,drive=disk -device VGA
	await eval '(($(wc -l <"$tmp/count") >= 3))'
	awk '{ at[NR] = $1 } END { print at[3] - at[2] - (at[2] - at[1]) }' \
		"$tmp/count"
	machine_end
}

case ${1-} in
-h) sed -n 's/^#: \?//p' "$0" && exit ;;
?*) echo "screen.sh: unknown argument $1; screen.sh -h tells more" >&2
	exit 2 ;;
esac
tmp=
machine_at_end clean_up
machine_load x86_64 && machine_need && machine_program mcopy mtools || exit
build=${BUILD:-$here/../../build}/$arch
bench=$build/bench
tmp=$(mktemp -d) || exit 125
machine_padded "$bench/launch.efi" "$tmp/launch.efi" || exit 125
mkfifo "$tmp/typed"
exec 6<>"$tmp/typed"
machine_input=$tmp/typed
mkdir "$tmp/files" && cp "$build/memblock.efi" "$tmp/files/loader.efi" &&
	image_new "$tmp/volume.img" 8 0 -c 8 &&
	image_put_tree "$tmp/volume.img" "$tmp/files" &&
	drop_table "$tmp/volume.img" || exit 125
explore 'terminal of 80 by 24' 'view=explorer' 5
explore 'screen of 1280 by 800' '' 7 -device VGA
row "the Shell's memmap" "$(shell)" ''
