/* SPDX-License-Identifier: BSD-2-Clause */
/* Part of linux.c, the only file that includes it: walks, and what they give.
 */
#ifndef TESTS_DIFFERENTIAL_LINUX_WALKS_H
#define TESTS_DIFFERENTIAL_LINUX_WALKS_H

static struct diff_result *out;

static void give(u64 start, u64 end, u32 flags, int nid)
{
	if (out->n < DIFF_ROOM)
		out->list[out->n++] =
			(struct diff_region){ start, end - start, flags,
					      nid == MAX_NUMNODES ? NUMA_NO_NODE
								  : nid };
}

void memblock_free_pages(unsigned long pfn, unsigned int order)
{
	give((u64)pfn << PAGE_SHIFT, (pfn + (1ull << order)) << PAGE_SHIFT,
	     order, 0);
}

/* Whole pages only, as free_low_memory_core_early() does it. */
static void free_all(void)
{
	phys_addr_t start, end;
	u64 i;

	max_low_pfn = ULONG_MAX;
	for_each_free_mem_range(i, NUMA_NO_NODE, MEMBLOCK_HOTPLUG, &start, &end,
				NULL)
		__free_memory_core(start, end);
}

/* Arrays that touch are one range. */
static void give_joined(u64 start, u64 end, u32 flags, int nid)
{
	if (out->n && out->list[0].base + out->list[0].size == start)
		out->list[0].size += end - start;
	else
		give(start, end, flags, nid);
}

static void discard_all(void)
{
	struct memblock_type *types[] = { &memblock.memory,
					  &memblock.reserved };

	for (int i = 0; i < 2; i++)
		if (types[i]->regions != initial(i))
			give_joined(
				__pa(types[i]->regions),
				__pa(types[i]->regions) +
					PAGE_ALIGN(
						types[i]->max *
						sizeof(struct memblock_region)),
				0, 0);
}

/* Reserves the lower half of each range that it finds. */
static void changing_walk(void)
{
	phys_addr_t start, end;
	u64 i;

	for_each_free_mem_range(i, NUMA_NO_NODE, MEMBLOCK_NONE, &start, &end,
				NULL) {
		give(start, end, 0, 0);
		if (end - start > 1 && out->n < 16)
			memblock_reserve(start, (end - start) / 2);
	}
}

static void walk(const struct diff_call *c, struct diff_result *result)
{
	enum memblock_flags flags = c->flags;
	struct memblock_region *r;
	phys_addr_t start, end;
	unsigned long from, to;
	int nid, k;
	u64 i;

	out = result;
	switch (c->op) {
	case OP_predicates:
		for_each_mem_region(r)
			give(memblock_is_hotpluggable(r) |
				     memblock_is_mirror(r) << 1 |
				     memblock_is_nomap(r) << 2 |
				     memblock_is_driver_managed(r) << 3 |
				     memblock_is_kho_scratch(r) << 6,
			     r->base + r->size, r->flags,
			     memblock_get_region_node(r));
		for_each_reserved_mem_region(r)
			give(memblock_is_reserved_noinit(r), r->base + r->size,
			     r->flags, r->nid);
		break;
	case OP_region_pfns:
		for_each_mem_region(r)
			give(memblock_region_memory_base_pfn(r),
			     memblock_region_memory_end_pfn(r), 0, 0);
		for_each_reserved_mem_region(r)
			give(memblock_region_reserved_base_pfn(r),
			     memblock_region_reserved_end_pfn(r), 1, 0);
		break;
	case OP_mem_range:
		for_each_mem_range(i, &start, &end)
			give(start, end, 0, 0);
		break;
	case OP_mem_range_rev:
		for_each_mem_range_rev(i, &start, &end)
			give(start, end, 0, 0);
		break;
	case OP_reserved_mem_range:
		for_each_reserved_mem_range(i, &start, &end)
			give(start, end, 0, 0);
		break;
	case OP_free_mem_range:
		for_each_free_mem_range(i, c->nid, flags, &start, &end, &nid)
			give(start, end, 0, nid);
		break;
	case OP_free_mem_range_reverse:
		for_each_free_mem_range_reverse(i, c->nid, flags, &start, &end,
						&nid)
			give(start, end, 0, nid);
		break;
	case OP_physmem_range:
		for_each_physmem_range(i, type_of(c->set), &start, &end)
			give(start, end, 0, 0);
		break;
	case OP_mem_pfn_range:
		for_each_mem_pfn_range(k, c->nid, &from, &to, &nid)
			give(from, to, 0, nid);
		break;
	case OP_free_all:
		free_all();
		break;
	case OP_changing_walk:
		changing_walk();
		break;
	case OP_discard:
		discard_all();
		break;
	default:
		abort();
	}
}

#endif
