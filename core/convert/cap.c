/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The mem= that cuts the finished sets, and with reserved the claims.
 */
#include "core/convert/convert_internal.h"

/* Returns how many are left. */
static size_t cut_reservations_at(struct reservation *list, size_t cnt,
				  phys_addr_t end)
{
	size_t kept = 0;

	for (size_t i = 0; i < cnt; i++) {
		struct reservation one = list[i];

		if (one.range.base >= end)
			continue;
		one.range = range_from_to(one.range.base,
					  phys_min(range_end(one.range), end));
		list[kept++] = one;
	}
	return kept;
}

static void cut_reservations(struct conversion *conversion)
{
	const struct memblock_type *reserved = &conversion->mb.reserved;
	const struct memblock_region *last;
	phys_addr_t end = 0;

	if (reserved->cnt > 0) {
		last = &reserved->regions[reserved->cnt - 1];
		end = last->base + last->size;
	}
	conversion->reservation_cnt = cut_reservations_at(
		conversion->reservations, conversion->reservation_cnt, end);
	conversion->page_owner_cnt = cut_reservations_at(
		conversion->page_owners, conversion->page_owner_cnt, end);
}

int convert_cap(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	phys_addr_t mem = align_down(conversion->settings->mem,
				     conversion->settings->page_size);
	int status;

	if (conversion->settings->mem == MEM_NONE ||
	    !convert_caps_later(conversion->settings))
		return CORE_OK;
	if (conversion->settings->mem_kind == MEM_AMOUNT)
		status = memblock_mem_limit_remove_map(&conversion->mb, mem);
	else
		status = memblock_cap_memory_range(&conversion->mb, 0, mem);
	if (status == CORE_OK)
		cut_reservations(conversion);
	return status;
}
