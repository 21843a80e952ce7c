# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash disable=SC2034
# QEMU's virt machine and its UEFI firmware for aarch64 (AAVMF, as Debian names
# OVMF there), as data. machine.sh reads it.

arch_qemu=qemu-system-aarch64
arch_qemu_package=qemu-system-arm
arch_firmware_package=qemu-efi-aarch64
arch_machine=virt
arch_boot_name=BOOTAA64.EFI

# A screen that has a framebuffer, and a keyboard.
arch_screen='-device ramfb'
arch_keyboard='-device qemu-xhci -device usb-kbd'

# Debian's U-Boot as its firmware; the disk's file name follows.
arch_uboot=/usr/lib/u-boot/qemu_arm64/u-boot.bin
arch_uboot_machine=virt
arch_uboot_disk='-device virtio-blk-pci,drive=disk
	-drive if=none,id=disk,format=raw,file='

# A disk besides virtio's and USB's that the firmware boots from; its drive is
# called stick. AAVMF has no driver for SATA.
arch_disk_name=NVMe
arch_disk='-device nvme,serial=1,drive=stick'

# Where RAM begins, how much memory lies below it, and how many bytes of RAM
# show nowhere. Below is the flash that holds the firmware's variables: it is
# cacheable, and so memory by arm64's rules. What machines are tried.
arch_ram=0x40000000
arch_ram_below=$((64 << 20))
arch_ram_lost=0
arch_sizes='128M 512M 4G 1T 16T'

# With less RAM the firmware does not start.
arch_least_ram=$((128 << 20))

# The address behind so many bytes of RAM.
arch_ram_end()
{
	echo $((arch_ram + $1))
}

# How a kernel ends QEMU: what has to be there, and QEMU's status for the
# kernel's status 0 and from one to the next. "gdb", because "native" lets the
# kernel open files of the host.
arch_exit_arguments=(-semihosting-config 'enable=on,target=gdb')
arch_exit_good=16
arch_exit_step=1

# Debian's name for it, its kernel, the words that it needs, and which dump of
# its sets is the first one with nodes (linux/memory.awk).
# earlycon has the address of virt's serial port: without one it waits for
# ACPI, and the log has lost its beginning by then. rodata=on: full maps
# memory by pages of 4 KiB, and the log tells of thousands of tables. No
# nokaslr: its stub then moves the kernel to a boundary of 2 MiB, for which
# 128M have no room; without it, and without random numbers, the kernel stays
# where it is.
arch_debian=arm64
arch_linux_package=linux-image-cloud-arm64
arch_linux_package_16K=linux-image-6.12-arm64-16k
arch_linux_words='earlycon=pl011,0x9000000 rodata=on'
arch_linux_nodes_dump=1
# Some of linux-check's machines, for make test.
arch_linux_machines=(512M '4G mem=1G' '16G/4 -- fault=srat')

# Code and variables, first found first taken: Debian and Ubuntu, Arch, Fedora,
# openSUSE, QEMU's own. virt has room for one size of flash, so both names of
# firmware mean the same.
arch_firmware_4M='
/usr/share/AAVMF/AAVMF_CODE.fd /usr/share/AAVMF/AAVMF_VARS.fd
/usr/share/edk2/aarch64/QEMU_CODE.fd /usr/share/edk2/aarch64/QEMU_VARS.fd
/usr/share/edk2/aarch64/QEMU_EFI-pflash.raw /usr/share/edk2/aarch64/vars-template-pflash.raw
/usr/share/qemu/aavmf-aarch64-code.bin /usr/share/qemu/aavmf-aarch64-vars.bin
/usr/share/qemu/edk2-aarch64-code.fd /usr/share/qemu/edk2-arm-vars.fd
/opt/homebrew/share/qemu/edk2-aarch64-code.fd /opt/homebrew/share/qemu/edk2-arm-vars.fd
'
arch_firmware_2M=$arch_firmware_4M

# Firmware with Secure Boot on: code, variables, and the key whose signature
# it takes, without .pem and .key; Debian's alone has one for tests.
arch_secure_firmware='/usr/share/AAVMF/AAVMF_CODE.fd
	/usr/share/AAVMF/AAVMF_VARS.snakeoil.fd
	/usr/share/qemu-efi-aarch64/PkKek-1-snakeoil'
arch_secure_arguments=

# What the firmware says when a program died, and when it went on to its own
# boot entries because it could not start the program that QEMU gave it.
# Debian 12's AAVMF dies in its Shell behind any -kernel, even one that is no
# program at all: what it says after a program has returned is no crash of it.
arch_crash='(Synchronous|IRQ|FIQ|SError) Exception at 0x'
arch_passed_over='BdsDxe: (loading|failed to load) Boot'

# The processor for so many bytes of memory: a Cortex-A57 has addresses of 44
# bits, and virt puts RAM at 1 GiB. "max" has 52 and takes no longer.
arch_tcg_cpu()
{
	echo max
}
