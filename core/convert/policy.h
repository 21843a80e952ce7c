/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which descriptor goes where: one row for each type and attribute that makes
 * a difference, with its reason and source. docs/conversion.md holds the same
 * rows, and `make check` compares the two.
 */
#ifndef CORE_CONVERT_POLICY_H
#define CORE_CONVERT_POLICY_H

#include "core/firmware/capture.h"
#include "core/handoff/table.h"

enum disposition {
	DISPOSITION_IGNORED,       /* in no set */
	DISPOSITION_EXCLUDED,      /* only in physmap: not memory */
	DISPOSITION_MEMORY,        /* in memory and physmap */
	DISPOSITION_NOMAP,         /* in memory with NOMAP, and in physmap */
	DISPOSITION_SOFT_RESERVED, /* only in physmap: left to a driver */
	DISPOSITION_COUNT,
};
/* The name in machine formats: "memory", "excluded". */
const char *disposition_name(enum disposition disposition);

/* The text for a lifetime (enum mbt_lifetime): "until SetVirtualAddressMap";
 * that of MBT_LIFETIME_NEVER for an unknown number. */
const char *lifetime_text(uint32_t lifetime);

/* Whose a reserved range is. */
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
	/* The owners of a loader's ranges (struct loader_range). */
	OWNER_LOADER, /* code and descriptor tables at the entry */
	OWNER_PAGE_TABLES,
	OWNER_STACK,
	OWNER_TABLE, /* core/handoff/table.h */
	OWNER_CMDLINE,
	OWNER_MODULE,      /* has a name */
	OWNER_KERNEL,      /* its image in memory */
	OWNER_RESERVE_MEM, /* reserve_mem=, has a name */
	OWNER_UNKNOWN,     /* a dump of memblock does not state owners */
	OWNER_COUNT,
};
/* The name in reports and in the table: "boot services". */
const char *owner_name(enum owner owner);
/* When a kernel may free the owner's ranges. */
enum mbt_lifetime owner_lifetime(enum owner owner);
/* The same as text. For memory of memblock.efi itself, which the table does not
 * distinguish, "until memblock.efi returns". */
const char *owner_lifetime_text(enum owner owner);
/* A number below OWNER_RANKS that grows with the lifetime: of several owners of
 * a page the one with the largest rank gets it. */
#define OWNER_RANKS (MBT_KNOWN_LIFETIMES + 1)
uint32_t owner_rank(enum owner owner);

struct policy_row {
	/* The descriptors that match: they have one of the attributes attr_any
	 * (0: any or none), none of attr_none, and one of these types
	 * (EFI_TYPES_*). */
	uint64_t attr_any, attr_none;
	uint32_t types;
	/* What becomes of them. */
	enum disposition disposition;
	uint32_t e820; /* the E820 type that Linux's stub gives; 0: no entry */
	enum owner owner;
	/* The reason, and the function of Linux that does the same. */
	const char *why;
	const char *source;
};

/* The first row of the profile that matches. The last row matches every
 * descriptor. */
const struct policy_row *policy_find(enum profile profile, uint32_t type,
				     uint64_t attribute);

/* All rows of a profile; ret_count is their number. */
const struct policy_row *policy_rows(enum profile profile, size_t *ret_count);

#endif
