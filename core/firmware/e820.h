/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The E820 table by way of which Linux on x86 gets from the firmware's map
 * to memblock (arch/x86/kernel/e820.c), and its edits.
 *
 * While it is being built a table is a bag of entries: any order, any
 * overlap. e820_flatten() makes it sorted and disjoint: where entries
 * overlap, the numerically larger type wins.
 */
#ifndef CORE_FIRMWARE_E820_H
#define CORE_FIRMWARE_E820_H

#include "core/firmware/spans.h"
#include "core/base/status.h"
#include "core/base/types.h"

#define E820_RAM           1u
#define E820_RESERVED      2u
#define E820_ACPI          3u
#define E820_NVS           4u
#define E820_UNUSABLE      5u
#define E820_PMEM          7u
#define E820_PRAM          12u
#define E820_SOFT_RESERVED 0xefffffffu
/* For e820_remove(): whatever the type. */
#define E820_ANY 0u

struct e820_table {
	struct span *entries; /* base + size never wraps */
	size_t cnt;
	size_t max;
};

/* Linux's word until 6.x: "usable", "reserved", "soft reserved"; NULL where it
 * prints a number, "type N" or "persistent (type N)". */
const char *e820_type_name(uint32_t type);

/* All three clip the range at PHYS_ADDR_MAX, take size 0 as nothing to do,
 * and return CORE_ENOSPC with nothing changed when max is too small. */
int e820_add(struct e820_table *table, phys_addr_t base, phys_addr_t size,
	     uint32_t type);
/* What of the range has type from gets type to (e820__range_update). */
int e820_update(struct e820_table *table, phys_addr_t base, phys_addr_t size,
		uint32_t from, uint32_t to);
/* What of the range has type vanishes (e820__range_remove). */
int e820_remove(struct e820_table *table, phys_addr_t base, phys_addr_t size,
		uint32_t type);

/* One edit of a table, as memmap= or mem= asks for it. */
enum e820_action {
	E820_EDIT_EXACT,  /* the table becomes empty */
	E820_EDIT_ADD,    /* e820_add() of type to */
	E820_EDIT_CHANGE, /* e820_update() of type from to type to */
	E820_EDIT_REMOVE, /* e820_remove() of type from, or E820_ANY */
};

struct e820_edit {
	enum e820_action action;
	phys_addr_t base; /* in bytes, as size */
	phys_addr_t size;
	uint32_t from;
	uint32_t to;
	bool from_mem; /* it comes from mem=, not from memmap= */
};

/* CORE_ENOSPC, with nothing changed, when max is too small. */
int e820_apply(struct e820_table *table, const struct e820_edit *edit);

/* Sorts in place; neighbours of one type are joined, but for PRAM and
 * SOFT_RESERVED (e820__update_table). scratch has room for max entries. Up to
 * 2 * cnt come out: CORE_ENOSPC when max is below that. */
int e820_flatten(struct e820_table *table, struct span *scratch);

#endif
