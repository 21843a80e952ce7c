/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Arrays that grow into the memory that they describe.
 */
#include "core/base/cstring.h"

#include "core/memblock/alloc.h"
#include "core/memblock/grow.h"

/* Regions that reserving a new array and freeing an old one may add. */
#define OWN_REGIONS 3

/* The index of one of mb's sets in mb->grown[]. */
static size_t index_of(const struct memblock *mb,
		       const struct memblock_type *type)
{
	if (type == &mb->memory)
		return 0;
	return type == &mb->reserved ? 1 : 2;
}

static phys_addr_t array_bytes(const struct memblock *mb, size_t max)
{
	return align_up(max * sizeof(struct memblock_region), page_size(mb));
}

/* An array that somebody else has given to the set since it grew is theirs. */
struct memblock_range memblock_own_array_(const struct memblock *mb,
					  const struct memblock_type *type)
{
	phys_addr_t base = mb->grown[index_of(mb, type)];

	if (!base || memblock_phys_to_virt(mb, base) != type->regions)
		return (struct memblock_range){ 0 };
	return (struct memblock_range){
		.base = base,
		.end = base + array_bytes(mb, type->max),
	};
}

/* Free memory above [base, end), which is about to be changed, or else below
 * it; 0 when there is none. */
static phys_addr_t find_outside(const struct memblock *mb, phys_addr_t bytes,
				phys_addr_t base, phys_addr_t end)
{
	phys_addr_t limit = mb->current_limit;
	phys_addr_t addr =
		memblock_find_in_range(mb, end, limit, bytes, page_size(mb));

	if (!addr && base)
		addr = memblock_find_in_range(mb, 0, phys_min(base, limit),
					      bytes, page_size(mb));
	return addr;
}

/* Moves the regions to the array at addr, which is then reserved. Reserved has
 * room for that. */
static void move_array(struct memblock *mb, struct memblock_type *type,
		       phys_addr_t addr, size_t max)
{
	const struct memblock_change_ kern = {
		.set = MEMBLOCK_RSRV_KERN,
		.nid = NUMA_NO_NODE,
	};
	struct memblock_range old = memblock_own_array_(mb, type);
	struct memblock_region *regions = memblock_phys_to_virt(mb, addr);

	if (type->cnt)
		memcpy(regions, type->regions, type->cnt * sizeof(*regions));
	type->regions = regions;
	type->max = max;
	mb->grown[index_of(mb, type)] = addr;
	memblock_type_add_(&mb->reserved, addr, addr + array_bytes(mb, max),
			   &kern);
	if (old.base)
		memblock_type_remove_(&mb->reserved, old.base, old.end, NULL);
}

/* Lets the array grow to at least n regions, outside of [base, end). */
static int grow(struct memblock *mb, struct memblock_type *type, size_t n,
		phys_addr_t base, phys_addr_t end)
{
	size_t max = type->max ? 2 * type->max : OWN_REGIONS;
	phys_addr_t addr;

	while (max < n)
		max *= 2;
	addr = find_outside(mb, array_bytes(mb, max), base, end);
	if (!addr)
		return CORE_ENOMEM;
	move_array(mb, type, addr, max);
	return CORE_OK;
}

/* The same with the room in reserved that moving an array needs: reserved may
 * have to grow first. */
static int make_room(struct memblock *mb, struct memblock_type *type, size_t n,
		     phys_addr_t base, phys_addr_t end)
{
	struct memblock_type *reserved = &mb->reserved;
	size_t moving = reserved->cnt + OWN_REGIONS;
	int status = CORE_OK;

	if (type == reserved)
		return grow(mb, reserved, n + OWN_REGIONS, base, end);
	if (moving > reserved->max)
		status = grow(mb, reserved, moving + OWN_REGIONS, base, end);
	return status ? status : grow(mb, type, n, base, end);
}

int memblock_apply_growing_(struct memblock *mb, struct memblock_type *type,
			    memblock_operation_ *apply, phys_addr_t base,
			    phys_addr_t size,
			    const struct memblock_change_ *how)
{
	int status = check_range(base, size);

	/* Moving an array changes the sets: the next attempt may need more
	 * room than the one before. */
	while (!status) {
		size_t need = apply(type, base, base + size, how);

		if (need == 0)
			return CORE_OK;
		status = make_room(mb, type, need, base, base + size);
	}
	return status;
}

int memblock_make_room(struct memblock *mb, struct memblock_type *type,
		       size_t n)
{
	if (n <= type->max)
		return CORE_OK;
	return mb->can_resize ? make_room(mb, type, n, 0, 0) : CORE_ENOSPC;
}

void memblock_allow_resize(struct memblock *mb)
{
	mb->can_resize = true;
}
