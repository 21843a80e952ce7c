/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the checks of several sections use.
 */
#include "core/table/check_internal.h"

bool table_fault_(struct table_check *check, enum table_problem problem,
		  uint32_t tag, uint32_t index)
{
	check->fault = (struct table_fault){ problem, tag, index };
	return false;
}

bool table_text_good_(const struct table_check *check, uint32_t offset)
{
	const struct mbt_section *strings = check->sections[MBT_STRINGS];
	const char *text = (const char *)(strings + 1);

	if (offset == 0)
		return true;
	return offset < strings->count && text[offset - 1] == '\0' &&
	       text[offset] != '\0';
}

/* How many regions of the set start at or below addr. */
static uint32_t starts_up_to(const struct mbt_section *set, uint64_t addr)
{
	uint32_t low = 0, high = set->count;
	struct mbt_region region;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		mbt_get_region(set, mid, &region);
		if (region.base <= addr)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

bool table_covers_(const struct mbt_section *set, uint64_t base, uint64_t size)
{
	uint32_t i = starts_up_to(set, base);
	uint64_t at = base;
	struct mbt_region region;

	if (size > UINT64_MAX - base)
		return false;
	for (i -= i > 0; at < base + size; i++) {
		if (!mbt_get_region(set, i, &region) || region.base > at ||
		    mbt_region_end(&region) <= at)
			return false;
		at = mbt_region_end(&region);
	}
	return true;
}
