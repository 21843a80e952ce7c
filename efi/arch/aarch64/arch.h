/* SPDX-License-Identifier: BSD-2-Clause */
/* What aarch64 is, as data. */
#ifndef EFI_ARCH_AARCH64_ARCH_H
#define EFI_ARCH_AARCH64_ARCH_H

#define ARCH_NAME    "aarch64"
#define ARCH_PROFILE PROFILE_LINUX_ARM64
#define ARCH_ELF     elf_aarch64

/* There is no such thing as ports. */
#define ARCH_SERIAL_PORT 0

#endif
