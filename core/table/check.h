/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Checks a table against every rule of docs/table.md. To read a table,
 * mbt_check() of core/handoff/table.h is sufficient; this is for programs that
 * write tables, and to find out what is wrong with one.
 */
#ifndef CORE_TABLE_CHECK_H
#define CORE_TABLE_CHECK_H

#include "core/base/status.h"
#include "core/base/types.h"
#include "core/handoff/table.h"

/* The rule that a table breaks; table_problem_text() has the words. */
enum table_problem {
	TABLE_GOOD = MBT_OK,
	/* What mbt_check() finds. */
	TABLE_MAGIC = MBT_BAD_MAGIC,
	TABLE_VERSION = MBT_BAD_VERSION,
	TABLE_SIZE = MBT_BAD_SIZE,
	TABLE_CRC = MBT_BAD_CRC,
	TABLE_SECTION = MBT_BAD_SECTION,
	TABLE_UNKNOWN_CRITICAL = MBT_BAD_CRITICAL,
	TABLE_ALIGN = MBT_BAD_ALIGN,
	/* The header. */
	TABLE_PAGE_SIZE,
	TABLE_LIMIT_FLAGS,
	TABLE_LOST_FLAG,
	TABLE_TOTAL_RAM,
	TABLE_TRAILING,
	/* The form of a section. */
	TABLE_MISSING,
	TABLE_ENTRY_SIZE,
	TABLE_NOT_CRITICAL,
	TABLE_PADDING,
	TABLE_NOT_SINGLE,
	/* Strings, and references to them. */
	TABLE_STRING,
	TABLE_NUL,
	/* Regions; modules and the table must be aligned, too. */
	TABLE_EMPTY,
	TABLE_WRAPS,
	TABLE_NOT_ALIGNED,
	TABLE_ORDER,
	TABLE_NOT_MERGED,
	TABLE_FLAGS,
	TABLE_OWNER,
	TABLE_SOURCES,
	TABLE_NOT_IN_PHYSMAP,
	/* Other entries. */
	TABLE_MAP_STRIDE,
	TABLE_SOURCE_ORDER,
	TABLE_ANOMALY_ORDER,
	TABLE_NOT_RESERVED,
	TABLE_FRAMEBUFFER,
	TABLE_EDID,
	TABLE_LOST_TAG,
	TABLE_PROCESSOR,
	TABLE_PROBLEM_COUNT,
};

/* Where a table breaks which rule. */
struct table_fault {
	enum table_problem problem;
	uint32_t tag;   /* of the section; 0 for the header */
	uint32_t index; /* of the entry in the section, or of the byte */
};

/*
 * Checks the table, of which len bytes may be read. Returns CORE_OK if it
 * keeps all rules. Otherwise *ret_fault is the first fault found, and the
 * result is CORE_EVERSION if the major version is unknown, CORE_EFORMAT if
 * not. Takes n log n for n regions, descriptors and modules.
 */
int table_validate(const void *table, size_t len,
		   struct table_fault *ret_fault);

/* What is wrong, as a predicate of the section or entry: "is not reserved". */
const char *table_problem_text(enum table_problem problem);

/* The name of a section: "memory", "EFI map". "header" for 0, "unknown" for
 * tags that this version does not know. */
const char *table_tag_name(uint32_t tag);

#endif
