/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The model: page frames, which may be two pages long, and what a page
 * allocator receives at the end of boot.
 */
#include <string.h>

#include "core/memblock/pfn.h"
#include "tests/lib/oracle_pages.h"

/* The frames of run [from, to): whole ones, or all that it touches. */
static struct memblock_pfn_range frames(const struct oracle *o, size_t from,
					size_t to, bool whole)
{
	uint64_t frame = oracle_frame(o), first = o->origin / o->unit / frame;
	uint64_t up = frame - 1;

	return (struct memblock_pfn_range){
		.start = first + (from + (whole ? up : 0)) / frame,
		.end = first + (to + (whole ? 0 : up)) / frame,
	};
}

static const char *frames_of_regions(const struct oracle *o)
{
	const struct memblock *mb = &o->mb;
	const oracle_cell *memory = o->cells[ORACLE_MEMORY];
	const oracle_cell *reserved = o->cells[ORACLE_RESERVED];
	const struct memblock_region *r = mb->memory.regions;
	const struct memblock_region *t = mb->reserved.regions;

	for (size_t i = 0, end; i < ORACLE_PAGES; i = end) {
		struct memblock_pfn_range f;

		end = oracle_run_end(memory, i);
		f = frames(o, i, end, true);
		if (memory[i] &&
		    (memblock_region_memory_base_pfn(mb, r) != f.start ||
		     memblock_region_memory_end_pfn(mb, r++) != f.end))
			return "frames of memory differ";
	}
	for (size_t i = 0, end; i < ORACLE_PAGES; i = end) {
		struct memblock_pfn_range f;

		end = oracle_run_end(reserved, i);
		f = frames(o, i, end, false);
		if (reserved[i] &&
		    (memblock_region_reserved_base_pfn(mb, t) != f.start ||
		     memblock_region_reserved_end_pfn(mb, t++) != f.end))
			return "frames of reserved differ";
	}
	return NULL;
}

static const char *loop_over_frames(const struct oracle *o, int nid)
{
	const oracle_cell *memory = o->cells[ORACLE_MEMORY];
	struct memblock_pfn_range got[ORACLE_PAGES], i;
	size_t n = 0, k = 0;

	for_each_mem_pfn_range(&o->mb, nid, &i)
		got[n++] = i;
	for (size_t at = 0, end; at < ORACLE_PAGES; at = end) {
		struct memblock_pfn_range f;

		end = oracle_run_end(memory, at);
		f = frames(o, at, end, true);
		if (!memory[at] || f.start >= f.end ||
		    (nid >= 0 && nid != oracle_nid(memory[at])))
			continue;
		if (k == n || got[k].start != f.start || got[k].end != f.end ||
		    got[k].nid != oracle_nid(memory[at]))
			return "a loop gives other frames";
		k++;
	}
	i = (struct memblock_pfn_range){ 0 };
	if (memblock_next_mem_pfn_range(&o->mb, nid, &i) != (n > 0))
		return "the first frames differ";
	return k == n ? NULL : "a loop gives frames more";
}

static const char *coverage(const struct oracle *o, uint64_t allowed)
{
	const oracle_cell *memory = o->cells[ORACLE_MEMORY];
	uint64_t without = 0;

	for (size_t at = 0, end; at < ORACLE_PAGES; at = end) {
		struct memblock_pfn_range f;

		end = oracle_run_end(memory, at);
		f = frames(o, at, end, true);
		if (memory[at] && oracle_nid(memory[at]) < 0 && f.start < f.end)
			without += f.end - f.start;
	}
	return memblock_validate_numa_coverage(&o->mb,
					       allowed << o->mb.page_shift) ==
			       (without <= allowed)
		       ? NULL
		       : "the coverage differs";
}

static const char *node_of_frame(const struct oracle *o, size_t page)
{
	const oracle_cell *memory = o->cells[ORACLE_MEMORY];
	uint64_t start = 1, end = 0;
	struct memblock_pfn_range f;
	size_t from, at = page - page % oracle_frame(o);
	int nid = memblock_search_pfn_nid(
		&o->mb, oracle_address(o, at) >> o->mb.page_shift, &start,
		&end);

	if (!memory[at])
		return nid == NUMA_NO_NODE && start == 1 && end == 0
			       ? NULL
			       : "a frame has a node without memory";
	for (from = at; from > 0 && memory[from - 1] == memory[at];)
		from--;
	f.start = frames(o, from, at + 1, false).start;
	f.end = frames(o, at, oracle_run_end(memory, at), true).end;
	return nid == oracle_nid(memory[at]) && start == f.start && end == f.end
		       ? NULL
		       : "a frame has another node";
}

const char *oracle_frames(struct oracle *o, struct oracle_range r,
			  unsigned int arg)
{
	const char *differs;

	if (!oracle_is_aligned(o))
		return NULL;
	differs = frames_of_regions(o);
	if (!differs)
		differs = loop_over_frames(o, (int)(arg & 3) - 1);
	if (!differs)
		differs = coverage(o, arg >> 2 & 31);
	return differs ? differs : node_of_frame(o, r.from);
}

/* --- every free page ------------------------------------------------------ */

/* The order of the block that must begin at page and end by end. */
static unsigned int order_at(const struct oracle *o, size_t page, size_t end,
			     unsigned int max)
{
	phys_addr_t size = (phys_addr_t)1 << o->mb.page_shift;
	unsigned int order = 0;

	while (order < max && oracle_address(o, page) % (size << 1) == 0 &&
	       size << 1 <= (end - page) * o->unit) {
		size <<= 1;
		order++;
	}
	return order;
}

/* Free memory, with and without changes to nodes. */
static bool is_left(const struct oracle *o, size_t i)
{
	oracle_cell c = o->cells[ORACLE_MEMORY][i];

	return c && !o->cells[ORACLE_RESERVED][i] &&
	       !(oracle_flags(c) & (MEMBLOCK_NOMAP | MEMBLOCK_DRIVER_MANAGED));
}

static size_t left_until(const struct oracle *o, size_t i)
{
	size_t end = i;

	while (end < ORACLE_PAGES && is_left(o, end) &&
	       o->cells[ORACLE_MEMORY][end] == o->cells[ORACLE_MEMORY][i])
		end++;
	return end;
}

struct blocks {
	struct memblock_block got[ORACLE_PAGES];
	size_t n;
};

static void note(void *ctx, struct memblock_block block)
{
	struct blocks *b = ctx;

	b->got[b->n++] = block;
}

/* The blocks of the run of pages [i, end), after the first k of all. */
static const char *blocks_of(const struct oracle *o, const struct blocks *b,
			     size_t *k, size_t i, size_t end, unsigned int max)
{
	size_t frame = oracle_frame(o);

	i += (frame - i % frame) % frame;
	while (i + frame <= end) {
		unsigned int order = order_at(o, i, end, max);
		const struct memblock_block *got = &b->got[*k];

		if (*k == b->n || got->order != order ||
		    got->base != oracle_address(o, i))
			return "another block is free";
		i += frame << order;
		if (got->end != oracle_address(o, i))
			return "a block ends elsewhere";
		++*k;
	}
	return NULL;
}

const char *oracle_free_all(struct oracle *o, struct oracle_range r,
			    unsigned int arg)
{
	unsigned int max = arg & 7;
	struct memblock_block first = { 0 };
	struct blocks b = { .n = 0 };
	const char *differs = NULL;
	uint64_t frames, counted = 0;
	size_t k = 0;

	(void)r;
	if (!oracle_is_aligned(o))
		return NULL;
	frames = memblock_free_all(&o->mb, max, note, &b);
	for (size_t i = 0, end; i < ORACLE_PAGES && !differs; i = end) {
		end = left_until(o, i);
		differs = blocks_of(o, &b, &k, i, end, max);
		end += end == i;
	}
	if (differs)
		return differs;
	for (size_t i = 0; i < b.n; i++)
		counted += (uint64_t)1 << b.got[i].order;
	if (memblock_next_free_block(&o->mb, max, &first) != (k > 0))
		return "the first block differs";
	if (k != b.n || counted != frames)
		return "a block too many is free";
	return oracle_compare(o);
}
