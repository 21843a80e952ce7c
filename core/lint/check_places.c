/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where memory and devices are: the first part of rules_places.def.
 */
#include "core/lint/lint_internal.h"

#define LIMIT_4G  (4 * GIB)
#define PAGE_64K  ((phys_addr_t)0x10000)
#define HOLE_BASE UINT64_C(0xfd00000000)
#define HOLE_SIZE UINT64_C(0x0300000000)

/* --- addresses that cannot be used --------------------------------------- */

/* Memory throughout the hole and on both sides of it is that of a processor
 * that does not have the hole. */
static bool is_memory_around(const struct lint *lint, struct range hole)
{
	return memblock_covers(&lint->conversion->mb.physmap,
			       hole.base - PAGE_SIZE_4K,
			       hole.size + 2 * PAGE_SIZE_4K);
}

void lint_check_amd_hole(const struct lint *lint, const struct lint_desc *one)
{
	const struct range hole = { HOLE_BASE, HOLE_SIZE };
	phys_addr_t size = range_intersect(one->range, hole).size;

	if (size > 0 && lint_is(one, EFI_TYPES_USABLE))
		lint_row(lint,
			 is_memory_around(lint, hole) ? LINT_AMD_HOLE_WITHIN
						      : LINT_AMD_HOLE,
			 one->row, size);
}

static bool is_above(const struct lint_desc *one, unsigned int bits)
{
	return (range_end(one->range) - 1) >> bits != 0;
}

void lint_check_address_bits(const struct lint *lint,
			     const struct lint_desc *one)
{
	unsigned int bits = lint->facts->address_bits;

	if (bits > 0 && bits < 64 && is_above(one, bits) &&
	    lint_is(one, EFI_TYPES_USABLE))
		lint_row(lint, LINT_ABOVE_PROCESSOR, one->row, bits);
}

void lint_check_above_52(const struct lint *lint, const struct lint_desc *one)
{
	if (is_above(one, 52))
		lint_row(lint, LINT_ABOVE_52, one->row, 0);
}

/* --- runtime services ---------------------------------------------------- */

void lint_check_runtime_low(const struct lint *lint,
			    const struct lint_desc *one)
{
	if (one->range.base < MIB && lint_is(one, EFI_TYPES_RUNTIME))
		lint_row(lint,
			 one->range.base == 0 ? LINT_RUNTIME_PAGE_0
					      : LINT_RUNTIME_LOW,
			 one->row, 0);
}

static bool is_runtime_memory(const struct lint_desc *one)
{
	return (one->desc.attribute & EFI_ATTR_RUNTIME) &&
	       !lint_is(one, LINT_DEVICES);
}

static void check_64k(const struct lint *lint, size_t row, struct range range)
{
	if (range.base % PAGE_64K != 0 || range.size % PAGE_64K != 0)
		lint_row(lint, LINT_RUNTIME_64K, row, 0);
}

/* Descriptors of equal attributes that touch count as one. */
void lint_check_runtime_64k(const struct lint *lint)
{
	struct lint_desc one, first = { 0 };
	size_t at = 0;

	while (lint_next(lint, &at, &one)) {
		if (!is_runtime_memory(&one))
			continue;
		if (first.range.size > 0 &&
		    range_end(first.range) == one.range.base &&
		    first.desc.attribute == one.desc.attribute) {
			first.range.size += one.range.size;
			continue;
		}
		check_64k(lint, first.row, first.range);
		first = one;
	}
	check_64k(lint, first.row, first.range);
}

/* The types whose pages of 64 KiB must be of equal attributes. */
#define LINT_64K                                                      \
	(EFI_TYPES_RUNTIME | EFI_TYPE_BIT(EFI_RESERVED_MEMORY_TYPE) | \
	 EFI_TYPE_BIT(EFI_ACPI_MEMORY_NVS))

static bool are_mixed(const struct lint_desc *a, const struct lint_desc *b)
{
	return (lint_is(a, LINT_64K) || lint_is(b, LINT_64K)) &&
	       ((a->desc.attribute ^ b->desc.attribute) & LINT_CACHES);
}

void lint_check_runtime_mixed(const struct lint *lint,
			      const struct lint_desc *last,
			      const struct lint_desc *one)
{
	if (align_down(range_end(last->range) - 1, PAGE_64K) ==
		    align_down(one->range.base, PAGE_64K) &&
	    are_mixed(last, one))
		lint_pair(lint, LINT_RUNTIME_MIXED, one->row, last->row);
}

/* --- devices ------------------------------------------------------------- */

static phys_addr_t memory_end_below_4g(const struct memblock *mb)
{
	struct memblock_range one;
	phys_addr_t end = 0;

	for_each_mem_range(mb, &one)
		if (one.base < LIMIT_4G)
			end = phys_min(one.end, LIMIT_4G);
	return end;
}

void lint_check_big_device(const struct lint *lint)
{
	phys_addr_t end = memory_end_below_4g(&lint->conversion->mb);
	struct range room = { end, LIMIT_4G - end };

	for (size_t i = 0; i < lint_rows(lint); i++) {
		struct lint_desc one = lint_desc(lint, i);
		phys_addr_t size = range_intersect(one.range, room).size;

		if (one.desc.type == EFI_MEMORY_MAPPED_IO &&
		    one.range.size >= 256 * 1024)
			lint_row(lint,
				 size > room.size / 2 ? LINT_HIDES_PCI
						      : LINT_BIG_DEVICE,
				 i, one.range.size);
	}
}

void lint_check_runtime_space(const struct lint *lint)
{
	phys_addr_t size = 0;

	for (size_t i = 0; i < lint_rows(lint); i++) {
		struct lint_desc one = lint_desc(lint, i);

		if (lint_is(&one, LINT_DEVICES) &&
		    (one.desc.attribute & EFI_ATTR_RUNTIME))
			size += one.range.size;
	}
	if (size >= 64 * MIB)
		lint_map(lint, LINT_RUNTIME_SPACE, size, 0);
}
