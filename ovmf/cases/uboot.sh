#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Debian's U-Boot instead of OVMF. It has descriptors of 40 bytes, no SerialIo,
# no SSE on x86, and passes its bootargs as LoadOptions.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

[[ -r $arch_uboot ]] || {
	it 'runs on U-Boot'
	skip "$arch_uboot not found: apt-get install u-boot-qemu"
	finish
}
"$ovmf/usb.sh" "$tmp/disk.img" "$arch" >"$tmp/log" 2>&1

# On x86, U-Boot runs code in 16-bit mode, which nested KVM may not emulate: QEMU
# then stops with "KVM internal error".
ACCEL=tcg

# Replaces the exit=wait of memblock.cfg: no key will be pressed.
: >"$tmp/empty"
image_put "$tmp/disk.img@@1M" "$tmp/empty" /EFI/BOOT/memblock.cfg

# A key ends U-Boot's countdown; input that arrives too early is lost.
type_words()
{
	sleep 0.5
	printf ' ' >&6
	sleep 1
	printf '\nsetenv bootargs %s\nrun bootcmd\n' "$1" >&6
}

# u_boot COMMAND: types it at U-Boot's prompt; the output goes to $out.
u_boot()
{
	machine_code='' machine_input=$tmp/keys
	rm -f "$machine_input"
	mkfifo "$machine_input"
	exec 6<>"$machine_input"
	# shellcheck disable=SC2086 # words
	machine_boot "$tmp" 512M 300 -machine "$arch_uboot_machine" \
		"${arch_exit_arguments[@]}" -bios "$arch_uboot" -nic none $arch_uboot_disk$tmp/disk.img
	while machine_line; status=$?; ((status == 0)); do
		printf '%s\n' "$line"
		[[ $line = Net:* ]] && type_words "$1" &
		[[ ! $line =~ T\ end ]] || break
	done >"$tmp/raw"
	machine_end 2>/dev/null
	exec 6>&-
	# U-Boot converts each LF to CR LF, also one that follows a CR.
	sed 's/\x1b\[[0-9;=]*[A-Za-z]//g; s/\r//g' "$tmp/raw" >"$out"
	cp "$tmp/qemu.err" "$err"
}

it "boots, reads descriptors of 40 bytes"
u_boot 'frame=T'
expect 'T end 0x0000000000000000'
expect '^Map .* descriptors of 40 bytes'
expect '^Firmware +Das U-Boot'
expect "^Firmware .* $arch\$"
expect "^  $(hex "$arch_ram")-$(ram_last 512M) +512 MiB"

it "mem= is of the architecture's kind"
u_boot 'frame=T mem=128M format=linux'
expect 'T end 0x0000000000000000'
# U-Boot's map has no memory below RAM.
expect " memory\[.*-$(hex $((arch_ram + (128 << 20) - 1)))\], .* flags: 0x0"

it "without bootargs, only memblock.cfg's options apply"
echo 'frame=T mem=128M' >"$tmp/words"
image_put "$tmp/disk.img@@1M" "$tmp/words" /EFI/BOOT/memblock.cfg
u_boot ''
expect 'T end 0x0000000000000000'
expect '^Edit .*mem=128M, from .*memblock.cfg'
image_put "$tmp/disk.img@@1M" "$tmp/empty" /EFI/BOOT/memblock.cfg

# On aarch64 nothing tells the kernel where the serial port is: there is no SPCR.
it "loads a kernel, which ends the machine"
image_put "$tmp/disk.img@@1M" "$build/$arch/kernels/main.elf" /main.elf
u_boot 'frame=T kernel=\main.elf'
expect '^Loading .*main.elf '
((machine_status == arch_exit_good)) || fail "QEMU's status: $machine_status"

it "reports an unknown option"
u_boot 'frame=T root=/dev/sdb3'
expect 'T end 0x8000000000000002'
expect 'root=/dev/sdb3'

finish
