/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The E820 table, through which Linux on x86 turns the firmware's map into
 * memblock regions (arch/x86/kernel/e820.c), and its edits.
 *
 * While a table is edited its entries are in any order and may overlap.
 * e820_flatten() makes them sorted and disjoint: where entries overlap, the
 * numerically larger type wins.
 */
#ifndef CORE_FIRMWARE_E820_H
#define CORE_FIRMWARE_E820_H

#include "core/base/status.h"
#include "core/firmware/keyed_range.h"

#define E820_RAM           1u
#define E820_RESERVED      2u
#define E820_ACPI          3u
#define E820_NVS           4u
#define E820_UNUSABLE      5u
#define E820_PMEM          7u
#define E820_PRAM          12u
#define E820_SOFT_RESERVED 0xefffffffu
/* For e820_remove(): entries of any type. */
#define E820_ANY 0u

struct e820_entry {
	struct range range;
	uint32_t type;
};

struct e820_table {
	struct e820_entry *entries;
	size_t cnt;
	size_t max;
};

/* The name that Linux printed until 6.x: "usable", "reserved", "soft
 * reserved"; NULL for a type that it prints as "type N" or "persistent (type
 * N)". */
const char *e820_type_name(uint32_t type);

/*
 * The three edits. Each clips its range at PHYS_ADDR_MAX, does nothing for a
 * size of 0, and returns CORE_ENOSPC with the table unchanged when max is too
 * small; otherwise CORE_OK.
 */

/* Appends an entry; what it overlaps stays (Linux: e820__range_add). */
int e820_add(struct e820_table *table, phys_addr_t base, phys_addr_t size,
	     uint32_t type);
/* Changes the parts of entries of type from that lie in the range to type to
 * (Linux: e820__range_update). */
int e820_update(struct e820_table *table, phys_addr_t base, phys_addr_t size,
		uint32_t from, uint32_t to);
/* Removes the parts of entries of the type that lie in the range (Linux:
 * e820__range_remove). */
int e820_remove(struct e820_table *table, phys_addr_t base, phys_addr_t size,
		uint32_t type);

/* One edit of a table, requested by memmap= or mem=. */
enum e820_action {
	E820_EDIT_EXACT,  /* the table becomes empty */
	E820_EDIT_ADD,    /* e820_add() of type to */
	E820_EDIT_CHANGE, /* e820_update() of type from to type to */
	E820_EDIT_REMOVE, /* e820_remove() of type from, or E820_ANY */
};

struct e820_edit {
	enum e820_action action;
	phys_addr_t base;
	phys_addr_t size; /* bytes */
	uint32_t from;
	uint32_t to;
	bool from_mem; /* it comes from mem=, not from memmap= */
};

/* Applies one edit. CORE_ENOSPC, with the table unchanged, when max is too
 * small. */
int e820_apply(struct e820_table *table, const struct e820_edit *edit);

/* Sorts the table and makes it disjoint (Linux: e820__update_table). Entries of
 * one type that touch are joined, except PRAM and SOFT_RESERVED. scratch has
 * room for 3 * cnt. Up to 2 * cnt entries may result: CORE_ENOSPC when max is
 * less than that. */
int e820_flatten(struct e820_table *table, struct keyed_range *scratch);

#endif
