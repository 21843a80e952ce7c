/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Does a table keep every sentence of docs/table.md? Readers need no more
 * than mbt_check(); this is for whoever writes tables, and for people who
 * want to know what is wrong with one.
 */
#ifndef CORE_TABLE_CHECK_H
#define CORE_TABLE_CHECK_H

#include "core/base/status.h"
#include "core/handoff/table.h"
#include "core/base/types.h"

enum table_problem {
	TABLE_GOOD,
	/* What mbt_check() finds, in its order. */
	TABLE_MAGIC,
	TABLE_VERSION,
	TABLE_SIZE,
	TABLE_CRC,
	TABLE_SECTION,
	TABLE_UNKNOWN_CRITICAL,
	TABLE_ALIGN,
	/* The header. */
	TABLE_PAGE_SIZE,
	TABLE_LIMIT_FLAGS,
	TABLE_LOST_FLAG,
	TABLE_TOTAL_RAM,
	TABLE_TRAILING,
	/* Sections. */
	TABLE_MISSING,
	TABLE_ENTRY_SIZE,
	TABLE_NOT_CRITICAL,
	TABLE_PADDING,
	TABLE_NOT_SINGLE,
	TABLE_STRING,
	TABLE_NUL,
	/* Regions. */
	TABLE_EMPTY,
	TABLE_WRAPS,
	TABLE_NOT_ALIGNED,
	TABLE_ORDER,
	TABLE_NOT_MERGED,
	TABLE_FLAGS,
	TABLE_OWNER,
	TABLE_SOURCES,
	TABLE_NOT_IN_PHYSMAP,
	/* Others. */
	TABLE_MAP_STRIDE,
	TABLE_SOURCE_ORDER,
	TABLE_ANOMALY_ORDER,
	TABLE_NOT_RESERVED,
	TABLE_FRAMEBUFFER,
	TABLE_LOST_TAG,
	TABLE_PROBLEM_COUNT,
};

struct table_fault {
	enum table_problem problem;
	uint32_t tag;   /* of the section, 0: the header */
	uint32_t index; /* of the entry in it */
};

/*
 * 0, or CORE_EVERSION, CORE_EFORMAT with *ret_fault the first fault found.
 * Reads no byte at or behind len. Linear; modules take log n each.
 */
int table_validate(const void *table, size_t len,
		   struct table_fault *ret_fault);

/* "is not reserved": what is wrong, behind the name of the entry. */
const char *table_problem_text(enum table_problem problem);

/* "memory", "EFI map"; "unknown" for other tags; "header" for 0. */
const char *table_tag_name(uint32_t tag);

#endif
