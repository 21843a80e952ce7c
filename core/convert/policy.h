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
	DISPOSITION_EXCLUDED,      /* only physmap: the firmware keeps it */
	DISPOSITION_MEMORY,        /* memory and physmap */
	DISPOSITION_NOMAP,         /* memory with NOMAP, and physmap */
	DISPOSITION_SOFT_RESERVED, /* physmap; not memory until a driver wants
				      it */
	DISPOSITION_COUNT,
};
const char *disposition_name(
	enum disposition disposition); /* "memory", "excluded" */

/* The text for a lifetime: "until SetVirtualAddressMap"; that of
 * MBT_LIFETIME_NEVER for an unknown number. */
const char *lifetime_text(uint32_t lifetime);

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
	OWNER_LOADER, /* code and descriptor tables at the entry */
	OWNER_PAGE_TABLES,
	OWNER_STACK,
	OWNER_TABLE, /* core/handoff/table.h */
	OWNER_CMDLINE,
	OWNER_MODULE,      /* has a name */
	OWNER_KERNEL,      /* its image in memory */
	OWNER_RESERVE_MEM, /* reserve_mem=, has a name */
	OWNER_COUNT,
};
const char *owner_name(enum owner owner); /* "boot services" */
/* When a kernel may free what the owner has. */
enum mbt_lifetime owner_lifetime(enum owner owner);
/* The same as text; for memblock.efi's own memory "until memblock.efi
 * returns", which no table has to tell apart. */
const char *owner_lifetime_text(enum owner owner);
/* Of several owners of a page the one with the largest rank, that is, the
 * longest lifetime, gets it. Less than OWNER_RANKS. */
#define OWNER_RANKS (MBT_KNOWN_LIFETIMES + 1)
uint32_t owner_rank(enum owner owner);

struct policy_row {
	/* Which descriptors: with any of the attributes attr_any (0: does not
	 * matter), without any of attr_none, of these types (EFI_TYPES_*). */
	uint64_t attr_any, attr_none;
	uint32_t types;
	/* What becomes of them. */
	enum disposition disposition;
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
