/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A firmware's memory map together with what is known of the machine that it
 * came from. The application makes one from the running firmware, the host
 * program from a file; from here on both take the same way.
 */
#ifndef CORE_FIRMWARE_CAPTURE_H
#define CORE_FIRMWARE_CAPTURE_H

#include "core/firmware/efimap.h"
#include "core/firmware/efitable.h"
#include "core/firmware/srat.h"

/* Whose rules turn descriptors into sets (docs/conversion.md). */
enum profile {
	PROFILE_LINUX_X86,   /* the type decides, by way of E820 */
	PROFILE_LINUX_ARM64, /* the attributes decide */
	PROFILE_COUNT,
};
const char *profile_name(enum profile profile); /* "linux-x86" */
bool profile_by_name(const char *name, enum profile *ret_profile);

struct capture_range {
	phys_addr_t base;
	phys_addr_t size; /* 0: not known */
};

/* What a loader put into memory for the kernel that it is about to enter. */
struct loader_range {
	phys_addr_t base;
	phys_addr_t size;
	uint32_t owner;   /* enum owner of core/convert/policy.h */
	const char *name; /* of a module or a reserve_mem=; "" or NULL */
};

#define CAPTURE_TEXT 64
struct capture {
	struct efimap map;
	/* The profile of the machine's architecture. */
	enum profile profile;
	/* How it was read: "GetMemoryMap", "BIOS-e820 rows". */
	char origin[CAPTURE_TEXT];
	/* Of the firmware; "" and 0 where not known. */
	char arch[16];
	char vendor[CAPTURE_TEXT];
	uint32_t firmware_revision;
	uint32_t uefi_revision; /* 0x0002003c is 2.6, 0x00020046 2.7 */
	/* What memblock.efi itself occupied when it read the map. */
	struct capture_range image;
	struct capture_range map_buffer;
	/* Of the firmware, by enum efitable. */
	struct capture_range tables[EFITABLE_COUNT];
	/* The firmware's, where it has them. */
	struct acpi_tables acpi;
	/* What else is taken, in any order; a page has one holder. */
	const struct loader_range *loader_ranges;
	size_t loader_range_cnt;
};

#endif
