/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which descriptor goes where: one row for each type and attribute that makes
 * a difference, with its reason and source. docs/conversion.md holds the same
 * rows, and `make check` compares the two.
 */
#ifndef CORE_POLICY_H
#define CORE_POLICY_H

#include "core/firmware/capture.h"

enum fate {
	FATE_IGNORED,       /* in no set */
	FATE_KEPT,          /* physmap alone: the firmware keeps it */
	FATE_MEMORY,        /* memory and physmap */
	FATE_NOMAP,         /* memory with NOMAP, and physmap */
	FATE_SOFT_RESERVED, /* physmap; not memory until a driver wants it */
	FATE_COUNT,
};
const char *fate_name(enum fate fate); /* "memory", "kept" */

/* Until when a reserved range is taken. */
enum until {
	UNTIL_EXIT,   /* memblock.efi has returned */
	UNTIL_SVAM,   /* SetVirtualAddressMap was called */
	UNTIL_ACPI,   /* the kernel has read the ACPI tables */
	UNTIL_ACCEPT, /* the kernel has accepted it */
	UNTIL_DRIVER, /* a driver asks for it */
	UNTIL_KERNEL, /* the kernel has left the loader's stack and tables */
	UNTIL_TABLE,  /* the kernel is done with what the loader read for it */
	UNTIL_NEVER,  /* for good */
	UNTIL_COUNT,
};
const char *until_text(enum until until); /* "until SetVirtualAddressMap" */

/* Why a range is reserved, and until when. */
enum owner {
	OWNER_NONE,
	OWNER_BOOT_SERVICES,
	OWNER_RUNTIME,
	OWNER_ACPI,
	OWNER_SOFT_RESERVED,
	OWNER_UNACCEPTED,
	OWNER_LOW_MEMORY,
	OWNER_FIRMWARE_TABLE, /* core/firmware/efitable.h */
	OWNER_IMAGE,
	OWNER_MAP_BUFFER,
	/* Of a loader, which names them in struct capture's held. */
	OWNER_LOADER,      /* code and descriptor tables at the entry */
	OWNER_PAGE_TABLES,
	OWNER_STACK,
	OWNER_TABLE,       /* core/table/table.h */
	OWNER_CMDLINE,
	OWNER_MODULE,      /* has a name */
	OWNER_KERNEL,      /* its image in memory */
	OWNER_RESERVE_MEM, /* reserve_mem=, has a name */
	OWNER_COUNT,
};
const char *owner_name(enum owner owner); /* "boot services" */
enum until owner_until(enum owner owner);

struct policy_row {
	/* Which descriptors: with any of the attributes attr_any (0: does not
	 * matter), without any of attr_none, of these types (EFI_TYPES_*). */
	uint64_t attr_any, attr_none;
	uint32_t types;
	/* What becomes of them. */
	enum fate fate;
	uint32_t e820; /* Linux's stub makes it this E820 type; 0: nothing */
	enum owner owner;
	/* Why, and who does so. */
	const char *why;
	const char *source;
};

/* The first row of the profile that matches; its last row matches all. */
const struct policy_row *policy_find(enum profile profile, uint32_t type,
				     uint64_t attribute);

/* All rows of a profile, for documents and tests. */
const struct policy_row *policy_rows(enum profile profile, size_t *ret_count);

#endif
