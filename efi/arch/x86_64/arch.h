/* SPDX-License-Identifier: BSD-2-Clause */
/* What x86_64 is, as data. */
#ifndef EFI_ARCH_X86_64_ARCH_H
#define EFI_ARCH_X86_64_ARCH_H

#define ARCH_NAME    "x86_64"
#define ARCH_PROFILE PROFILE_LINUX_X86
#define ARCH_ELF     elf_x86_64

/* The port of the first serial line, for a machine whose ACPI names none. */
#define ARCH_SERIAL_PORT 0x3f8

#endif
