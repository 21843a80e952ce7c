/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Setting and clearing flags: which set each flag belongs to.
 */
#include "core/memblock/grow.h"

static int mark(struct memblock *mb, struct memblock_type *type,
		phys_addr_t base, phys_addr_t size, uint32_t flag)
{
	const struct memblock_change_ how = { .set = flag };

	return memblock_apply_(mb, type, memblock_type_change_, base, size,
			       &how);
}

static int clear(struct memblock *mb, struct memblock_type *type,
		 phys_addr_t base, phys_addr_t size, uint32_t flag)
{
	const struct memblock_change_ how = { .clear = flag };

	return memblock_apply_(mb, type, memblock_type_change_, base, size,
			       &how);
}

int memblock_mark_hotplug(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size)
{
	return mark(mb, &mb->memory, base, size, MEMBLOCK_HOTPLUG);
}

int memblock_clear_hotplug(struct memblock *mb, phys_addr_t base,
			   phys_addr_t size)
{
	return clear(mb, &mb->memory, base, size, MEMBLOCK_HOTPLUG);
}

int memblock_mark_mirror(struct memblock *mb, phys_addr_t base,
			 phys_addr_t size)
{
	return mark(mb, &mb->memory, base, size, MEMBLOCK_MIRROR);
}

int memblock_clear_mirror(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size)
{
	return clear(mb, &mb->memory, base, size, MEMBLOCK_MIRROR);
}

int memblock_mark_nomap(struct memblock *mb, phys_addr_t base, phys_addr_t size)
{
	return mark(mb, &mb->memory, base, size, MEMBLOCK_NOMAP);
}

int memblock_clear_nomap(struct memblock *mb, phys_addr_t base,
			 phys_addr_t size)
{
	return clear(mb, &mb->memory, base, size, MEMBLOCK_NOMAP);
}

int memblock_mark_driver_managed(struct memblock *mb, phys_addr_t base,
				 phys_addr_t size)
{
	return mark(mb, &mb->memory, base, size, MEMBLOCK_DRIVER_MANAGED);
}

int memblock_clear_driver_managed(struct memblock *mb, phys_addr_t base,
				  phys_addr_t size)
{
	return clear(mb, &mb->memory, base, size, MEMBLOCK_DRIVER_MANAGED);
}

int memblock_mark_kho_scratch(struct memblock *mb, phys_addr_t base,
			      phys_addr_t size)
{
	return mark(mb, &mb->memory, base, size, MEMBLOCK_KHO_SCRATCH);
}

int memblock_clear_kho_scratch(struct memblock *mb, phys_addr_t base,
			       phys_addr_t size)
{
	return clear(mb, &mb->memory, base, size, MEMBLOCK_KHO_SCRATCH);
}

int memblock_reserved_mark_noinit(struct memblock *mb, phys_addr_t base,
				  phys_addr_t size)
{
	return mark(mb, &mb->reserved, base, size, MEMBLOCK_RSRV_NOINIT);
}

int memblock_reserved_clear_noinit(struct memblock *mb, phys_addr_t base,
				   phys_addr_t size)
{
	return clear(mb, &mb->reserved, base, size, MEMBLOCK_RSRV_NOINIT);
}

int memblock_reserved_mark_kern(struct memblock *mb, phys_addr_t base,
				phys_addr_t size)
{
	return mark(mb, &mb->reserved, base, size, MEMBLOCK_RSRV_KERN);
}

int memblock_reserved_clear_kern(struct memblock *mb, phys_addr_t base,
				 phys_addr_t size)
{
	return clear(mb, &mb->reserved, base, size, MEMBLOCK_RSRV_KERN);
}
