/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a kernel with pages of 16 or 64 KiB makes of memory that is counted in
 * 4 KiB pages (page-size=): NOMAP grows to whole pages, memory shrinks to
 * them. No page is both, because a page of memory holds no NOMAP.
 */
#include "core/convert/convert_internal.h"

enum { KIND_NONE = 0 };

/* Those of which something is left. */
static size_t round_ranges(struct keyed_range *ret,
			   const struct keyed_range *ranges, size_t cnt,
			   phys_addr_t page)
{
	size_t kept = 0;

	for (size_t i = 0; i < cnt; i++) {
		ret[kept] = ranges[i];
		convert_round(&ret[kept], page);
		kept += ret[kept].range.size > 0;
	}
	return kept;
}

/* A walk over ranges: what covers an address, and up to where that is so. */
struct walk {
	const struct keyed_range *next, *end;
};

static uint32_t look(struct walk *walk, phys_addr_t at, phys_addr_t *ret_end)
{
	while (walk->next < walk->end && range_end(walk->next->range) <= at)
		walk->next++;
	if (walk->next == walk->end)
		return KIND_NONE;
	if (at < walk->next->range.base) {
		*ret_end = phys_min(*ret_end, walk->next->range.base);
		return KIND_NONE;
	}
	*ret_end = phys_min(*ret_end, range_end(walk->next->range));
	return walk->next->key;
}

static uint32_t change(uint32_t before, uint32_t after)
{
	if (before == after)
		return 0;
	if (after == KIND_NONE)
		return ROUNDING_LOST;
	return before == KIND_MEMORY ? ROUNDING_NOMAP : ROUNDING_GROWN;
}

static void add_piece(struct rounding *rounding, phys_addr_t base,
		      phys_addr_t end, uint32_t what)
{
	if (what == 0)
		return;
	/* Neighbours are of one kind in neither set: nor are pieces. */
	rounding->pieces[rounding->cnt++] = (struct rounding_piece){
		.range = { base, end - base },
		.change = (enum rounding_change)what,
	};
	rounding->lost += what == ROUNDING_GROWN ? 0 : end - base;
	rounding->nomap += what == ROUNDING_LOST ? 0 : end - base;
}

static void compare(struct rounding *rounding, struct walk before,
		    struct walk after)
{
	phys_addr_t at = 0, end;

	for (; at < PHYS_ADDR_MAX; at = end) {
		uint32_t was, is;

		end = PHYS_ADDR_MAX;
		was = look(&before, at, &end);
		is = look(&after, at, &end);
		add_piece(rounding, at, end, change(was, is));
	}
}

/* Linux takes a page that is memory in part whole, where no part is NOMAP:
 * those are the pages in which something is lost. */
static phys_addr_t linux_adds(const struct rounding *rounding, phys_addr_t page)
{
	phys_addr_t counted = 0, pages = 0, lost = 0;

	for (size_t i = 0; i < rounding->cnt; i++) {
		const struct rounding_piece *piece = &rounding->pieces[i];
		struct range whole = range_outward(piece->range, page);

		/* Nothing can be said of the page that ends at 2^64. */
		if (piece->change != ROUNDING_LOST || whole.size == 0)
			continue;
		lost += range_intersect(piece->range, whole).size;
		pages += range_end(whole) - phys_max(whole.base, counted);
		counted = range_end(whole);
	}
	return pages - lost;
}

const struct rounding_piece *rounding_from(const struct rounding *rounding,
					   phys_addr_t addr)
{
	size_t low = 0, high = rounding->cnt;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (range_end(rounding->pieces[middle].range) <= addr)
			low = middle + 1;
		else
			high = middle;
	}
	return low < rounding->cnt ? &rounding->pieces[low] : NULL;
}

int convert_rounding(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	struct rounding *rounding = &conversion->rounding;
	struct memblock_type *memory = &conversion->mb.memory;
	phys_addr_t page = conversion->settings->page_size;
	struct keyed_range *before = work->rounded;
	struct keyed_range *after = before + memory->cnt;
	size_t was, is;

	if (page == PAGE_SIZE_4K)
		return CORE_OK;
	was = convert_ranges_of(before, memory);
	is = round_ranges(work->ranges, before, was, page);
	keyed_sort(work->ranges, is, work->scratch);
	is = keyed_flatten(after, work->ranges, is, NULL);
	compare(rounding, (struct walk){ before, before + was },
		(struct walk){ after, after + is });
	rounding->linux_adds = linux_adds(rounding, page);
	convert_fill(memory, after, is);
	conversion->uncapped = memory->total_size;
	return convert_extend_physmap(&conversion->mb);
}
