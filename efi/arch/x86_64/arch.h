/* SPDX-License-Identifier: BSD-2-Clause */
/* The architecture x86_64, as data. */
#ifndef EFI_ARCH_X86_64_ARCH_H
#define EFI_ARCH_X86_64_ARCH_H

#define ARCH_X86
#define ARCH_NAME    "x86_64"
#define ARCH_PROFILE PROFILE_LINUX_X86
#define ARCH_ELF     elf_x86_64

/* The port of COM1, for a machine whose ACPI tables name no serial port. */
#define ARCH_SERIAL_PORT 0x3f8

/* Whether efi/boot/linux/ can enter a kernel without its EFI stub. */
#define ARCH_LINUX_DIRECT true

/* Whether the IDs of processors have 64 bits in the Limine protocol. */
#define ARCH_LIMINE_WIDE false
/* Whether it has the request that keeps the translation of addresses for
 * devices. */
#define ARCH_LIMINE_IOMMU true

#endif
