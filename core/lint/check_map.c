/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The map as a list of descriptors: rules_map.def.
 */
#include "core/lint/lint_internal.h"

/* --- maps that cannot be converted --------------------------------------- */

_Static_assert(LINT_DESC_VERSION - LINT_NO_MAP ==
		       EFIMAP_DESC_VERSION_UNKNOWN - EFIMAP_EMPTY,
	       "the rules are in the order of enum efimap_fault");

void lint_check_fault(const struct lint *lint)
{
	const struct efimap *map = &lint->capture->map;
	enum efimap_fault fault = efimap_check(map);

	if (fault == EFIMAP_GOOD)
		return;
	lint_map(lint, (enum lint_rule)(LINT_NO_MAP + (fault - EFIMAP_EMPTY)),
		 fault == EFIMAP_DESC_VERSION_UNKNOWN ? map->desc_version
						      : map->desc_size,
		 map->size);
}

/* --- as a whole ---------------------------------------------------------- */

static bool is_senseless(const struct lint_desc *one)
{
	return (one->anomalies &
		(ANOMALY_WRAPS | ANOMALY_MISALIGNED | ANOMALY_TYPE)) ||
	       (one->desc.phys_addr >> 52) != 0;
}

/* One damaged descriptor may be the firmware's. */
void lint_check_shifted(const struct lint *lint)
{
	size_t count = lint_rows(lint), senseless = 0;

	for (size_t i = 0; i < count; i++) {
		struct lint_desc one = lint_desc(lint, i);

		senseless += is_senseless(&one);
	}
	if (senseless > 1 && senseless * 4 >= count)
		lint_map(lint, LINT_SHIFTED, senseless, count);
}

void lint_check_no_memory(const struct lint *lint)
{
	if (lint->conversion->mb.memory.total_size == 0)
		lint_map(lint, LINT_NO_MEMORY, 0, 0);
}

void lint_check_short(const struct lint *lint)
{
	if (lint_rows(lint) < 3)
		lint_map(lint, LINT_SHORT, lint_rows(lint), 0);
}

void lint_check_count(const struct lint *lint)
{
	size_t count = lint_rows(lint), size = lint->capture->map.desc_size;

	if (count > 500)
		lint_map(lint, LINT_MANY_500, count, 0);
	else if (count > 128)
		lint_map(lint, LINT_MANY_128, count, 0);
	else if (lint->capture->map.size > PAGE_SIZE_4K)
		lint_map(lint, LINT_MANY_85, count, size);
}

void lint_check_stride(const struct lint *lint)
{
	size_t size = lint->capture->map.desc_size;

	if (size != 40 && size != 48)
		lint_map(lint, LINT_STRIDE, size, 0);
}

void lint_check_order(const struct lint *lint)
{
	if (lint->conversion->descents > 0)
		lint_map(lint, LINT_ORDER, lint->conversion->descents, 0);
}

/* --- neighbours ---------------------------------------------------------- */

static bool is_alike(const struct lint_desc *a, const struct lint_desc *b)
{
	return a->desc.type == b->desc.type &&
	       a->desc.attribute == b->desc.attribute;
}

void lint_check_mergeable(const struct lint *lint, const struct lint_desc *last,
			  const struct lint_desc *one)
{
	if (is_alike(last, one) && range_end(last->range) == one->range.base)
		lint_pair(lint, LINT_MERGEABLE, one->row, last->row);
}

void lint_check_duplicate(const struct lint *lint, const struct lint_desc *last,
			  const struct lint_desc *one)
{
	if (is_alike(last, one) && last->range.base == one->range.base &&
	    last->range.size == one->range.size)
		lint_pair(lint, LINT_DUPLICATE, one->row, last->row);
}

/* The descriptor that reaches highest so far, of free memory and of all
 * else. */
struct reach {
	phys_addr_t end;
	size_t row;
};

void lint_check_conflict(const struct lint *lint)
{
	struct reach reach[2] = { 0 };
	struct lint_desc one;
	size_t at = 0;

	while (lint_next(lint, &at, &one)) {
		bool usable = lint_is(&one, EFI_TYPES_USABLE);

		if (one.range.base < reach[!usable].end)
			lint_pair(lint, LINT_CONFLICT, one.row,
				  reach[!usable].row);
		if (range_end(one.range) > reach[usable].end)
			reach[usable] =
				(struct reach){ range_end(one.range), one.row };
	}
}
