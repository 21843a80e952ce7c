/* SPDX-License-Identifier: BSD-2-Clause */
/* Part of linux.c, the only file that includes it: all operations except
 * walks. */
#ifndef TESTS_DIFFERENTIAL_LINUX_CALLS_H
#define TESTS_DIFFERENTIAL_LINUX_CALLS_H

static int set_flag(struct memblock_type *type, const struct diff_call *c,
		    int set, int flag)
{
	return memblock_setclr_flag(type, c->base, c->size, set, flag);
}

static int one_of_many(const struct diff_call *c, u64 base, u64 size)
{
	struct memblock_type *type = type_of(c->set);

	if (c->op == OP_add_many)
		return memblock_add_range(type, base, size, c->nid, c->flags);
	if (c->op == OP_remove_many)
		return memblock_remove_range(type, base, size);
	return memblock_setclr_flag(type, base, size, c->on, c->flags);
}

/* One by one: Linux has no form for many. */
static int many(const struct diff_call *c)
{
	int status = one_of_many(c, c->base, c->size);

	for (int i = 0; i < 2 && !status; i++)
		status = one_of_many(c, c->more[i][0], c->more[i][1]);
	return status;
}

static int change(const struct diff_call *c)
{
	struct memblock_type *memory = &memblock.memory;
	struct memblock_type *reserved = &memblock.reserved;
	u64 base = c->base, size = c->size;

	switch (c->op) {
	case OP_add:
		return memblock_add(base, size);
	case OP_add_node:
		return memblock_add_node(base, size, c->nid, c->flags);
	case OP_remove:
		return memblock_remove(base, size);
	case OP_reserve:
		return memblock_reserve(base, size);
	case OP_reserve_kern:
		return memblock_reserve_kern(base, size);
	case OP_reserve_node:
		return __memblock_reserve(base, size, c->nid, c->flags);
	case OP_phys_free:
	case OP_phys_free_exact:
		return memblock_phys_free(base, size);
	case OP_free:
		memblock_free(phys_to_virt(base), size);
		return 0;
	case OP_physmap_add:
		return memblock_physmem_add(base, size);
	case OP_memory_set_node:
		return memblock_set_node(base, size, memory, c->nid);
	case OP_reserved_set_node:
		return memblock_set_node(base, size, reserved, c->nid);
	case OP_mark_hotplug:
		return memblock_mark_hotplug(base, size);
	case OP_clear_hotplug:
		return memblock_clear_hotplug(base, size);
	case OP_mark_mirror:
		return memblock_mark_mirror(base, size);
	case OP_clear_mirror:
		return set_flag(memory, c, 0, MEMBLOCK_MIRROR);
	case OP_mark_nomap:
		return memblock_mark_nomap(base, size);
	case OP_clear_nomap:
		return memblock_clear_nomap(base, size);
	case OP_mark_driver_managed:
		return set_flag(memory, c, 1, MEMBLOCK_DRIVER_MANAGED);
	case OP_clear_driver_managed:
		return set_flag(memory, c, 0, MEMBLOCK_DRIVER_MANAGED);
	case OP_mark_kho_scratch:
		return memblock_mark_kho_scratch(base, size);
	case OP_clear_kho_scratch:
		return memblock_clear_kho_scratch(base, size);
	case OP_reserved_mark_noinit:
		return memblock_reserved_mark_noinit(base, size);
	case OP_reserved_clear_noinit:
		return set_flag(reserved, c, 0, MEMBLOCK_RSRV_NOINIT);
	case OP_reserved_mark_kern:
		return memblock_reserved_mark_kern(base, size);
	case OP_reserved_clear_kern:
		return set_flag(reserved, c, 0, MEMBLOCK_RSRV_KERN);
	case OP_add_range:
		return memblock_add_range(type_of(c->set), base, size, c->nid,
					  c->flags);
	case OP_remove_range:
		return memblock_remove_range(type_of(c->set), base, size);
	case OP_setclr_flag:
		return memblock_setclr_flag(type_of(c->set), base, size, c->on,
					    c->flags);
	case OP_set_node:
		return memblock_set_node(base, size, type_of(c->set), c->nid);
	case OP_add_many:
	case OP_remove_many:
	case OP_setclr_flag_many:
		return many(c);
	case OP_trim_memory:
		memblock_trim_memory(c->align);
		return 0;
	case OP_enforce_memory_limit:
		memblock_enforce_memory_limit(size);
		return 0;
	case OP_cap_memory_range:
		memblock_cap_memory_range(base, size);
		return 0;
	case OP_mem_limit_remove_map:
		memblock_mem_limit_remove_map(size);
		return 0;
	default:
		abort();
	}
}

static u64 alloc(const struct diff_call *c)
{
	u64 size = c->size, align = c->align, start = c->start, end = c->end;
	void *p = NULL;

	switch (c->op) {
	case OP_phys_alloc:
		return memblock_phys_alloc(size, align);
	case OP_phys_alloc_range:
		return memblock_phys_alloc_range(size, align, start, end);
	case OP_phys_alloc_try_nid:
		return memblock_phys_alloc_try_nid(size, align, c->nid);
	case OP_alloc_range_nid:
	case OP_alloc_in:
		return memblock_alloc_range_nid(size, align, start, end, c->nid,
						c->on);
	case OP_find_in_range:
		return memblock_find_in_range_node(size, align, start, end,
						   NUMA_NO_NODE, 0);
	case OP_find_in_range_node:
		return memblock_find_in_range_node(size, align, start, end,
						   c->nid, c->flags);
	case OP_alloc:
		p = memblock_alloc(size, align);
		break;
	case OP_alloc_raw:
		p = memblock_alloc_raw(size, align);
		break;
	case OP_alloc_from:
		p = memblock_alloc_from(size, align, start);
		break;
	case OP_alloc_low:
		p = memblock_alloc_low(size, align);
		break;
	case OP_alloc_node:
		p = memblock_alloc_node(size, align, c->nid);
		break;
	case OP_alloc_try_nid:
		p = memblock_alloc_try_nid(size, align, start, end, c->nid);
		break;
	case OP_alloc_try_nid_raw:
		p = memblock_alloc_try_nid_raw(size, align, start, end, c->nid);
		break;
	case OP_alloc_exact_nid_raw:
		p = memblock_alloc_exact_nid_raw(size, align, start, end,
						 c->nid);
		break;
	case OP_alloc_hugetlb:
		p = memblock_alloc_hugetlb(size, c->nid, c->on);
		break;
	default:
		abort();
	}
	return p ? virt_to_phys(p) : 0;
}

static void ask(const struct diff_call *c, u64 *value)
{
	u64 base = c->base, size = c->size;
	unsigned long start = 0, end = 0;
	int i;

	switch (c->op) {
	case OP_is_memory:
		value[0] = memblock_is_memory(base);
		break;
	case OP_is_map_memory:
		value[0] = memblock_is_map_memory(base);
		break;
	case OP_is_reserved:
		value[0] = memblock_is_reserved(base);
		break;
	case OP_is_region_memory:
		value[0] = memblock_is_region_memory(base, size);
		break;
	case OP_is_region_reserved:
		value[0] = memblock_is_region_reserved(base, size);
		break;
	case OP_overlaps_region:
		value[0] =
			memblock_overlaps_region(type_of(c->set), base, size);
		break;
	case OP_search:
		i = memblock_search(type_of(c->set), base);
		value[0] = i < 0;
		value[1] = i < 0 ? 0 : type_of(c->set)->regions[i].base;
		break;
	case OP_sizes:
		value[0] = memblock_phys_mem_size();
		value[1] = memblock_reserved_size();
		break;
	case OP_reserved_kern_size:
		value[0] = memblock_reserved_kern_size(base, c->nid);
		break;
	case OP_reserved_hugetlb_size:
		value[0] = memblock_reserved_hugetlb_size(base, c->nid);
		break;
	case OP_start_of_DRAM:
		value[0] = memblock_start_of_DRAM();
		break;
	case OP_end_of_DRAM:
		/* Not outside of its array. */
		value[0] = memblock.memory.cnt ? memblock_end_of_DRAM() : ~0ull;
		break;
	case OP_search_pfn_nid:
		i = memblock_search_pfn_nid(base, &start, &end);
		value[0] = (u64)(i == MAX_NUMNODES ? NUMA_NO_NODE : i);
		value[1] = start;
		value[2] = end;
		break;
	case OP_validate_numa_coverage:
		value[0] = memblock_validate_numa_coverage(size);
		break;
	case OP_estimated_nr_free_pages:
		value[0] = memblock_estimated_nr_free_pages();
		break;
	case OP_addrs_overlap:
		value[0] = !!memblock_addrs_overlap(base, size, c->more[0][0],
						    c->more[0][1]);
		break;
	case OP_settings:
		memblock_set_bottom_up(c->on);
		memblock_set_current_limit(c->end);
		value[0] = memblock_bottom_up();
		value[1] = memblock_get_current_limit();
		value[2] = memblock_has_mirror();
		break;
	default:
		abort();
	}
}

#endif
