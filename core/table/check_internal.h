/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of the table's checker share: check.c checks the header and
 * the form of sections, the others the entries of each section, and
 * check_support.c has what all of them use. A function that returns false has
 * filled check->fault with the first fault found.
 */
#ifndef CORE_TABLE_CHECK_INTERNAL_H
#define CORE_TABLE_CHECK_INTERNAL_H

#include "core/table/check.h"
#include "core/table/schema.h"

/* A table that is being checked. */
struct table_check {
	const struct mbt_header *header;
	const struct mbt_section *sections[MBT_KNOWN_TAGS]; /* NULL: absent */
	struct table_fault fault;
};

/*
 * The checks of entries that the schema names. The form of all sections has
 * been checked: those that are required are there, and the entries are not
 * smaller than the schema says. The checks of SECTION_FIRST come before those
 * of the sets, all others after them.
 */
#define TABLE_DECLARE_(tag, name, size, flags, drop, written, checked, ...) \
	bool table_check_##checked(struct table_check *check,               \
				   const struct mbt_section *section);
TABLE_SCHEMA(TABLE_DECLARE_)
#undef TABLE_DECLARE_

/* Fills check->fault and returns false. */
bool table_fault_(struct table_check *check, enum table_problem problem,
		  uint32_t tag, uint32_t index);

/* Whether offset is 0 or the beginning of a text in MBT_STRINGS. */
bool table_text_good_(const struct table_check *check, uint32_t offset);

/* Whether each byte of [base, base + size) lies in a region of the section,
 * which is a set that has been checked. Takes log n for each region. */
bool table_covers_(const struct mbt_section *set, uint64_t base, uint64_t size);

/* Whether all of the range is reserved. */
static inline bool table_reserved_(const struct table_check *check,
				   uint64_t base, uint64_t size)
{
	return table_covers_(check->sections[MBT_RESERVED], base, size);
}

#endif
