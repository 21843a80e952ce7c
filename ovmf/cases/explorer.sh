#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The explorer on serial terminals and on screens: whole screens, the keys of a
# terminal and of a keyboard, and random keys, after which each screen is equal to
# one that is drawn anew.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

it "a terminal shows the overview"
/usr/bin/python3 -c 'import pyte' 2>/dev/null || {
	skip 'python3-pyte not found' && finish
}
kernel=$tmp/kernel.efi
machine_padded "$application" "$kernel"
mkfifo "$tmp/typed"
exec 6<>"$tmp/typed"
machine_input=$tmp/typed
export ACCEL=tcg

# start OPTIONS [ARGUMENT...]: a machine that runs until stop.
start()
{
	rm -f "$tmp/qmp"
	machine_boot "$tmp" 512M $((600 + ${RANDOM_SECONDS:-20} * 3)) -qmp "unix:$tmp/qmp,server=on,wait=off" \
		-kernel "$kernel" -append "$1" "${@:2}"
}

stop()
{
	machine_end 2>/dev/null
}

# explore COLUMNS ROWS: the commands of explorer.py on the standard input. What
# it prints is in $out.
explore()
{
	"$cases/explorer.py" /dev/fd/3 "$tmp/typed" "$tmp/qmp" "$1" "$2" \
		>>"$out" 2>>"$err"
	! grep -q '^wrong: ' "$out" || fail "$(grep -m 1 '^wrong: ' "$out")"
	[[ ! -s $err ]] || fail "explorer.py failed"
}

# Numbers and ranges differ between versions of the firmware.
size='[0-9.]+ ([KMGT]iB|bytes)'
range='[0-9a-f]{12} [0-9a-f]{12}'
# Linux for arm64 reserves none of the firmware's rows below the cap.
reservations='expect No rows\.'
[[ $arch != x86_64 ]] || reservations='expect boot services +SetVirtualAddressMap
expect memblock.efi image +memblock.efi returns'
start mem=256M
explore 80 25 <<END
wait help  q quit
bytes first screen
row 0  memblock.efi  1 Overview         .*  linux-[a-z0-9]*  mem=256M
row 1  Firmware  .*, UEFI [0-9.]*, $arch
row 2  Map       [0-9]+ descriptors of [0-9]+ bytes; findings: .*
row 3 ()
row 4  physmap: all RAM present  +$size +[0-9,]+ KiB
row 5  memory  +$size +[0-9,]+ KiB
row 6  reserved  +$size +[0-9,]+ KiB
row 7  free: not reserved  +$size +[0-9,]+ KiB
row 8  largest free range  +$size +[0-9,]+ KiB  at 0x[0-9a-f]+
row 9  largest of those < 4 GiB  +$size +[0-9,]+ KiB  at 0x[0-9a-f]+
row 10 ()
row 11  {12}\^0.*\^.*
row 12  map       \[[.blAN~RxM!pu]{67}\]
row 13  memory    \[[ +#]{67}\]
row 14  reserved  \[[ +#]{67}\]
row 15  physmap   \[[ +#]{67}\]
row 16  mem= +\|
row 21  Selected: 0x0{16}-0x[0-9a-f]{16}, $size, .*
row 24  1-7 Tab views  .*  / find  \? help  q quit
same
type v
row 23  No screen has a graphics output \(GOP\) for a picture\.
END

it "lists, pages and the search follow the keys of a terminal"
explore 80 25 <<END
type \x0c
bytes the whole screen
type 2
row 1     # first        last             size    type                   use
row 2 > +[0-9~]+ $range .*
row 23  Row 1 of [0-9]+; order: address; all classes
bytes a view
type \x1b[B
row 23  Row 2 of [0-9]+; order: address; all classes
bytes a highlight by one row
type \x1b[6~
row 23  Row 23 of [0-9]+; order: address; all classes
type \x1b[F
bytes a page
type k
bytes up
type \x1b[H
row 23  Row 1 of [0-9]+; order: address; all classes
same
type /ACPIReclaim\r
expect ^> .* A ACPIReclaimMemory
type \r
row 1  0x[0-9a-f]{16}: .*
expect ^   descriptor  #[0-9]+ 0x
type q4
row 1  first        last             size owner               until
$reservations
same
type 6
row 1  severity rule +where
type ?
row 1  Keys
same
type q/fec00000\r
row 1  0x00000000fec00000: .*
type q1
END

it "a mem= that is typed shows what it cuts, and is kept"
explore 80 25 <<END
type \x0c
type c
row 0  memblock.efi  What if .*
type 128M
row 2  memory  +$size +$size +-$size
row 23  Try a size, or memmap=: mem=128M_
expect ^ - 0x[0-9a-f]{16}-0x[0-9a-f]{16} +$size
type \r
row 0 .* mem=128M
type p
row 0 .* linux-(arm64|x86) .*
type pR
row 23  Reset the machine\? y: yes, any other key: no
type n
same
END
stop

it "a screen and a terminal of different sizes show the same"
# shellcheck disable=SC2086 # words
start '' $arch_screen $arch_keyboard
explore 132 43 <<END
wait help  q quit
press 2 down pgdn
row 0  memblock.efi  2 Firmware rows .*
row 42  Enter detail .*
expect ^> .*
same
press end
expect ^ Row ([0-9]+) of \1;
shot $tmp/end.png
press home ret
row 1  0x0{16}: .*
press esc
row 0  memblock.efi  2 Firmware rows .*
type v
row 41  The picture is on the screens with graphics; terminals show text\.
type v
END
[[ ! ${EXPLORER_SHOT-} ]] || cp "$tmp/end.png" "$EXPLORER_SHOT"

stop

# More than 500 descriptors. The parent starts the explorer three times: after the
# first one, the firmware has what it allocates for itself.
it "random keys for ${RANDOM_SECONDS:=20} seconds leave no wrong screen and no page"
machine_padded "$build/$arch/fault.efi" "$kernel"
image_new "$tmp/volume.img" 8
image_put "$tmp/volume.img" "$application" /memblock.efi
disk "$tmp/volume.img"
# shellcheck disable=SC2086 # words
start '-- fault=rows fault=again' "${disk_arguments[@]}" \
	$arch_screen $arch_keyboard
explore 132 43 <<END
wait help  q quit
type q
printed fault: start 2
wait help  q quit
type 2\x1b[F
row 41  Row ([4-9][0-9][0-9]) of \1; .*
same
random $RANDOM_SECONDS 1 1 2 3 4 5 6 j k g G o m h f F n N + - v p / b ? a 4 # \t \r \x7f \x1b[A \x1b[B \x1b[C \x1b[5~ \x1b[6~ \x1b[H \x1b[F \x1b[1;2A \x1bOP r
type 2qq
printed fault: start 3, pages lost: 0\D
END
expect '^random keys: [0-9]+'
[[ ! ${RANDOM_FIGURES-} ]] || cp "$out" "$RANDOM_FIGURES"
stop
machine_padded "$application" "$kernel"

# start_stick: a machine that boots from a stick.
start_stick()
{
	rm -f "$tmp/qmp"
	machine_boot "$tmp" 512M 600 -qmp "unix:$tmp/qmp,server=on,wait=off" \
		-device qemu-xhci -device usb-storage,id=pulled,drive=stick \
		-drive "if=none,id=stick,format=raw,file=$tmp/volume.img"
}

it "what is saved on a stick can be compared, and the Shell comes back"
mmd -i "$tmp/volume.img" ::/EFI ::/EFI/BOOT
image_put "$tmp/volume.img" "$application" "/EFI/BOOT/$arch_boot_name"
start_stick
explore 100 31 <<END
wait help  q quit
row 30  1-7 Tab views  .*
type s
expect Saved as .maps.*_001
END
saved=$(mdir -b -i "$tmp/volume.img" ::/maps | sed -n 's|^::/maps/\(.*raw\)$|\1|p')
explore 100 31 <<END
type q
type d\\\\maps\\\\$saved\r
expect would resume: what it compares is equal
type qc256M\rdmaps/$saved\r
expect would (refuse to )?resume
type qr!y
wait Shell>
type exit\r
wait help  q quit
row 0  memblock.efi  1 Overview .* mem=256M
same
END

it "a stick that is pulled is one sentence, and the explorer goes on"
explore 100 31 <<END
type \x0c
unplug pulled
type s
expect Cannot save: memblock.efi did not come from a volume with a file
type q2
row 0  memblock.efi  2 Firmware rows .*
same
END
stop

it "an entry is booted with the mem= that was kept"
image_put "$tmp/volume.img" "$build/$arch/kernels/main.elf" /main.elf
printf '%s\n' view=explorer '[example]' 'kernel=\main.elf' >"$tmp/cfg"
image_put "$tmp/volume.img" "$tmp/cfg" /EFI/BOOT/memblock.cfg
start_stick
explore 80 25 <<END
wait help  q quit
type c128M\rB
row 23  Boot an entry of memblock.cfg\? y: yes, any other key: no
type y
wait Digits, up and down select, Enter uses, Esc leaves\.
type 1\r
printed  memory\[.*-$(cap_last 128M)\]
END
stop

it "a line without a terminal gets the report"
start ''
explore 0 0 <<END
wait Findings:
END
stop

finish
