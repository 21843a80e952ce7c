#!/bin/bash
# The stick's image: boots from USB and from a SATA disk, its configuration
# counts, and making it twice gives the same bytes.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

image=$tmp/stick.img

it "the same bytes each time"
"$ovmf/usb.sh" "$application" BOOTX64.EFI "$image" >"$out" 2>&1
sleep 2.1
"$ovmf/usb.sh" "$application" BOOTX64.EFI "$tmp/again.img" >"$out" 2>&1
cmp -s "$image" "$tmp/again.img" || fail "the two images differ"

# boots NAME DEVICE...
boots()
{
	it "boots from $1, and waits at the end"
	boot 512M 120 'doubtful' "${@:2}" \
		-drive "if=none,id=stick,format=raw,file=$image"
	expect_status 0
	expect 'starting Boot.*"UEFI'
	expect '^memory: what the kernel may manage'
}

boots USB -device qemu-xhci -device usb-storage,drive=stick
boots SATA -device ahci,id=sata -device ide-hd,drive=stick,bus=sata.0

it "memblock.cfg's samples are words that it knows"
mcopy -n -i "$image@@1M" ::/EFI/BOOT/memblock.cfg "$tmp/cfg"
sed -n 's/\r$//; s/^#\([a-z].*\)/\1/p' "$tmp/cfg" |
	grep -vE '^(exit|profile)=' >"$tmp/words"
mkdir "$tmp/dir"
sed 's/  .*//' "$tmp/words" >"$tmp/dir/memblock.cfg"
app -d "$tmp/dir"
expect_status 0
[[ -s $tmp/dir/memmap.txt && -s $tmp/dir/memmap.raw ]] || fail "nothing saved"

finish
