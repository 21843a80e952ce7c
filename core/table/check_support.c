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

/* Finds the region of the set that contains addr. */
static bool find_region(const struct mbt_section *set, uint64_t addr,
			struct mbt_region *ret)
{
	uint32_t low = 0, high = set->count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		mbt_get_region(set, mid, ret);
		if (mbt_region_end(ret) <= addr)
			low = mid + 1;
		else if (ret->base > addr)
			high = mid;
		else
			return true;
	}
	return false;
}

bool table_covers_(const struct mbt_section *set, uint64_t base, uint64_t size)
{
	struct mbt_region region;

	if (size > UINT64_MAX - base)
		return false;
	for (uint64_t at = base; at < base + size; at = mbt_region_end(&region))
		if (!find_region(set, at, &region))
			return false;
	return true;
}
