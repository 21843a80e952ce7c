# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash disable=SC2034
# QEMU and OVMF for x86_64, as data. machine.sh reads it.

arch_qemu=qemu-system-x86_64
arch_qemu_package=qemu-system-x86
arch_firmware_package=ovmf
arch_machine=q35
arch_boot_name=BOOTX64.EFI

# A display with a framebuffer; the keyboard is built in.
arch_screen='-device VGA'
arch_keyboard=''

# A TPM, whose backend is named tpm0.
arch_tpm=tpm-tis

# Debian's U-Boot as its firmware; the disk's file name follows.
arch_uboot=${UBOOT:-/usr/lib/u-boot/qemu-x86_64/u-boot.rom}
arch_uboot_machine=pc
arch_uboot_disk='-drive if=ide,index=0,format=raw,file='

# A SATA disk, whose drive is named stick.
arch_sata='-device ahci,id=sata -device ide-hd,drive=stick,bus=sata.0'

# Where RAM begins, how much memory is below it, and how many bytes of RAM
# never appear in the map: a PC has no memory from 640 KiB to 1 MiB. Machine
# types to test.
arch_ram=0
arch_ram_below=0
arch_ram_lost=$((384 << 10))
arch_sizes='64M 512M 5G 256G'

# With less RAM the firmware does not start, or leaves nothing for the report.
arch_least_ram=$((48 << 20))

# ram_end BYTES: the address after that many bytes of RAM. With 2.75 GiB or
# more, q35 has 2 GiB below its PCI window and the rest at 4 GiB.
arch_ram_end()
{
	echo $(($1 < (11 << 28) ? $1 : $1 + (2 << 30)))
}

# How a kernel exits QEMU: the device it needs, QEMU's exit status for the
# kernel's status 0, and the step from one status to the next.
arch_exit_arguments=(-device 'isa-debug-exit,iobase=0xf4,iosize=4')
arch_exit_good=33
arch_exit_step=2

# Debian's name for the architecture, its kernel, the options that it needs, and
# which dump of its sets is the first one with nodes (linux/memory.awk).
# no_timer_check: on a busy host, QEMU's timer may be late when Linux checks it.
# panic=-1: a panic ends the machine.
arch_debian=amd64
arch_linux_package=linux-image-cloud-amd64
arch_linux_console=console=ttyS0
arch_linux_words='console=ttyS0 earlyprintk=ttyS0 nokaslr no_timer_check panic=-1'
# The function of Linux that reserves what reserve_mem= took.
arch_linux_reserver=efi_config_parse_tables
arch_linux_nodes_dump=2
# The machines of linux-check that make test uses.
arch_linux_machines=('5G mem=3G')

# Code and variables; the first that exists is used: Debian and Ubuntu, Arch,
# Fedora, openSUSE, Gentoo, QEMU's own.
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

# Firmware with Secure Boot on: code, variables, and the key whose signatures it
# accepts, without .pem and .key; only Debian ships a test key. Its variables
# are written from SMM.
arch_secure_firmware='/usr/share/OVMF/OVMF_CODE_4M.secboot.fd
	/usr/share/OVMF/OVMF_VARS_4M.snakeoil.fd
	/usr/share/ovmf/PkKek-1-snakeoil'
arch_secure_arguments='-machine q35,smm=on
	-global driver=cfi.pflash01,property=secure,value=on'

# The same of a newer suite, in its own folder, with strict NX.
arch_strict_firmware='usr/share/OVMF/OVMF_CODE_4M.secboot.strictnx.fd
	usr/share/OVMF/OVMF_VARS_4M.snakeoil.fd
	usr/share/ovmf/PkKek-1-snakeoil'

# What the firmware prints when a program crashed, and when it continued with
# its own boot entries because it could not start the program from QEMU.
arch_crash='!!!! X64 Exception'
arch_passed_over='BdsDxe: (loading|failed to load) Boot'

# The CPU for a number of bytes of memory. OVMF builds page tables for all
# addresses of the CPU, which takes seconds: four times the memory leaves room
# for its PCI windows. OVMF requires at least 36 bits, and takes the same time for
# 36 to 40.
arch_tcg_cpu()
{
	local bits=36

	while ((bits < 52 && (1 << bits) < $1 * 4)); do
		bits=$((bits < 40 ? 40 : bits + 1))
	done
	echo "max,phys-bits=$bits"
}
