/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How much memory there is, what lies between it, and who keeps it: the other
 * part of rules_places.def.
 */
#include "core/lint/lint_internal.h"

#define LOW_END  ((phys_addr_t)0xa0000)
#define BELOW_4G ((struct range){ 0, 4 * GIB })

/* --- between memory ------------------------------------------------------ */

void lint_check_splits(const struct lint *lint)
{
	const uint32_t types =
		LINT_DEVICES | EFI_TYPE_BIT(EFI_RESERVED_MEMORY_TYPE);
	struct lint_desc last, one, next;
	size_t at = 0;

	if (!lint_next(lint, &at, &last) || !lint_next(lint, &at, &one))
		return;
	for (; lint_next(lint, &at, &next); last = one, one = next)
		if (lint_is(&one, types) && lint_is(&last, EFI_TYPES_USABLE) &&
		    lint_is(&next, EFI_TYPES_USABLE) &&
		    range_end(last.range) == one.range.base &&
		    range_end(one.range) == next.range.base)
			lint_row(lint, LINT_SPLITS, one.row, one.range.size);
}

void lint_check_holes(const struct lint *lint)
{
	const struct memblock_type *all = &lint->conversion->mb.physmap;

	/* Without flags, its regions do not touch. */
	for (size_t i = 1; i < all->cnt; i++) {
		const struct memblock_region *last = &all->regions[i - 1];
		struct range hole = range_from_to(last->base + last->size,
						  all->regions[i].base);

		lint_range(lint, LINT_HOLES, hole, hole.size, 0);
	}
}

/* --- room ---------------------------------------------------------------- */

#define LOW_NEEDED (32 * 1024)

void lint_check_no_low(const struct lint *lint)
{
	const struct memblock_type *memory = &lint->conversion->mb.memory;
	phys_addr_t size = lint_covered(memory, (struct range){ 0, LOW_END });

	if (memory->total_size > 0 && size < LOW_NEEDED)
		lint_map(lint, LINT_NO_LOW, size, 0);
}

void lint_check_no_low_4g(const struct lint *lint)
{
	const struct memblock *mb = &lint->conversion->mb;

	if (mb->memory.total_size > 0 && lint_free_in(mb, BELOW_4G).size == 0)
		lint_map(lint, LINT_NO_LOW_4G, 0, 0);
}

void lint_check_frag(const struct lint *lint)
{
	const struct memblock *mb = &lint->conversion->mb;
	phys_addr_t largest = lint_free_in(mb, BELOW_4G).largest;

	if (mb->memory.total_size >= 256 * MIB && largest > 0 &&
	    largest < 64 * MIB)
		lint_map(lint, LINT_FRAG, largest, 0);
}

void lint_check_pieces(const struct lint *lint)
{
	struct lint_desc one;
	phys_addr_t end = 0;
	size_t at = 0, pieces = 0;

	while (lint_next(lint, &at, &one)) {
		if (one.desc.type != EFI_CONVENTIONAL_MEMORY)
			continue;
		pieces += one.range.base != end || pieces == 0;
		end = range_end(one.range);
	}
	if (pieces > 64)
		lint_map(lint, LINT_PIECES, pieces, 0);
}

void lint_check_above_4g(const struct lint *lint)
{
	const struct memblock_type *memory = &lint->conversion->mb.memory;
	phys_addr_t size = memory->total_size - lint_covered(memory, BELOW_4G);

	if (size > 0)
		lint_map(lint, LINT_ABOVE_4G, size, 0);
}

/* --- who uses it --------------------------------------------------------- */

static void check_self(const struct lint *lint,
		       const struct capture_range *range)
{
	if (range->size > 0)
		lint_range(lint, LINT_SELF,
			   (struct range){ range->base, range->size },
			   range->size, 0);
}

void lint_check_self(const struct lint *lint)
{
	check_self(lint, &lint->capture->image);
	check_self(lint, &lint->capture->map_buffer);
}

/* Cacheable memory that is not for a kernel. */
static bool is_withheld(const struct lint_desc *one)
{
	return lint_is(one, EFI_TYPES_RUNTIME | LINT_ACPI |
				    EFI_TYPE_BIT(EFI_UNUSABLE_MEMORY)) ||
	       (one->desc.type == EFI_RESERVED_MEMORY_TYPE &&
		(one->desc.attribute & EFI_ATTR_WB));
}

void lint_check_withheld(const struct lint *lint)
{
	phys_addr_t withheld = 0, usable = 0;

	for (size_t i = 0; i < lint_rows(lint); i++) {
		struct lint_desc one = lint_desc(lint, i);

		if (is_withheld(&one))
			withheld += one.range.size;
		else if (lint_is(&one, EFI_TYPES_USABLE))
			usable += one.range.size;
	}
	if (withheld > usable)
		lint_map(lint, LINT_WITHHELD, withheld, withheld + usable);
}

/* Ranges of one type that touch count as one. */
static size_t ranges_of(const struct lint *lint, uint32_t type)
{
	struct lint_desc one;
	phys_addr_t end = 0;
	size_t at = 0, ranges = 0;

	while (lint_next(lint, &at, &one)) {
		if (one.desc.type != type)
			continue;
		ranges += one.range.base != end || ranges == 0;
		end = range_end(one.range);
	}
	return ranges;
}

void lint_check_several_s4(const struct lint *lint)
{
	static const uint8_t types[] = { EFI_RUNTIME_SERVICES_CODE,
					 EFI_RUNTIME_SERVICES_DATA,
					 EFI_ACPI_RECLAIM_MEMORY,
					 EFI_ACPI_MEMORY_NVS };
	size_t ranges = 0, kinds = 0;

	for (size_t i = 0; i < sizeof(types); i++) {
		size_t n = ranges_of(lint, types[i]);

		ranges += n;
		kinds += n > 0;
	}
	if (ranges > kinds)
		lint_map(lint, LINT_SEVERAL_S4, ranges, kinds);
}
