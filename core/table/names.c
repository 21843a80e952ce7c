/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The names of the sections, and the messages for what is wrong with a table.
 */
#include "core/table/check.h"
#include "core/table/schema.h"

const char *table_problem_text(enum table_problem problem)
{
	static const char *const texts[TABLE_PROBLEM_COUNT] = {
		[TABLE_GOOD] = "is valid",
		[TABLE_MAGIC] =
			"does not start with the magic number: not a table",
		[TABLE_VERSION] = "has an unknown major version",
		[TABLE_SIZE] = "has sizes that contradict each other",
		[TABLE_CRC] = "has a wrong checksum",
		[TABLE_SECTION] =
			"has a section that does not fit or occurs twice",
		[TABLE_UNKNOWN_CRITICAL] = "has an unknown critical section",
		[TABLE_ALIGN] = "does not start at a multiple of 8",
		[TABLE_PAGE_SIZE] = "has a page size other than 4096",
		[TABLE_LIMIT_FLAGS] = "has flags that contradict mem_limit",
		[TABLE_LOST_FLAG] = "is truncated without a list of what is "
				    "lost, or has one without being truncated",
		[TABLE_TOTAL_RAM] =
			"has a total_ram that is not the size of physmap",
		[TABLE_TRAILING] = "has bytes after its last section",
		[TABLE_MISSING] = "is missing",
		[TABLE_ENTRY_SIZE] = "has entries of a wrong size",
		[TABLE_NOT_CRITICAL] = "is not marked as critical",
		[TABLE_PADDING] = "has more after its entries than zeros up to "
				  "a multiple of 8",
		[TABLE_NOT_SINGLE] = "does not have exactly one entry",
		[TABLE_STRING] = "refers to a string that does not exist",
		[TABLE_NUL] = "has a NUL too many or too few",
		[TABLE_EMPTY] = "is empty",
		[TABLE_WRAPS] = "extends beyond 2^64",
		[TABLE_NOT_ALIGNED] = "is not page-aligned",
		[TABLE_ORDER] = "starts before the end of the previous region",
		[TABLE_NOT_MERGED] =
			"should be merged with the previous region",
		[TABLE_FLAGS] = "has flags of another set",
		[TABLE_OWNER] =
			"is reserved without an owner, or has one without "
			"being reserved",
		[TABLE_SOURCES] =
			"does not come from the descriptors that it names",
		[TABLE_NOT_IN_PHYSMAP] = "is not in physmap",
		[TABLE_MAP_STRIDE] =
			"has a descriptor size that is not a multiple of 8",
		[TABLE_SOURCE_ORDER] = "is not the next descriptor by address",
		[TABLE_ANOMALY_ORDER] =
			"names no anomaly, or is not about a later descriptor",
		[TABLE_NOT_RESERVED] = "is not reserved",
		[TABLE_FRAMEBUFFER] = "has lines that exceed its size",
		[TABLE_EDID] = "is not made of blocks of 128 bytes",
		[TABLE_LOST_TAG] = "names nothing that is lost",
		[TABLE_PROCESSOR] = "is neither parked at a mailbox nor the "
				    "only boot processor",
	};

	return texts[problem];
}

#define NAME(tag, name, ...) [MBT_##tag] = name,
static const char *const tag_names[MBT_KNOWN_TAGS] = { [MBT_END] = "header",
						       TABLE_SCHEMA(NAME) };

const char *table_tag_name(uint32_t tag)
{
	return tag < MBT_KNOWN_TAGS ? tag_names[tag] : "unknown";
}
