# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash disable=SC2034
# QEMU and OVMF for x86_64, as data. machine.sh reads it.

arch_qemu=qemu-system-x86_64
arch_qemu_package=qemu-system-x86
arch_firmware_package=ovmf
arch_machine=q35
arch_boot_name=BOOTX64.EFI

# A screen that has a framebuffer, and what a keyboard needs: it is there.
arch_screen='-device VGA'
arch_keyboard=''

# Debian's U-Boot as its firmware; the disk's file name follows.
arch_uboot=/usr/lib/u-boot/qemu-x86_64/u-boot.rom
arch_uboot_machine=pc
arch_uboot_disk='-drive if=ide,index=0,format=raw,file='

# A disk besides virtio's and USB's that the firmware boots from; its drive is
# called stick.
arch_disk_name=SATA
arch_disk='-device ahci,id=sata -device ide-hd,drive=stick,bus=sata.0'

# Where RAM begins, how much memory lies below it, and how many bytes of RAM
# show nowhere: no PC has memory at 640 KiB to 1 MiB. What machines are tried.
arch_ram=0
arch_ram_below=0
arch_ram_lost=$((384 << 10))
arch_sizes='64M 512M 5G 256G'

# With less RAM the firmware does not start.
arch_least_ram=$((32 << 20))

# The address behind so many bytes of RAM. q35 puts what does not fit below
# its PCI window, at 2 GiB from 2.75 GiB on, at 4 GiB.
arch_ram_end()
{
	echo $(($1 < (11 << 28) ? $1 : $1 + (2 << 30)))
}

# How a kernel ends QEMU: what has to be there, and QEMU's status for the
# kernel's status 0 and from one to the next.
arch_exit_arguments=(-device 'isa-debug-exit,iobase=0xf4,iosize=4')
arch_exit_good=33
arch_exit_step=2

# Debian's name for it, its kernel, the words that it needs, and which dump of
# its sets is the first one with nodes (linux/memory.awk).
arch_debian=amd64
arch_linux_package=linux-image-cloud-amd64
arch_linux_words='console=ttyS0 earlyprintk=ttyS0 nokaslr'
arch_linux_nodes_dump=2
# Some of linux-check's machines, for make test.
arch_linux_machines=('5G mem=3G')

# Code and variables, first found first taken: Debian and Ubuntu, Arch, Fedora,
# openSUSE, Gentoo, QEMU's own.
arch_firmware_4M='
/usr/share/OVMF/OVMF_CODE_4M.fd /usr/share/OVMF/OVMF_VARS_4M.fd
/usr/share/edk2/x64/OVMF_CODE.4m.fd /usr/share/edk2/x64/OVMF_VARS.4m.fd
/usr/share/qemu/ovmf-x86_64-4m-code.bin /usr/share/qemu/ovmf-x86_64-4m-vars.bin
/usr/share/edk2/OvmfX64/OVMF_CODE_4M.fd /usr/share/edk2/OvmfX64/OVMF_VARS_4M.fd
/usr/share/qemu/edk2-x86_64-code.fd /usr/share/qemu/edk2-i386-vars.fd
/opt/homebrew/share/qemu/edk2-x86_64-code.fd /opt/homebrew/share/qemu/edk2-i386-vars.fd
'
arch_firmware_2M='
/usr/share/OVMF/OVMF_CODE.fd /usr/share/OVMF/OVMF_VARS.fd
/usr/share/edk2/ovmf/OVMF_CODE.fd /usr/share/edk2/ovmf/OVMF_VARS.fd
/usr/share/edk2/x64/OVMF_CODE.fd /usr/share/edk2/x64/OVMF_VARS.fd
/usr/share/qemu/ovmf-x86_64-code.bin /usr/share/qemu/ovmf-x86_64-vars.bin
/usr/share/edk2-ovmf/OVMF_CODE.fd /usr/share/edk2-ovmf/OVMF_VARS.fd
'

# Firmware with Secure Boot on: code, variables, and the key whose signature
# it takes, without .pem and .key; Debian's alone has one for tests. Its
# variables are changed from SMM.
arch_secure_firmware='/usr/share/OVMF/OVMF_CODE_4M.secboot.fd
	/usr/share/OVMF/OVMF_VARS_4M.snakeoil.fd
	/usr/share/ovmf/PkKek-1-snakeoil'
arch_secure_arguments='-machine q35,smm=on
	-global driver=cfi.pflash01,property=secure,value=on'

# What the firmware says when a program died, and when it went on to its own
# boot entries because it could not start the program that QEMU gave it.
arch_crash='!!!! X64 Exception'
arch_passed_over='BdsDxe: (loading|failed to load) Boot'

# The processor for so many bytes of memory. OVMF builds page tables for all
# addresses that the processor has, which costs seconds: four times the
# memory leaves it room for its PCI windows. 36 bits are what OVMF takes at
# least; between 36 and 40 it gains nothing.
arch_tcg_cpu()
{
	local bits=36

	while ((bits < 52 && (1 << bits) < $1 * 4)); do
		bits=$((bits < 40 ? 40 : bits + 1))
	done
	echo "max,phys-bits=$bits"
}
