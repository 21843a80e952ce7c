#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The image for a USB stick, for all architectures that are built. It boots from
# USB and from another disk, its configuration is used, and building it twice
# gives the same bytes.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

image=$tmp/stick.img
arches=(x86_64 aarch64)

it "two builds give the same bytes"
"$ovmf/usb.sh" "$image" "${arches[@]}" >"$out" 2>"$err"
status=$?
expect_status 0
sleep 2.1
"$ovmf/usb.sh" "$tmp/again.img" "${arches[@]}" >"$out" 2>&1
cmp -s "$image" "$tmp/again.img" || fail "the two images differ"

it "holds memblock.efi under the name that each architecture boots"
mcopy -n -i "$image@@1M" ::/README.TXT "$tmp/readme"
for other in "${arches[@]}"; do
	[[ -r $build/$other/memblock.efi ]] || continue
	name=$(machine_load "$other" && echo "$arch_boot_name")
	expect "$name for $other" "$tmp/readme"
	mcopy -n -i "$image@@1M" "::/EFI/BOOT/$name" "$tmp/$name" 2>>"$err"
	cmp -s "$tmp/$name" "$build/$other/memblock.efi" ||
		fail "$name is not memblock.efi"
done

# boots NAME DEVICE...
boots()
{
	it "boots from $1, and waits at the end"
	boot 512M 120 'Findings: ' "${@:2}" \
		-drive "if=none,id=stick,format=raw,file=$image"
	expect_status 0
	expect '(starting|loading) Boot.*"UEFI'
	expect "^Firmware .* $arch\$"
	expect '^memory: RAM that the kernel may manage'
}

boots USB -device qemu-xhci -device usb-storage,drive=stick
# shellcheck disable=SC2086 # words
boots "$arch_disk_name" $arch_disk

it "an architecture that is not built is left out; no architecture is an error"
mkdir -p "$tmp/built/$arch"
cp "$application" "$tmp/built/$arch/"
BUILD=$tmp/built "$ovmf/usb.sh" "$tmp/one.img" "${arches[@]}" >"$out" 2>"$err"
status=$?
expect_status 0
[[ $(mdir -b -i "$tmp/one.img@@1M" ::/EFI/BOOT | wc -l) = 2 ]] ||
	fail "more files than $arch_boot_name and memblock.cfg"
rm "$tmp/built/$arch/memblock.efi"
BUILD=$tmp/built "$ovmf/usb.sh" "$tmp/none.img" "${arches[@]}" >"$out" 2>"$err"
status=$?
expect_status 1
expect 'memblock.efi not found; run make' "$err"
[[ ! -e $tmp/none.img ]] || fail "an image without memblock.efi was made"

it "a path that is not a file, or has no folder, is reported"
for place in "$tmp" /dev/null "$tmp/none/stick.img"; do
	"$ovmf/usb.sh" "$place" "${arches[@]}" >"$out" 2>"$err" &&
		fail "$place was written"
	expect "^usb.sh: $place .*name" "$err"
done
[[ ! -e $tmp/disk.img ]] || fail "an image was made in a folder"

# tests/test_stick.c uncomments one after another.
it "all samples in memblock.cfg work when their # is removed"
mkdir "$tmp/dir"
mcopy -n -i "$image@@1M" ::/EFI/BOOT/memblock.cfg "$tmp/cfg"
# memmap= is for x86 only, and the runner gives its own exit= and pause=.
sed 's/^#\([a-z]\)/\1/; /^exit=/d; /^profile=/s/arm64/x86/' "$tmp/cfg" \
	>"$tmp/dir/memblock.cfg"
app -d "$tmp/dir"
expect_status 0
expect '^MEMBLOCK configuration'
[[ -s $tmp/dir/memmap.txt && -s $tmp/dir/memmap.raw ]] || fail "nothing saved"

finish
