#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The image for a USB stick, for all architectures that are built. It boots from
# USB, NVMe and SATA, its configuration is used, and building it twice
# gives the same bytes.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

# shellcheck source=ovmf/cases/sign.sh
. "$cases/sign.sh"

image=$tmp/stick.img
arches=(x86_64 aarch64)

it "two builds give the same bytes"
"$ovmf/usb.sh" -i "$tmp/plain.iso" "$image" "${arches[@]}" >"$out" 2>"$err"
status=$?
expect_status 0
sleep 2.1
"$ovmf/usb.sh" -i "$tmp/again.iso" "$tmp/again.img" "${arches[@]}" >"$out" 2>&1
cmp -s "$image" "$tmp/again.img" || fail "the two images differ"
cmp -s "$tmp/plain.iso" "$tmp/again.iso" || fail "the two ISO images differ"

it "holds memblock.efi under the name that each architecture boots"
mcopy -n -i "$image@@1M" ::/README.TXT "$tmp/readme"
expect '^2. Read. The arrow keys' "$tmp/readme"
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

# shellcheck disable=SC2054 # commas are QEMU's
stick=(-device qemu-xhci -device usb-storage,id=stick,drive=stick)
boots USB "${stick[@]}"
boots NVMe -device nvme,serial=1,drive=stick
# shellcheck disable=SC2086 # words
[[ ! $arch_sata ]] || boots SATA $arch_sata

it "kernels are put on it, as entries of memblock.cfg"
echo module >"$tmp/a module"
{ head -c 514 /dev/zero && printf HdrS; } >"$tmp/vmlinuz"
"$ovmf/usb.sh" -k "$build/$arch/kernels/main.elf" -f "$tmp/a module" \
	-l "$tmp/vmlinuz" -r "$tmp/old" "$tmp/kernels.img" "$arch" >"$out" 2>"$err"
status=$?
expect_status 1
expect 'old cannot be read' "$err"
"$ovmf/usb.sh" -k "$build/$arch/kernels/main.elf" -f "$tmp/a module" \
	-l "$tmp/vmlinuz" -r "$tmp/readme" "$tmp/kernels.img" "$arch" \
	>"$out" 2>"$err"
status=$?
expect_status 0
mtype -i "$tmp/kernels.img@@1M" ::/EFI/BOOT/memblock.cfg | tail -n 8 |
	tr -d '\r' >"$tmp/lines"
printf '%s\n' 'default="main.elf"' timeout=10 '[main.elf]' 'kernel=\main.elf' \
	'module=\"a module"' '[vmlinuz]' 'kernel=\vmlinuz' 'initrd=\readme' \
	>"$tmp/expected"
expect_same "$tmp/expected" "$tmp/lines"
"$ovmf/usb.sh" -k "$tmp/vmlinuz" -l "$tmp/vmlinuz" "$tmp/same.img" "$arch" \
	>"$out" 2>"$err"
status=$?
expect_status 2
expect 'the names are the same; rename one' "$err"

it "the default entry on it is booted when no key is pressed"
boot 512M 120 'no such line' -drive "if=none,id=stick,format=raw,file=$tmp/kernels.img" \
	"${stick[@]}" "${arch_exit_arguments[@]}"
expect 'Loading .main\.elf'
((status != 124)) || fail "the kernel did not end the machine"
# GUIDs as the bytes of the disk have them.
guid() { od -An -v -tx1 -j "$1" -N16 "$tmp/kernels.img" | tr -d ' \n'; }
expect "^kernel: files are from partition 1 $(guid 1040) of disk $(guid 568)\$"

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
it "a file that is not a kernel is not put on it"
printf '\050\265\057\375' >"$tmp/packed"
gzip -c "$tmp/a module" >"$tmp/module.gz"
for name in packed module.gz 'a module'; do
	"$ovmf/usb.sh" -k "$tmp/$name" "$tmp/none.img" "$arch" >"$out" 2>"$err"
	status=$?
	expect_status 1
	[[ ! -e $tmp/none.img ]] || fail 'an image is there'
	mv "$err" "$tmp/$name.err"
done
expect 'packed is not a kernel: it is compressed with zstd; unpack' \
	"$tmp/packed.err"
expect 'module.gz is not a kernel: it begins with the bytes 6d6f6475;' \
	"$tmp/module.gz.err"
expect 'a module is not a kernel: it begins with' "$tmp/a module.err"

it "all samples in memblock.cfg work when their # is removed"
mkdir "$tmp/dir"
mcopy -n -i "$image@@1M" ::/EFI/BOOT/memblock.cfg "$tmp/cfg"
# memmap= is for x86 only, and the runner gives its own exit= and pause=.
sed 's/^#\([a-z]\)/\1/; /^exit=/d; /^profile=/s/arm64/x86/; /^default=/,$d' "$tmp/cfg" \
	>"$tmp/dir/memblock.cfg"
app -d "$tmp/dir"
expect_status 0
expect '^MEMBLOCK configuration'
[[ -s $tmp/dir/memmap.txt && -s $tmp/dir/memmap.raw ]] || fail "nothing saved"

it "the ISO boots as a stick"
boot 512M 120 'Findings: ' "${stick[@]}" \
	-drive "if=none,id=stick,format=raw,file=$tmp/plain.iso"
expect '^memory: RAM that the kernel may manage'

# pull: removes the stick a second after its first block was written.
pull()
{
	for _ in {1..1000}; do
		cmp -s "$tmp/pulled.img" "$image" || break
		sleep 0.1
	done
	sleep 1
	qmp device_del '"id":"stick"'
}

# The firmware's driver tries again for a minute.
it "a stick that is pulled while it is written to is one sentence"
cp "$image" "$tmp/pulled.img"
echo 'frame=T save-all view=report' >"$tmp/cfg"
mcopy -o -i "$tmp/pulled.img@@1M" "$tmp/cfg" ::/EFI/BOOT/memblock.cfg
cp "$tmp/pulled.img" "$image"
qmp_open
machine_boot "$tmp" 512M 300 "${qmp_arguments[@]}" "${stick[@]}" -drive \
	"if=none,id=stick,format=raw,file=$tmp/pulled.img,throttling.bps-write=16384"
pull &
puller=$!
until_line 300 'T end'
machine_end 2>/dev/null
wait "$puller"
qmp_close
expect 'DEVICE_DELETED' "$tmp/events"
sed 's/\r$//' "$out" >"$tmp/lines"
expect '^Cannot save \\.*; .*\.$' "$tmp/lines"
[[ $(grep -c '^Cannot' "$tmp/lines") = 1 ]] || fail "more than one sentence"
expect 'T end 0x8'

# Last, because it changes the firmware and may skip.
it "the signed ISO boots as a CD with Secure Boot on"
read -r -d '' machine_code machine_vars key <<<"$arch_secure_firmware"
need_to_sign "$machine_code" "$machine_vars"
SIGN_KEY=$tmp/key SIGN_CERT=$key.pem "$ovmf/usb.sh" -i "$tmp/signed.iso" \
	"$tmp/signed.img" "$arch" >"$out" 2>"$err"
status=$?
expect_status 0
# shellcheck disable=SC2086 # words
boot 512M 120 'Findings: ' $arch_secure_arguments -device virtio-scsi-pci \
	-device scsi-cd,drive=cd \
	-drive "if=none,id=cd,format=raw,media=cdrom,readonly=on,file=$tmp/signed.iso"
expect '^memory: RAM that the kernel may manage'

it "so does the signed image as a stick"
# shellcheck disable=SC2086 # words
boot 512M 120 'Findings: ' $arch_secure_arguments "${stick[@]}" \
	-drive "if=none,id=stick,format=raw,file=$tmp/signed.img"
expect '^memory: RAM that the kernel may manage'

finish
