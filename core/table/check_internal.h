/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of the table's check share. A function that returns false
 * has filled check->fault.
 */
#ifndef CORE_TABLE_CHECK_INTERNAL_H
#define CORE_TABLE_CHECK_INTERNAL_H

#include "core/firmware/efimap.h"
#include "core/table/check.h"

struct table_check {
	const struct mbt_header *header;
	const struct mbt_section *sections[MBT_KNOWN_TAGS]; /* NULL: none */
	struct table_fault fault;
};

/* Returns false. */
bool table_fault_(struct table_check *check, enum table_problem problem,
		  uint32_t tag, uint32_t index);

/* 0, or where a text begins. */
bool table_text_good_(const struct table_check *check, uint32_t offset);

/* MBT_EFI_MAP, and what counts in it. */
bool table_check_map_(struct table_check *check);

/* The three sets; the checks of the map have passed. */
bool table_check_regions_(struct table_check *check);

/* What was loaded, is there and is lost; the checks of the sets have
 * passed. */
bool table_check_facts_(struct table_check *check);

/* All of the range is reserved; the checks of the sets have passed. */
bool table_reserved_(const struct table_check *check, uint64_t base,
		     uint64_t size);

#endif
