/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Numbers of the two Multiboot specifications.
 */
#ifndef EFI_BOOT_MULTIBOOT_FORMAT_H
#define EFI_BOOT_MULTIBOOT_FORMAT_H

/* --- headers: kernel to loader ----------------------------------------- */

#define MB1_HEADER_MAGIC UINT32_C(0x1badb002)
#define MB2_HEADER_MAGIC UINT32_C(0xe85250d6)

/* Flags of a version 1 header. Of bits 0 to 15, the unknown ones are
 * requirements. */
#define MB1_ALIGN_MODULES (1u << 0)
#define MB1_MEMORY        (1u << 1)
#define MB1_VIDEO         (1u << 2)
#define MB1_ADDRESSES     (1u << 16)
#define MB1_REQUIREMENTS  0xffffu

enum mb2_header_tag {
	MB2_HEADER_END = 0,
	MB2_HEADER_REQUEST = 1,
	MB2_HEADER_ADDRESS = 2,
	MB2_HEADER_ENTRY = 3,
	MB2_HEADER_CONSOLE = 4,
	MB2_HEADER_FRAMEBUFFER = 5,
	MB2_HEADER_MODULE_ALIGN = 6,
	MB2_HEADER_EFI_SERVICES = 7,
	MB2_HEADER_ENTRY_EFI32 = 8,
	MB2_HEADER_ENTRY_EFI64 = 9,
	MB2_HEADER_RELOCATABLE = 10,
};
/* A flag of each tag. */
#define MB2_HEADER_OPTIONAL 1u
/* Flags of the console tag. */
#define MB2_CONSOLE_REQUIRED 1u
#define MB2_CONSOLE_EGA_TEXT 2u

#define MB2_ARCHITECTURE_I386 0

/* --- information: loader to kernel ------------------------------------- */

#define MB1_LOADER_MAGIC UINT32_C(0x2badb002)
#define MB2_LOADER_MAGIC UINT32_C(0x36d76289)

enum mb2_tag {
	MB2_END = 0,
	MB2_CMDLINE = 1,
	MB2_LOADER_NAME = 2,
	MB2_MODULE = 3,
	MB2_BASIC_MEMORY = 4,
	MB2_BIOS_DEVICE = 5,
	MB2_MEMORY_MAP = 6,
	MB2_VBE = 7,
	MB2_FRAMEBUFFER = 8,
	MB2_ELF_SECTIONS = 9,
	MB2_APM = 10,
	MB2_EFI32 = 11,
	MB2_EFI64 = 12,
	MB2_SMBIOS = 13,
	MB2_ACPI_OLD = 14,
	MB2_ACPI_NEW = 15,
	MB2_NETWORK = 16,
	MB2_EFI_MEMORY_MAP = 17,
	MB2_EFI_SERVICES = 18,
	MB2_EFI32_IMAGE = 19,
	MB2_EFI64_IMAGE = 20,
	MB2_LOAD_BASE = 21,
	MB2_TAG_COUNT,
};

#endif
