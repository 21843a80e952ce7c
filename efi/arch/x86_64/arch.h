/* SPDX-License-Identifier: BSD-2-Clause */
/* What x86_64 is, as data. */
#ifndef EFI_ARCH_H
#define EFI_ARCH_H

#define ARCH_NAME    "x86_64"
#define ARCH_PROFILE PROFILE_LINUX_X86
#define ARCH_ELF_MACHINE ELF_X86_64

/* kernel= is there. */
#define ARCH_HANDOFF true

#endif
