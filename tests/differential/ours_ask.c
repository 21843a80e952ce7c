/* SPDX-License-Identifier: BSD-2-Clause */
/* Our side: queries and walks. */
#include "tests/differential/ours.h"

#include <stdlib.h>

/* --- queries ------------------------------------------------------------- */

static void search(const struct diff_call *c, uint64_t *value)
{
	const struct memblock_region *r =
		memblock_search(ours_type(c->set), c->base);

	value[0] = r == NULL;
	value[1] = r ? r->base : 0;
}

static void settings(struct memblock *mb, const struct diff_call *c,
		     uint64_t *value)
{
	memblock_set_bottom_up(mb, c->on);
	memblock_set_current_limit(mb, c->end);
	value[0] = memblock_bottom_up(mb);
	value[1] = memblock_get_current_limit(mb);
	value[2] = memblock_has_mirror(mb);
}

void ours_ask(struct memblock *mb, const struct diff_call *c, uint64_t *value)
{
	phys_addr_t base = c->base, size = c->size;

	switch (c->op) {
	case OP_is_memory:
		value[0] = memblock_is_memory(mb, base);
		break;
	case OP_is_map_memory:
		value[0] = memblock_is_map_memory(mb, base);
		break;
	case OP_is_reserved:
		value[0] = memblock_is_reserved(mb, base);
		break;
	case OP_is_region_memory:
		value[0] = memblock_is_region_memory(mb, base, size);
		break;
	case OP_is_region_reserved:
		value[0] = memblock_is_region_reserved(mb, base, size);
		break;
	case OP_overlaps_region:
		value[0] =
			memblock_overlaps_region(ours_type(c->set), base, size);
		break;
	case OP_search:
		search(c, value);
		break;
	case OP_sizes:
		value[0] = memblock_phys_mem_size(mb);
		value[1] = memblock_reserved_size(mb);
		break;
	case OP_reserved_kern_size:
		value[0] = memblock_reserved_kern_size(mb, base, c->nid);
		break;
	case OP_reserved_hugetlb_size:
		value[0] = memblock_reserved_hugetlb_size(mb, base, c->nid);
		break;
	case OP_start_of_DRAM:
		value[0] = memblock_start_of_DRAM(mb);
		break;
	case OP_end_of_DRAM:
		value[0] = memblock_end_of_DRAM(mb);
		break;
	case OP_search_pfn_nid:
		value[0] = (uint64_t)memblock_search_pfn_nid(
			mb, base, &value[1], &value[2]);
		break;
	case OP_validate_numa_coverage:
		value[0] = memblock_validate_numa_coverage(mb, size);
		break;
	case OP_estimated_nr_free_pages:
		value[0] = memblock_estimated_nr_free_pages(mb);
		break;
	case OP_addrs_overlap:
		value[0] = memblock_addrs_overlap(base, size, c->more[0][0],
						  c->more[0][1]);
		break;
	case OP_settings:
		settings(mb, c, value);
		break;
	default:
		abort();
	}
}

/* --- walks --------------------------------------------------------------- */

static void give(struct diff_result *to, phys_addr_t base, phys_addr_t end,
		 uint32_t flags, int nid)
{
	if (to->n < DIFF_ROOM)
		to->list[to->n++] =
			(struct diff_region){ base, end - base, flags, nid };
}

static void give_predicates(const struct memblock *mb, struct diff_result *to)
{
	const struct memblock_region *r;

	for_each_mem_region(mb, r)
		give(to,
		     (phys_addr_t)(memblock_is_hotpluggable(r) |
				   memblock_is_mirror(r) << 1 |
				   memblock_is_nomap(r) << 2 |
				   memblock_is_driver_managed(r) << 3 |
				   memblock_is_kho_scratch(r) << 6),
		     r->base + r->size, r->flags, memblock_get_region_node(r));
	for_each_reserved_mem_region(mb, r)
		give(to, memblock_is_reserved_noinit(r), r->base + r->size,
		     r->flags, r->nid);
}

static void give_pfns(const struct memblock *mb, struct diff_result *to)
{
	const struct memblock_region *r;

	for_each_mem_region(mb, r)
		give(to, memblock_region_memory_base_pfn(mb, r),
		     memblock_region_memory_end_pfn(mb, r), 0, 0);
	for_each_reserved_mem_region(mb, r)
		give(to, memblock_region_reserved_base_pfn(mb, r),
		     memblock_region_reserved_end_pfn(mb, r), 1, 0);
}

/* Which regions Linux's walk with these flags visits. */
static struct memblock_filter filter_of(const struct memblock *mb,
					const struct diff_call *c)
{
	uint32_t asked = MEMBLOCK_NOMAP | MEMBLOCK_DRIVER_MANAGED;

	if (mb->movable_node)
		asked |= MEMBLOCK_HOTPLUG;
	return (struct memblock_filter){
		.nid = c->nid,
		.skip_flags = asked & ~c->flags,
		.need_flags =
			c->flags & (MEMBLOCK_MIRROR | MEMBLOCK_KHO_SCRATCH),
	};
}

static void give_block(void *ctx, struct memblock_block block)
{
	give(ctx, block.base, block.end, block.order, 0);
}

/* A block for each array, whatever its size. */
static void give_array(void *ctx, struct memblock_block block)
{
	struct diff_result *to = ctx;
	struct diff_region *last = &to->list[to->n - 1];

	if (to->n && last->base + last->size == block.base)
		last->size += block.end - block.base;
	else
		give(to, block.base, block.end, 0, 0);
}

static void changing_walk(struct memblock *mb, struct diff_result *to)
{
	const struct memblock_filter filter = {
		.nid = NUMA_NO_NODE,
		.skip_flags = MEMBLOCK_NOMAP | MEMBLOCK_DRIVER_MANAGED |
			      (mb->movable_node ? MEMBLOCK_HOTPLUG : 0u),
	};
	struct memblock_range i;

	for_each_free_mem_range(mb, &filter, &i) {
		give(to, i.base, i.end, 0, 0);
		if (i.end - i.base > 1 && to->n < 16)
			memblock_reserve(mb, i.base, (i.end - i.base) / 2);
	}
}

void ours_walk(struct memblock *mb, const struct diff_call *c,
	       struct diff_result *to)
{
	struct memblock_filter filter = filter_of(mb, c);
	struct memblock_pfn_range pfns;
	struct memblock_range i;

	switch (c->op) {
	case OP_predicates:
		give_predicates(mb, to);
		break;
	case OP_region_pfns:
		give_pfns(mb, to);
		break;
	case OP_mem_range:
		for_each_mem_range(mb, &i)
			give(to, i.base, i.end, 0, 0);
		break;
	case OP_mem_range_rev:
		for_each_mem_range_rev(mb, &i)
			give(to, i.base, i.end, 0, 0);
		break;
	case OP_reserved_mem_range:
		for_each_reserved_mem_range(mb, &i)
			give(to, i.base, i.end, 0, 0);
		break;
	case OP_free_mem_range:
		for_each_free_mem_range(mb, &filter, &i)
			give(to, i.base, i.end, 0, i.nid);
		break;
	case OP_free_mem_range_reverse:
		for_each_free_mem_range_reverse(mb, &filter, &i)
			give(to, i.base, i.end, 0, i.nid);
		break;
	case OP_physmem_range:
		for_each_physmem_range(mb, ours_type(c->set), &i)
			give(to, i.base, i.end, 0, 0);
		break;
	case OP_mem_pfn_range:
		for_each_mem_pfn_range(mb, c->nid, &pfns)
			give(to, pfns.start, pfns.end, 0, pfns.nid);
		break;
	case OP_free_all:
		memblock_free_all(mb, 10, give_block, to);
		break;
	case OP_discard:
		memblock_discard(mb, 10, give_array, to);
		break;
	case OP_changing_walk:
		changing_walk(mb, to);
		break;
	default:
		abort();
	}
}
