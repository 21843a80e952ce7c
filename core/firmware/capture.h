/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A firmware's memory map and what is known of the machine it came from. The
 * application creates one from the running firmware, the host program from a
 * file; after that, both use the same code.
 */
#ifndef CORE_FIRMWARE_CAPTURE_H
#define CORE_FIRMWARE_CAPTURE_H

#include "core/firmware/e820.h"
#include "core/firmware/efimap.h"
#include "core/firmware/efitable.h"
#include "core/firmware/facts.h"
#include "core/firmware/srat.h"

/* The Linux architecture whose rules apply (docs/conversion.md). */
enum profile {
	PROFILE_LINUX_X86,   /* by memory type, through an E820 table */
	PROFILE_LINUX_ARM64, /* by memory attributes */
	PROFILE_COUNT,
};
/* "linux-x86" */
const char *profile_name(enum profile profile);
/* Finds the profile of a name; false if the name is unknown. */
bool profile_by_name(const char *name, enum profile *ret_profile);

struct capture_range {
	phys_addr_t base;
	phys_addr_t size; /* in bytes; 0: not known */
};

/* Memory that the loader itself has allocated for the kernel. */
struct loader_range {
	phys_addr_t base;
	phys_addr_t size; /* in bytes */
	uint32_t owner;   /* enum owner of core/convert/policy.h */
	const char
		*name; /* of a module or a reserve_mem= range; or "" or NULL */
};

#define CAPTURE_TEXT 64
struct capture {
	struct efimap map;
	/* The default profile of the machine's architecture. */
	enum profile profile;
	/* The source of the map: "GetMemoryMap", "BIOS-e820 rows". */
	char origin[CAPTURE_TEXT];
	/* Facts about the firmware; "" and 0 if not known. */
	char arch[16];
	char vendor[CAPTURE_TEXT];
	uint32_t firmware_revision;
	uint32_t uefi_revision; /* 0x0002003c is 2.6, 0x00020046 2.7 */
	/* Memory that memblock.efi occupied when it read the map. */
	struct capture_range image;
	struct capture_range map_buffer;
	/* The firmware's tables, by enum efitable. */
	struct capture_range tables[EFITABLE_COUNT];
	/* The firmware's SRAT and SLIT, if any. */
	struct acpi_tables acpi;
	/* The E820 entries that map was made from, byte for byte and with the
	 * types as numbers, if it was made from such; else NULL. */
	const struct e820_entry *e820;
	size_t e820_cnt;
	/* The command line of the kernel whose log the map is from; NULL: not
	 * known. */
	const char *cmdline;
	/* The loader's own ranges, in any order; they share no page. */
	const struct loader_range *loader_ranges;
	size_t loader_range_cnt;
	const struct facts *facts; /* NULL: nothing else is known */
};

#endif
