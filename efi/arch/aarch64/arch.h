/* SPDX-License-Identifier: BSD-2-Clause */
/* The architecture aarch64, as data. */
#ifndef EFI_ARCH_AARCH64_ARCH_H
#define EFI_ARCH_AARCH64_ARCH_H

#define ARCH_NAME    "aarch64"
#define ARCH_PROFILE PROFILE_LINUX_ARM64
#define ARCH_ELF     elf_aarch64

/* There are no I/O ports. */
#define ARCH_SERIAL_PORT 0

/* Whether efi/boot/linux/ can enter a kernel without its EFI stub: on arm64
 * that would need a device tree. */
#define ARCH_LINUX_DIRECT false

/* Whether the IDs of processors have 64 bits in the Limine protocol. */
#define ARCH_LIMINE_WIDE true
/* Whether it has the request that keeps the translation of addresses for
 * devices. */
#define ARCH_LIMINE_IOMMU false

#endif
