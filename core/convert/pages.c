/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sets in whole pages, and what a kernel with pages of 16 or 64 KiB makes of
 * memory that is counted in 4 KiB pages (page-size=). NOMAP grows to whole
 * pages, memory shrinks to them. No page is both, because a page of memory
 * holds no NOMAP.
 */
#include "core/convert/stages.h"

#include "core/memblock/builder.h"

void convert_fill_pages(struct memblock_type *ret,
			const struct keyed_range *ranges, size_t cnt,
			phys_addr_t page)
{
	struct memblock_builder to = memblock_builder_begin(ret);
	phys_addr_t end = 0;

	for (size_t i = 0; i < cnt; i++) {
		bool nomap = ranges[i].key == KIND_NOMAP;
		struct range range =
			nomap ? range_outward(ranges[i].range, page)
			      : range_inward(ranges[i].range, page);

		/* Two ranges that are NOMAP may have grown into one page. */
		range = range_from_to(phys_max(range.base, end),
				      range_end(range));
		if (range.size == 0)
			continue;
		memblock_builder_append(&to, range.base, range.size,
					NUMA_NO_NODE,
					nomap ? MEMBLOCK_NOMAP : MEMBLOCK_NONE);
		end = range_end(range);
	}
	memblock_builder_end(&to);
}

int convert_extend_physmap(struct memblock *mb)
{
	struct memblock_range range = MEMBLOCK_RANGE_START;
	int status = CORE_OK;

	while (status == CORE_OK &&
	       memblock_next_range(&mb->memory, &mb->physmap, NULL, &range))
		status = memblock_physmap_add(mb, range.base,
					      range.end - range.base);
	return status;
}

/* --- page-size= ---------------------------------------------------------- */

static size_t ranges_of(struct keyed_range *ret,
			const struct memblock_type *type)
{
	for (size_t i = 0; i < type->cnt; i++) {
		const struct memblock_region *r = &type->regions[i];

		ret[i] = (struct keyed_range){
			.range = { r->base, r->size },
			.key = r->flags & MEMBLOCK_NOMAP ? KIND_NOMAP
							 : KIND_MEMORY,
		};
	}
	return type->cnt;
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

/* 0: nothing has changed. */
static uint32_t change_of(uint32_t before, uint32_t after)
{
	if (before == after)
		return 0;
	if (after == KIND_NONE)
		return ROUNDING_LOST;
	return before == KIND_MEMORY ? ROUNDING_NOMAP : ROUNDING_GROWN;
}

static void add_piece(struct rounding *rounding, struct range range,
		      uint32_t change)
{
	if (change == 0)
		return;
	/* Neighbours are of one kind in neither set: nor are pieces. */
	rounding->pieces[rounding->cnt++] = (struct rounding_piece){
		.range = range,
		.change = (enum rounding_change)change,
	};
	rounding->lost += change == ROUNDING_GROWN ? 0 : range.size;
	rounding->nomap += change == ROUNDING_LOST ? 0 : range.size;
}

static void compare(struct rounding *ret, struct walk before, struct walk after)
{
	phys_addr_t at = 0, end;

	for (; at < PHYS_ADDR_MAX; at = end) {
		uint32_t was, is;

		end = PHYS_ADDR_MAX;
		was = look(&before, at, &end);
		is = look(&after, at, &end);
		add_piece(ret, range_from_to(at, end), change_of(was, is));
	}
}

/* Linux takes a page that is memory in part as a whole, where no part is NOMAP:
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

void convert_page_size(struct memblock_type *memory, struct rounding *ret,
		       phys_addr_t page, struct keyed_range *scratch)
{
	size_t was = ranges_of(scratch, memory), is;
	struct keyed_range *before = scratch, *after = scratch + was;

	convert_fill_pages(memory, before, was, page);
	is = ranges_of(after, memory);
	compare(ret, (struct walk){ before, before + was },
		(struct walk){ after, after + is });
	ret->linux_adds = linux_adds(ret, page);
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
