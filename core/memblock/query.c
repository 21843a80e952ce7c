/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Queries. They change nothing and cannot fail.
 */
#include "core/memblock/memblock_internal.h"

const struct memblock_region *memblock_search(const struct memblock_type *type,
					      phys_addr_t addr)
{
	size_t n = starts_up_to(type, addr);
	const struct memblock_region *r;

	if (n == 0)
		return NULL;
	r = &type->regions[n - 1];
	return addr - r->base < r->size ? r : NULL;
}

/* Without a branch, which random addresses would mispredict. */
static inline bool contains(const struct memblock_type *type, phys_addr_t addr)
{
	size_t n = starts_up_to(type, addr);

	return n > 0 && region_end(&type->regions[n - 1]) > addr;
}

bool memblock_is_memory(const struct memblock *mb, phys_addr_t addr)
{
	return contains(&mb->memory, addr);
}

bool memblock_is_map_memory(const struct memblock *mb, phys_addr_t addr)
{
	const struct memblock_region *r = memblock_search(&mb->memory, addr);

	return r && !memblock_is_nomap(r);
}

bool memblock_is_reserved(const struct memblock *mb, phys_addr_t addr)
{
	return contains(&mb->reserved, addr);
}

bool memblock_is_region_memory(const struct memblock *mb, phys_addr_t base,
			       phys_addr_t size)
{
	const struct memblock_region *r = memblock_search(&mb->memory, base);

	return r && size <= region_end(r) - base;
}

bool memblock_is_region_reserved(const struct memblock *mb, phys_addr_t base,
				 phys_addr_t size)
{
	return memblock_overlaps_region(&mb->reserved, base, size);
}

bool memblock_overlaps_region(const struct memblock_type *type,
			      phys_addr_t base, phys_addr_t size)
{
	phys_addr_t end = base + phys_min(size, PHYS_ADDR_MAX - base);
	size_t n = size ? starts_below(type, end) : 0;

	return n > 0 && region_end(&type->regions[n - 1]) > base;
}

bool memblock_covers(const struct memblock_type *type, phys_addr_t base,
		     phys_addr_t size)
{
	size_t i = first_ending_above(type, base);
	phys_addr_t end;

	if (check_range(base, size))
		return false;
	end = base + size;
	/*@ loop invariant 0 <= i <= type->cnt && \at(base, Pre) <= base;
	    loop invariant base < end && i < type->cnt ==>
	      type->regions[i].base + type->regions[i].size > base;
	    loop invariant \forall integer k; 0 <= k < i ==>
	      type->regions[k].base + type->regions[k].size <= base;
	    loop invariant \forall integer a; \at(base, Pre) <= a < base ==>
	      contains(type, a);
	    loop assigns i, base;
	    loop variant type->cnt - i; */
	for (; base < end; i++) {
		if (i == type->cnt || type->regions[i].base > base) {
			/*@ assert !contains(type, base); */
			return false;
		}
		base = region_end(&type->regions[i]);
	}
	return true;
}

phys_addr_t memblock_phys_mem_size(const struct memblock *mb)
{
	return mb->memory.total_size;
}

phys_addr_t memblock_reserved_size(const struct memblock *mb)
{
	return mb->reserved.total_size;
}

phys_addr_t memblock_start_of_DRAM(const struct memblock *mb)
{
	return mb->memory.cnt ? mb->memory.regions[0].base : 0;
}

phys_addr_t memblock_end_of_DRAM(const struct memblock *mb)
{
	size_t n = mb->memory.cnt;

	return n ? region_end(&mb->memory.regions[n - 1]) : 0;
}
