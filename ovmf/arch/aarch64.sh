# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash disable=SC2034
# QEMU's virt machine and its UEFI firmware for aarch64 (AAVMF, as Debian names
# OVMF there), as data. machine.sh reads it.

arch_qemu=qemu-system-aarch64
arch_qemu_package=qemu-system-arm
arch_firmware_package=qemu-efi-aarch64
arch_machine=virt
arch_boot_name=BOOTAA64.EFI

# A display with a framebuffer, and a keyboard.
arch_screen='-device ramfb'
arch_keyboard='-device qemu-xhci -device usb-kbd'

# A TPM, whose backend is named tpm0.
arch_tpm=tpm-tis-device

# Debian's U-Boot as its firmware; the disk's file name follows.
arch_uboot=${UBOOT:-/usr/lib/u-boot/qemu_arm64/u-boot.bin}
arch_uboot_machine=virt
arch_uboot_disk='-device virtio-blk-pci,drive=disk
	-drive if=none,id=disk,format=raw,file='

# A SATA disk, whose drive is named stick: AAVMF has no driver.
arch_sata=

# Where RAM begins, how much memory is below it, and how many bytes of RAM
# never appear in the map. Below RAM is the flash with the firmware's variables:
# it is cacheable, and so memory by arm64's rules. Machine types to test.
arch_ram=0x40000000
arch_ram_below=$((64 << 20))
arch_ram_lost=0
arch_sizes='128M 512M 4G 1T 16T'

# With less RAM the firmware does not start.
arch_least_ram=$((128 << 20))

# ram_end BYTES: the address after that many bytes of RAM.
arch_ram_end()
{
	echo $((arch_ram + $1))
}

# How a kernel exits QEMU: the device it needs, QEMU's exit status for the
# kernel's status 0, and the step from one status to the next. "gdb", because
# "native" lets the kernel open files of the host.
arch_exit_arguments=(-semihosting-config 'enable=on,target=gdb')
arch_exit_good=16
arch_exit_step=1

# Debian's name for the architecture, its kernel, the options that it needs, and
# which dump of its sets is the first one with nodes (linux/memory.awk).
# earlycon has the address of virt's serial port: without it, the console waits
# for ACPI and the log loses its beginning. rodata=on: rodata=full maps memory
# by pages of 4 KiB, and the log lists thousands of tables. No nokaslr: with it,
# the stub moves the kernel to a 2 MiB boundary, which does not fit into 128M;
# without it, and without random numbers, the kernel is not moved.
arch_debian=arm64
arch_linux_package=linux-image-cloud-arm64
arch_linux_package_16K=linux-image-6.12-arm64-16k
arch_linux_console=console=ttyAMA0
arch_linux_words='earlycon=pl011,0x9000000 rodata=on panic=-1'
# The function of Linux that reserves what reserve_mem= took.
arch_linux_reserver=reserve_regions
arch_linux_nodes_dump=1
# The machines of linux-check that make test uses.
arch_linux_machines=(512M '4G mem=1G' '16G/4 -- fault=srat')

# Code and variables; the first that exists is used: Debian and Ubuntu, Arch,
# Fedora, openSUSE, QEMU's own. virt supports one flash size, so both firmware
# names mean the same.
arch_firmware_4M='
/usr/share/AAVMF/AAVMF_CODE.fd /usr/share/AAVMF/AAVMF_VARS.fd
/usr/share/edk2/aarch64/QEMU_CODE.fd /usr/share/edk2/aarch64/QEMU_VARS.fd
/usr/share/edk2/aarch64/QEMU_EFI-pflash.raw /usr/share/edk2/aarch64/vars-template-pflash.raw
/usr/share/qemu/aavmf-aarch64-code.bin /usr/share/qemu/aavmf-aarch64-vars.bin
/usr/share/qemu/edk2-aarch64-code.fd /usr/share/qemu/edk2-arm-vars.fd
/opt/homebrew/share/qemu/edk2-aarch64-code.fd /opt/homebrew/share/qemu/edk2-arm-vars.fd
'
arch_firmware_2M=$arch_firmware_4M

# Firmware with Secure Boot on: code, variables, and the key whose signatures it
# accepts, without .pem and .key; only Debian ships a test key.
arch_secure_firmware='/usr/share/AAVMF/AAVMF_CODE.fd
	/usr/share/AAVMF/AAVMF_VARS.snakeoil.fd
	/usr/share/qemu-efi-aarch64/PkKek-1-snakeoil'
arch_secure_arguments=
# The same of a newer suite, in its own folder, with strict NX.
arch_strict_firmware='usr/share/AAVMF/AAVMF_CODE.secboot.strictnx.fd
	usr/share/AAVMF/AAVMF_VARS.snakeoil.fd
	usr/share/qemu-efi-aarch64/PkKek-1-snakeoil'

# What the firmware prints when a program crashed, and when it continued with
# its own boot entries because it could not start the program from QEMU.
# Debian 12's AAVMF crashes in its Shell after any -kernel, even one that is not
# a program: a message after the program has returned is not the program's.
arch_crash='(Synchronous|IRQ|FIQ|SError) Exception at 0x'
arch_passed_over='BdsDxe: (loading|failed to load) Boot'

# The CPU for a number of bytes of memory: a Cortex-A57 has 44-bit addresses,
# and virt puts RAM at 1 GiB. "max" has 52 bits and is equally fast.
arch_tcg_cpu()
{
	echo max
}
