/* SPDX-License-Identifier: BSD-2-Clause */
/* What aarch64 is, as data. */
#ifndef EFI_ARCH_H
#define EFI_ARCH_H

#define ARCH_NAME    "aarch64"
#define ARCH_PROFILE PROFILE_LINUX_ARM64
#define ARCH_ELF_MACHINE ELF_AARCH64

/* kernel= waits for this folder's cpu.c, gate.S and paging.c. Until then it is
 * refused, and nothing that would want them is linked. */
#define ARCH_HANDOFF false

#endif
