/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The model: allocation. Every place is tried, page by page; the result must be
 * the highest or lowest that is possible, and zeroed where that is documented.
 */
#include <string.h>

#include "tests/lib/oracle_pages.h"

/* The request: limits in bytes, and which memory. */
struct wish {
	size_t pages;
	phys_addr_t align;
	phys_addr_t start, end;
	int nid;
	bool exact;
	uint32_t need;
	bool no_mirror;
};

static bool is_page(const struct oracle *o, const struct wish *w, size_t i)
{
	oracle_cell c = o->cells[ORACLE_MEMORY][i];

	return oracle_is_free(o, i) && !(w->need & ~oracle_flags(c)) &&
	       (w->nid < 0 || w->nid == oracle_nid(c));
}

/* All pages free, and all of one region of memory. */
static bool fits_at(const struct oracle *o, const struct wish *w, size_t at)
{
	const oracle_cell *memory = o->cells[ORACLE_MEMORY];
	phys_addr_t addr = oracle_address(o, at);

	if (addr >> o->mb.page_shift == 0 || addr < w->start ||
	    (addr & (w->align - 1)) || at + w->pages > ORACLE_PAGES ||
	    oracle_address(o, at + w->pages) > w->end)
		return false;
	for (size_t i = at; i < at + w->pages; i++)
		if (!is_page(o, w, i) || memory[i] != memory[at])
			return false;
	return true;
}

#define NOWHERE ORACLE_PAGES

static size_t place_for(const struct oracle *o, const struct wish *w)
{
	size_t found = NOWHERE;

	for (size_t i = 0; i < ORACLE_PAGES; i++)
		if (fits_at(o, w, i) &&
		    !(found != NOWHERE && memblock_bottom_up(&o->mb)))
			found = i;
	return found;
}

/* The node, any node, then both again without requiring mirrored memory.
 * *ret_nid is the node that was searched. */
static size_t place_in_order(const struct oracle *o, struct wish w,
			     int *ret_nid)
{
	bool mirror = memblock_has_mirror(&o->mb) && !w.no_mirror;
	const uint32_t needs[] = { mirror ? MEMBLOCK_MIRROR : 0, 0 };
	const int nids[] = { w.nid, w.exact ? w.nid : NUMA_NO_NODE };

	for (size_t i = 0; i < 4; i++) {
		size_t at;

		w.need = needs[i / 2];
		w.nid = *ret_nid = nids[i % 2];
		at = place_for(o, &w);
		if (at != NOWHERE)
			return at;
	}
	return NOWHERE;
}

/* The request as the allocator interprets it. */
static struct wish wish_of(const struct oracle *o,
			   const struct memblock_request *rq, unsigned int how)
{
	phys_addr_t limit = memblock_get_current_limit(&o->mb);
	struct wish w = {
		.pages = (size_t)(rq->size / o->unit),
		.align = how & ORACLE_HUGE ? rq->size : rq->align,
		.start = how & ORACLE_FROM ? rq->start : 0,
		.end = how & ORACLE_TO && rq->end ? rq->end : limit,
		.nid = how & ORACLE_NID ? rq->nid : NUMA_NO_NODE,
		.exact = how & ORACLE_ALWAYS ||
			 (how & ORACLE_EXACT && rq->exact_nid),
		.no_mirror = how & ORACLE_HUGE,
	};

	if (how & ORACLE_LOW && w.end > ARCH_LOW_ADDRESS_LIMIT)
		w.end = ARCH_LOW_ADDRESS_LIMIT;
	if (how & ORACLE_POINTER && w.end > limit)
		w.end = limit;
	return w;
}

/* The effect of the allocation on reserved. */
static struct oracle_change taking(const struct oracle *o, const struct wish *w,
				   size_t at, int nid, unsigned int how)
{
	uint32_t huge = how & ORACLE_HUGE ? MEMBLOCK_RSRV_HUGETLB : 0;

	return (struct oracle_change){
		.effect = ORACLE_FILL,
		.with = oracle_cell_of(MEMBLOCK_RSRV_KERN | huge, nid),
		.ranges = { { at, at + w->pages, oracle_address(o, at),
			      w->pages * o->unit } },
		.n = at != NOWHERE,
	};
}

/* A preferred start is dropped if memory above it is not available, or if the
 * array has no room for the reservation. */
static size_t find_place(const struct oracle *o, struct wish w,
			 unsigned int how, int *ret_nid)
{
	size_t at = place_in_order(o, w, ret_nid);
	struct oracle_change c = taking(o, &w, at, *ret_nid, how);

	if (!(how & ORACLE_POINTER) ||
	    (at != NOWHERE && oracle_has_room(o, ORACLE_RESERVED, &c)))
		return at;
	if (at != NOWHERE && o->mb.can_resize &&
	    !oracle_no_place(o, ORACLE_RESERVED, c.ranges[0]))
		return at;
	w.start = 0;
	return place_in_order(o, w, ret_nid);
}

static struct memblock_request request(const struct oracle *o,
				       struct oracle_range r, unsigned int arg)
{
	size_t pages = (size_t)1 << (arg & 3);
	size_t top = ORACLE_PAGES - (arg >> 3 & 7);

	/* Also sizes that are not a power of two. */
	pages -= pages == 4 && (arg & 0x400);
	return (struct memblock_request){
		.size = pages * o->unit,
		.align = o->unit << (arg >> 2 & 1),
		.start = r.base,
		.end = arg & 0x800 ? MEMBLOCK_ALLOC_ACCESSIBLE
				   : oracle_address(o, top),
		.nid = (int)(r.to & 3) - 1,
		.exact_nid = arg & 0x40,
	};
}

static bool filled_with(const struct oracle *o, struct oracle_range r, int byte)
{
	const uint8_t *p = memblock_phys_to_virt(&o->mb, r.base);

	return p[0] == byte && memcmp(p, p + 1, (size_t)r.size - 1) == 0;
}

static const char *nothing_given(struct oracle *o, struct wish w,
				 unsigned int how, int status)
{
	int why = w.end <= w.start ? CORE_EINVAL : CORE_ENOMEM;

	if (status == CORE_OK)
		return "an allocation more";
	if (how & ORACLE_TELLS && status != why)
		return "another reason";
	return oracle_compare(o);
}

const char *oracle_alloc(struct oracle *o, struct oracle_range r,
			 unsigned int arg)
{
	const struct oracle_allocator *a =
		&oracle_allocators[(arg >> 12) % ORACLE_ALLOCATORS];
	struct memblock_request rq = request(o, r, arg);
	struct wish w = wish_of(o, &rq, a->how);
	int nid;
	size_t at = find_place(o, w, a->how, &nid);
	struct oracle_change c = taking(o, &w, at, nid, a->how);
	phys_addr_t addr = 0;
	int status;

	if (!oracle_is_aligned(o) ||
	    (a->how & ORACLE_HUGE && rq.size & (rq.size - 1)))
		return NULL;
	if (at == NOWHERE)
		return nothing_given(o, w, a->how, a->call(&o->mb, &rq, &addr));
	r = c.ranges[0];
	memset(memblock_phys_to_virt(&o->mb, r.base), 0xee, (size_t)r.size);
	status = a->call(&o->mb, &rq, &addr);
	if (status == CORE_OK && addr != r.base)
		return "an allocation elsewhere";
	if (!filled_with(o, r,
			 status == CORE_OK && a->how & ORACLE_CLEARED ? 0
								      : 0xee))
		return "memory is cleared, or is not";
	/* Only one of them distinguishes a full array from missing memory. */
	if (status && !(a->how & ORACLE_TELLS) && !o->mb.can_resize)
		status = CORE_ENOSPC;
	return oracle_judge(o, ORACLE_RESERVED, &c, true, status);
}

/* A search reserves nothing. */
const char *oracle_find(struct oracle *o, struct oracle_range r,
			unsigned int arg)
{
	struct memblock_request rq = request(o, r, arg);
	struct wish w = wish_of(o, &rq, ORACLE_FROM | ORACLE_TO | ORACLE_NID);
	phys_addr_t addr;
	size_t at;

	if (!oracle_is_aligned(o))
		return NULL;
	if (arg & 0x1000) {
		w.nid = NUMA_NO_NODE;
		addr = memblock_find_in_range(&o->mb, rq.start, rq.end, rq.size,
					      rq.align);
	} else {
		w.need = arg & 0x2000 ? 1u << (arg >> 14 & 3) : 0;
		addr = memblock_find_in_range_node(&o->mb, rq.size, rq.align,
						   rq.start, rq.end, w.nid,
						   w.need);
	}
	at = place_for(o, &w);
	if (addr != (at == NOWHERE ? 0 : oracle_address(o, at)))
		return "another place is found";
	return oracle_compare(o);
}
