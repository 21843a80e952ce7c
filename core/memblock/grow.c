/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Arrays that double out of the memory that they describe.
 */
#include "core/base/cstring.h"

#include "core/memblock/alloc.h"
#include "core/memblock/memblock_internal.h"

/* What reserving a new array and giving an old one back may add. */
#define OWN_REGIONS 3

static phys_addr_t *grown_of(struct memblock *mb,
			     const struct memblock_type *type)
{
	if (type == &mb->memory)
		return &mb->grown[0];
	return type == &mb->reserved ? &mb->grown[1] : &mb->grown[2];
}

static phys_addr_t array_bytes(const struct memblock *mb, size_t max)
{
	return align_up(max * sizeof(struct memblock_region), page_size(mb));
}

/* Whoever has given the set another array since we did owns that one. */
struct memblock_range memblock_own_array_(struct memblock *mb,
					  const struct memblock_type *type)
{
	phys_addr_t base = *grown_of(mb, type);

	if (!base || memblock_phys_to_virt(mb, base) != type->regions)
		return (struct memblock_range){ 0 };
	return (struct memblock_range){
		.base = base,
		.end = base + array_bytes(mb, type->max),
	};
}

/* Above the range that is about to be changed, or else below it. */
static phys_addr_t find_beside(const struct memblock *mb, phys_addr_t bytes,
			       phys_addr_t base, phys_addr_t size)
{
	phys_addr_t limit = mb->current_limit;
	phys_addr_t addr = memblock_find_in_range(mb, base + size, limit, bytes,
						  page_size(mb));

	if (!addr && size && base)
		addr = memblock_find_in_range(mb, 0, phys_min(base, limit),
					      bytes, page_size(mb));
	return addr;
}

/* There is room for all this, in reserved too. */
static void move_array(struct memblock *mb, struct memblock_type *type,
		       phys_addr_t addr, size_t max)
{
	struct memblock_range old = memblock_own_array_(mb, type);
	struct memblock_region *regions = memblock_phys_to_virt(mb, addr);

	if (type->cnt)
		memcpy(regions, type->regions, type->cnt * sizeof(*regions));
	type->regions = regions;
	type->max = max;
	*grown_of(mb, type) = addr;
	memblock_reserve_kern(mb, addr, array_bytes(mb, max));
	if (old.base)
		memblock_phys_free(mb, old.base, old.end - old.base);
}

/* For what moving the array of another set will do to it. */
static int make_reserved_ready(struct memblock *mb, phys_addr_t base,
			       phys_addr_t size)
{
	size_t n = mb->reserved.cnt + OWN_REGIONS;

	if (n <= mb->reserved.max)
		return CORE_OK;
	return memblock_grow_(mb, &mb->reserved, n, base, size);
}

int memblock_grow_(struct memblock *mb, struct memblock_type *type, size_t n,
		   phys_addr_t base, phys_addr_t size)
{
	size_t max = type->max ? 2 * type->max : OWN_REGIONS;
	phys_addr_t addr;
	int status = CORE_OK;

	if (!mb || !mb->can_resize)
		return CORE_ENOSPC;
	if (type == &mb->reserved)
		n += OWN_REGIONS;
	else
		status = make_reserved_ready(mb, base, size);
	if (status)
		return status;
	while (max < n)
		max *= 2;
	addr = find_beside(mb, array_bytes(mb, max), base, size);
	if (!addr)
		return CORE_ENOMEM;
	move_array(mb, type, addr, max);
	return CORE_OK;
}

void memblock_allow_resize(struct memblock *mb)
{
	mb->can_resize = true;
}

int memblock_make_room(struct memblock *mb, struct memblock_type *type,
		       size_t n)
{
	return n <= type->max ? CORE_OK : memblock_grow_(mb, type, n, 0, 0);
}
