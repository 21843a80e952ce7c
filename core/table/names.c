/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The words for what a table holds and for what is wrong with one.
 */
#include "core/table/check.h"

const char *table_problem_text(enum table_problem problem)
{
	static const char *const texts[TABLE_PROBLEM_COUNT] = {
		[TABLE_GOOD] = "is good",
		[TABLE_MAGIC] = "does not begin with the magic: no table",
		[TABLE_VERSION] = "has a major version that is not known here",
		[TABLE_SIZE] = "has sizes that contradict each other",
		[TABLE_CRC] = "has another checksum than its bytes",
		[TABLE_SECTION] = "has a section that does not fit, or twice",
		[TABLE_UNKNOWN_CRITICAL] =
			"has a critical section that is not known here",
		[TABLE_ALIGN] = "does not start at a multiple of 8",
		[TABLE_PAGE_SIZE] = "has pages that are not of 4096 bytes",
		[TABLE_LIMIT_FLAGS] = "has flags that contradict mem_limit",
		[TABLE_LOST_FLAG] =
			"is truncated without a list of losses, or has one "
			"without being truncated",
		[TABLE_TOTAL_RAM] = "has a total_ram that is not physmap's",
		[TABLE_END] = "has bytes behind its last section",
		[TABLE_MISSING] = "is missing",
		[TABLE_ENTRY_SIZE] = "has entries of a wrong size",
		[TABLE_NOT_CRITICAL] = "is not marked as critical",
		[TABLE_PAYLOAD] = "has more behind its entries than zeros up "
				  "to a multiple of 8",
		[TABLE_NOT_ONE] = "has not exactly one entry",
		[TABLE_TEXT] = "names a text that is not there",
		[TABLE_TEXTS_END] = "has a NUL too many or too few",
		[TABLE_EMPTY] = "is empty",
		[TABLE_WRAPS] = "goes beyond 2^64",
		[TABLE_PAGES] = "is not made of whole pages",
		[TABLE_ORDER] = "starts below the end of the one before it",
		[TABLE_APART] = "should be one with the one before it",
		[TABLE_FLAGS] = "has flags of another set",
		[TABLE_OWNER] =
			"is reserved without an owner, or has one without "
			"being reserved",
		[TABLE_SOURCES] = "comes from other descriptors than it says",
		[TABLE_NOT_THERE] = "is not in physmap",
		[TABLE_MAP_STRIDE] = "has a stride that is no multiple of 8",
		[TABLE_SOURCE_ORDER] = "is not the next descriptor by address",
		[TABLE_RECORD_ORDER] =
			"has no doubts, or is not about the next descriptor",
		[TABLE_NOT_RESERVED] = "is not reserved",
		[TABLE_FRAMEBUFFER] = "has lines that exceed its size",
		[TABLE_LOST_TAG] = "has lost nothing",
	};

	return texts[problem];
}

const char *table_tag_name(uint32_t tag)
{
	static const char *const names[MBT_KNOWN_TAGS] = {
		[MBT_END] = "header",        [MBT_MEMORY] = "memory",
		[MBT_RESERVED] = "reserved", [MBT_PHYSMAP] = "physmap",
		[MBT_EFI_MAP] = "EFI map",   [MBT_STRINGS] = "strings",
		[MBT_PLATFORM] = "platform", [MBT_FRAMEBUFFER] = "framebuffer",
		[MBT_MODULES] = "modules",   [MBT_CMDLINE] = "command line",
		[MBT_CPU] = "processor",     [MBT_DISTANCES] = "distances",
		[MBT_ANOMALIES] = "records", [MBT_SOURCES] = "sources",
		[MBT_KERNEL] = "kernel",     [MBT_LOST] = "lost",
	};

	return tag < MBT_KNOWN_TAGS ? names[tag] : "unknown";
}
