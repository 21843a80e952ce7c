/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The operations that are compared: every public one of core/memblock that
 * Linux has in some form.
 */
#ifndef TESTS_DIFFERENTIAL_OPERATIONS_H
#define TESTS_DIFFERENTIAL_OPERATIONS_H

enum diff_set_id { DIFF_MEMORY, DIFF_RESERVED, DIFF_PHYSMAP, DIFF_SETS };

/* Which kind of result an operation has, and which arguments. */
enum diff_kind {
	DIFF_CHANGES,   /* changes [base, base + size) of a set; a status */
	DIFF_LIMITS,    /* restricts memory */
	DIFF_ALLOCATES, /* an address, or 0 */
	DIFF_POINTS,    /* the same, as a pointer; start is only preferred */
	DIFF_ASKS,      /* values */
	DIFF_WALKS,     /* a list */
	DIFF_OWN,       /* Linux has no counterpart */
};

/* OP(name, kind, set, weight): set is the one that is changed, or
 * DIFF_SETS. */
#define DIFF_OPERATIONS(OP)                             \
	OP(add, CHANGES, MEMORY, 8)                     \
	OP(add_node, CHANGES, MEMORY, 8)                \
	OP(remove, CHANGES, MEMORY, 4)                  \
	OP(reserve, CHANGES, RESERVED, 5)               \
	OP(reserve_kern, CHANGES, RESERVED, 3)          \
	OP(reserve_node, CHANGES, RESERVED, 4)          \
	OP(phys_free, CHANGES, RESERVED, 4)             \
	OP(phys_free_exact, CHANGES, RESERVED, 2)       \
	OP(free, CHANGES, RESERVED, 2)                  \
	OP(physmap_add, CHANGES, PHYSMAP, 3)            \
	OP(memory_set_node, CHANGES, MEMORY, 3)         \
	OP(reserved_set_node, CHANGES, RESERVED, 2)     \
	OP(mark_hotplug, CHANGES, MEMORY, 2)            \
	OP(clear_hotplug, CHANGES, MEMORY, 2)           \
	OP(mark_mirror, CHANGES, MEMORY, 2)             \
	OP(clear_mirror, CHANGES, MEMORY, 1)            \
	OP(mark_nomap, CHANGES, MEMORY, 3)              \
	OP(clear_nomap, CHANGES, MEMORY, 3)             \
	OP(mark_driver_managed, CHANGES, MEMORY, 1)     \
	OP(clear_driver_managed, CHANGES, MEMORY, 1)    \
	OP(mark_kho_scratch, CHANGES, MEMORY, 1)        \
	OP(clear_kho_scratch, CHANGES, MEMORY, 1)       \
	OP(reserved_mark_noinit, CHANGES, RESERVED, 1)  \
	OP(reserved_clear_noinit, CHANGES, RESERVED, 1) \
	OP(reserved_mark_kern, CHANGES, RESERVED, 2)    \
	OP(reserved_clear_kern, CHANGES, RESERVED, 2)   \
	OP(add_range, CHANGES, PHYSMAP, 2)              \
	OP(remove_range, CHANGES, PHYSMAP, 2)           \
	OP(setclr_flag, CHANGES, PHYSMAP, 1)            \
	OP(set_node, CHANGES, PHYSMAP, 1)               \
	OP(add_many, CHANGES, PHYSMAP, 2)               \
	OP(remove_many, CHANGES, PHYSMAP, 2)            \
	OP(setclr_flag_many, CHANGES, PHYSMAP, 2)       \
	OP(trim_memory, LIMITS, SETS, 1)                \
	OP(enforce_memory_limit, LIMITS, SETS, 1)       \
	OP(cap_memory_range, LIMITS, SETS, 1)           \
	OP(mem_limit_remove_map, LIMITS, SETS, 1)       \
	OP(phys_alloc, ALLOCATES, RESERVED, 2)          \
	OP(phys_alloc_range, ALLOCATES, RESERVED, 2)    \
	OP(phys_alloc_try_nid, ALLOCATES, RESERVED, 2)  \
	OP(alloc_range_nid, ALLOCATES, RESERVED, 3)     \
	OP(alloc_in, ALLOCATES, RESERVED, 2)            \
	OP(find_in_range, ALLOCATES, SETS, 2)           \
	OP(find_in_range_node, ALLOCATES, SETS, 2)      \
	OP(alloc, POINTS, RESERVED, 1)                  \
	OP(alloc_raw, POINTS, RESERVED, 1)              \
	OP(alloc_from, POINTS, RESERVED, 1)             \
	OP(alloc_low, POINTS, RESERVED, 1)              \
	OP(alloc_node, POINTS, RESERVED, 1)             \
	OP(alloc_try_nid, POINTS, RESERVED, 1)          \
	OP(alloc_try_nid_raw, POINTS, RESERVED, 2)      \
	OP(alloc_exact_nid_raw, POINTS, RESERVED, 2)    \
	OP(alloc_hugetlb, POINTS, RESERVED, 2)          \
	OP(is_memory, ASKS, SETS, 1)                    \
	OP(is_map_memory, ASKS, SETS, 1)                \
	OP(is_reserved, ASKS, SETS, 1)                  \
	OP(is_region_memory, ASKS, SETS, 2)             \
	OP(is_region_reserved, ASKS, SETS, 2)           \
	OP(overlaps_region, ASKS, SETS, 2)              \
	OP(search, ASKS, SETS, 1)                       \
	OP(sizes, ASKS, SETS, 1)                        \
	OP(reserved_kern_size, ASKS, SETS, 1)           \
	OP(reserved_hugetlb_size, ASKS, SETS, 1)        \
	OP(start_of_DRAM, ASKS, SETS, 1)                \
	OP(end_of_DRAM, ASKS, SETS, 1)                  \
	OP(search_pfn_nid, ASKS, SETS, 2)               \
	OP(validate_numa_coverage, ASKS, SETS, 1)       \
	OP(estimated_nr_free_pages, ASKS, SETS, 1)      \
	OP(addrs_overlap, ASKS, SETS, 1)                \
	OP(settings, ASKS, SETS, 4)                     \
	OP(predicates, WALKS, SETS, 1)                  \
	OP(region_pfns, WALKS, SETS, 1)                 \
	OP(mem_range, WALKS, SETS, 1)                   \
	OP(mem_range_rev, WALKS, SETS, 1)               \
	OP(reserved_mem_range, WALKS, SETS, 1)          \
	OP(free_mem_range, WALKS, SETS, 2)              \
	OP(free_mem_range_reverse, WALKS, SETS, 2)      \
	OP(physmem_range, WALKS, SETS, 1)               \
	OP(mem_pfn_range, WALKS, SETS, 1)               \
	OP(free_all, WALKS, SETS, 1)                    \
	OP(changing_walk, WALKS, RESERVED, 1)           \
	OP(discard, WALKS, SETS, 0)                     \
	OP(make_room, OWN, SETS, 1)                     \
	OP(copy, OWN, SETS, 1)

enum diff_op {
#define DIFF_OP(name, kind, set, weight) OP_##name,
	DIFF_OPERATIONS(DIFF_OP)
#undef DIFF_OP
		DIFF_OPS
};

struct diff_operation {
	const char *name;
	enum diff_kind kind;
	enum diff_set_id set;
	unsigned int weight; /* how often it is called */
};

extern const struct diff_operation diff_operations[DIFF_OPS];

#endif
