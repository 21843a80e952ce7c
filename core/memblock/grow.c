// SPDX-License-Identifier: BSD-2-Clause
/*
 * Arrays that double out of the memory that they describe.
 */
#include "core/base/cstring.h"

#include "core/memblock/alloc.h"
#include "core/memblock/place.h"

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
	return align_up(max * sizeof(struct memblock_region),
			(phys_addr_t)1 << mb->page_shift);
}

/* Where the array is, if it was us who put it there: whoever has given the
 * set another array since then owns that one. */
static phys_addr_t old_array(struct memblock *mb,
			     const struct memblock_type *type)
{
	phys_addr_t addr = *grown_of(mb, type);

	return addr && memblock_phys_to_virt(mb, addr) == type->regions ? addr :
									  0;
}

/* Above the range that is about to be changed, or else below it. */
static phys_addr_t find_beside(const struct memblock *mb, phys_addr_t bytes,
			       phys_addr_t base, phys_addr_t size)
{
	phys_addr_t page = (phys_addr_t)1 << mb->page_shift;
	phys_addr_t limit = mb->current_limit;
	phys_addr_t addr = memblock_find_in_range(mb, base + size, limit,
						  bytes, page);

	if (!addr && size && base)
		addr = memblock_find_in_range(mb, 0, phys_min(base, limit),
					      bytes, page);
	return addr;
}

/* There is room for all this, in reserved too. */
static void move_array(struct memblock *mb, struct memblock_type *type,
		       phys_addr_t addr, size_t max)
{
	phys_addr_t old = old_array(mb, type);
	phys_addr_t old_bytes = array_bytes(mb, type->max);
	struct memblock_region *regions = memblock_phys_to_virt(mb, addr);

	if (type->cnt)
		memcpy(regions, type->regions, type->cnt * sizeof(*regions));
	type->regions = regions;
	type->max = max;
	*grown_of(mb, type) = addr;
	memblock_reserve_kern(mb, addr, array_bytes(mb, max));
	if (old)
		memblock_phys_free(mb, old, old_bytes);
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

struct memblock_range memblock_own_array_(struct memblock *mb,
					  const struct memblock_type *type)
{
	phys_addr_t base = old_array(mb, type);
	phys_addr_t bytes = base ? array_bytes(mb, type->max) : 0;

	return (struct memblock_range){ .base = base, .end = base + bytes };
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
