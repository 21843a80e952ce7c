/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Page frames, nodes, and what a page allocator receives. A frame is two cells,
 * so that regions begin and end inside of one.
 */
#include "core/memblock/alloc.h"
#include "core/memblock/pfn.h"
#include "tests/prove/pairs.h"

#define UNIT  8
#define SHIFT 4
#define FRAME 2 /* cells */

static uint64_t first_frame(const struct pair *p)
{
	return p->grid.origin >> SHIFT;
}

/* The frames that are in cells [from, to), and those that touch them. */
static uint64_t up(const struct pair *p, size_t at)
{
	return first_frame(p) + (at + FRAME - 1) / FRAME;
}

static uint64_t down(const struct pair *p, size_t at)
{
	return first_frame(p) + at / FRAME;
}

static bool frames_of_regions(struct pair *p)
{
	const struct memblock_region *m = p->mb.memory.regions;
	const struct memblock_region *r = p->mb.reserved.regions;
	size_t n = p->grid.n;

	for (size_t i = 0, end; i < n; i = end) {
		end = cells_region_end(&p->memory, n, i);
		if (!p->memory.at[i])
			continue;
		if (memblock_region_memory_base_pfn(&p->mb, m) != up(p, i) ||
		    memblock_region_memory_end_pfn(&p->mb, m++) != down(p, end))
			return pair_differs(p, "frames of memory");
	}
	for (size_t i = 0, end; i < n; i = end) {
		end = cells_region_end(&p->reserved, n, i);
		if (!p->reserved.at[i])
			continue;
		if (memblock_region_reserved_base_pfn(&p->mb, r) !=
			    down(p, i) ||
		    memblock_region_reserved_end_pfn(&p->mb, r++) != up(p, end))
			return pair_differs(p, "frames of reserved");
	}
	enumerate_count(p->t, 2 * (p->mb.memory.cnt + p->mb.reserved.cnt));
	return true;
}

/* The first frames at or after frame `at` of memory on the node. */
static struct memblock_pfn_range right_range(const struct pair *p, uint64_t at,
					     int nid)
{
	size_t n = p->grid.n;

	for (size_t i = 0, end; i < n; i = end) {
		uint64_t from = up(p, i), to;

		end = cells_region_end(&p->memory, n, i);
		to = down(p, end);
		from = from < at ? at : from;
		if (p->memory.at[i] && from < to &&
		    (nid < 0 || nid == cell_nid(p->memory.at[i])))
			return (struct memblock_pfn_range){
				from, to, cell_nid(p->memory.at[i])
			};
	}
	return (struct memblock_pfn_range){ 0 };
}

static bool walk(struct pair *p)
{
	for (int nid = -1; nid < 2; nid++)
		for (size_t at = 0; at <= p->grid.n / FRAME; at++) {
			uint64_t from = at ? first_frame(p) + at : 0;
			struct memblock_pfn_range range = { .end = from };
			struct memblock_pfn_range right =
				right_range(p, from, nid);
			bool found = memblock_next_mem_pfn_range(&p->mb, nid,
								 &range);

			enumerate_count(p->t, 1);
			if (found != (right.end > 0) ||
			    (found && (range.start != right.start ||
				       range.end != right.end ||
				       range.nid != right.nid)))
				return pair_differs(p, "a walk over frames");
		}
	return true;
}

static bool nodes(struct pair *p)
{
	size_t n = p->grid.n;

	for (size_t i = 0; i < n; i += FRAME) {
		uint64_t start = 1, end = 2;
		cell c = p->memory.at[i];
		size_t from = i;
		int nid = memblock_search_pfn_nid(&p->mb, down(p, i), &start,
						  &end);

		while (from > 0 && p->memory.at[from - 1] == c)
			from--;
		enumerate_count(p->t, 1);
		if (c ? nid != cell_nid(c) || start != down(p, from) ||
				    end != down(p, cells_region_end(&p->memory,
								    n, i))
		      : nid != NUMA_NO_NODE || start != 1 || end != 2)
			return pair_differs(p, "the node of a frame");
	}
	return true;
}

/* Bytes of reserved below the limit with the flag, on the node. */
static phys_addr_t with(const struct pair *p, size_t limit, int nid,
			uint32_t flag)
{
	phys_addr_t bytes = 0;

	for (size_t i = 0; i < limit; i++)
		if (p->reserved.at[i] && cell_flags(p->reserved.at[i]) & flag &&
		    (nid < 0 || nid == cell_nid(p->reserved.at[i])))
			bytes += UNIT;
	return bytes;
}

static bool sizes(struct pair *p)
{
	phys_addr_t kern = with(p, p->grid.n, -1, MEMBLOCK_RSRV_KERN);
	phys_addr_t all = cells_units(&p->memory, p->grid.n) * UNIT;

	for (size_t to = 0; to <= p->grid.n; to++)
		for (int nid = -1; nid < 2; nid++) {
			phys_addr_t limit = grid_address(&p->grid, to);

			enumerate_count(p->t, 2);
			if (memblock_reserved_kern_size(&p->mb, limit, nid) !=
				    with(p, to, nid, MEMBLOCK_RSRV_KERN) ||
			    memblock_reserved_hugetlb_size(&p->mb, limit,
							   nid) !=
				    with(p, to, nid, MEMBLOCK_RSRV_HUGETLB))
				return pair_differs(p, "reserved sizes");
		}
	enumerate_count(p->t, 1);
	if (memblock_estimated_nr_free_pages(&p->mb) !=
	    (kern < all ? (all - kern) >> SHIFT : 0))
		return pair_differs(p, "estimated_nr_free_pages");
	return true;
}

/* Whole frames of regions without a node. */
static uint64_t frames_of_no_node(const struct pair *p)
{
	size_t n = p->grid.n;
	uint64_t frames = 0;

	for (size_t i = 0, end; i < n; i = end) {
		cell c = p->memory.at[i];

		end = cells_region_end(&p->memory, n, i);
		if (c && cell_nid(c) == NUMA_NO_NODE && up(p, i) < down(p, end))
			frames += down(p, end) - up(p, i);
	}
	return frames;
}

static bool coverage(struct pair *p, const void *unused)
{
	uint64_t bytes;

	(void)unused;
	p->mb.page_shift = SHIFT;
	bytes = frames_of_no_node(p) << SHIFT;
	for (phys_addr_t most = 0; most <= (p->grid.n + 1) * UNIT; most++) {
		enumerate_count(p->t, 1);
		if (memblock_validate_numa_coverage(&p->mb, most) !=
		    (bytes <= most))
			return pair_differs(p, "the coverage by nodes");
	}
	return true;
}

/* --- blocks --------------------------------------------------------------- */

struct blocks {
	const struct pair *p;
	struct cells given;
	unsigned int max_order;
	uint64_t frames;
	phys_addr_t end; /* of the last one */
	bool right;
};

/* Whether cells [from, to) are free and of one region of memory. */
static bool is_free(const struct pair *p, size_t from, size_t to)
{
	const uint32_t never = MEMBLOCK_NOMAP | MEMBLOCK_DRIVER_MANAGED;
	cell c = p->memory.at[from];

	if (to > p->grid.n || !c || cell_flags(c) & never)
		return false;
	for (; from < to; from++)
		if (p->memory.at[from] != c || p->reserved.at[from])
			return false;
	return true;
}

/* A block must be free and aligned, and the largest that is. */
static void take(void *ctx, struct memblock_block block)
{
	struct blocks *b = ctx;
	phys_addr_t bytes = (phys_addr_t)1 << (SHIFT + block.order);
	size_t from = (size_t)((block.base - b->p->grid.origin) / UNIT);
	size_t n = bytes / UNIT;

	b->right = b->right && block.end - block.base == bytes &&
		   block.base >= b->end && block.base % bytes == 0 &&
		   is_free(b->p, from, from + n) && block.order <= b->max_order;
	if (block.order < b->max_order && block.base % (2 * bytes) == 0)
		b->right = b->right && !is_free(b->p, from, from + 2 * n);
	for (size_t i = from; i < from + n && i < b->p->grid.n; i++)
		b->given.at[i] = 1;
	b->frames += (uint64_t)1 << block.order;
	b->end = block.end;
}

static bool blocks(struct pair *p)
{
	for (unsigned int order = 0; order <= 3; order++) {
		struct blocks b = { p, { { 0 } }, order, 0, 0, true };
		struct memblock_block first = { 0 };
		uint64_t frames = memblock_free_all(&p->mb, order, take, &b);

		enumerate_count(p->t, 2);
		for (size_t i = 0; i < p->grid.n; i++) {
			size_t at = i / FRAME * FRAME;

			if (b.given.at[i] != is_free(p, at, at + FRAME))
				b.right = false;
		}
		if (!b.right || frames != b.frames ||
		    memblock_next_free_block(&p->mb, order, &first) !=
			    (frames > 0))
			return pair_differs(p, "blocks for the allocator");
	}
	return true;
}

static bool one_pair(struct pair *p, const void *unused)
{
	(void)unused;
	p->mb.page_shift = SHIFT;
	return frames_of_regions(p) && walk(p) && nodes(p) && sizes(p) &&
	       blocks(p);
}

bool enumerate_frames(struct enumerate_task *t)
{
	const cell memory[] = { cell_of(0, 0), cell_of(MEMBLOCK_NOMAP, 1) };
	const cell reserved[] = { cell_of(MEMBLOCK_RSRV_KERN, 0),
				  cell_of(MEMBLOCK_RSRV_HUGETLB, 1) };
	const cell nodes_or_not[] = { cell_of(0, 0), cell_of(0, NUMA_NO_NODE) };
	const cell one_kind[] = { cell_of(0, 0), 0 };

	return pair_every(t, grid_at_bottom(t->n, UNIT), nodes_or_not, one_kind,
			  coverage, NULL) &&
	       pair_every(t, grid_at_bottom(t->n, UNIT), memory, reserved,
			  one_pair, NULL) &&
	       pair_every(t, grid_below_top((t->n - 1) | 1, UNIT), memory,
			  reserved, one_pair, NULL);
}
