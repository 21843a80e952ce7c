// SPDX-License-Identifier: BSD-2-Clause
/*
 * Marking: which set each flag belongs to.
 */
#include "core/memblock.h"

int memblock_mark_hotplug(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size)
{
	return memblock_setclr_flag(&mb->memory, base, size, true,
				    MEMBLOCK_HOTPLUG);
}

int memblock_clear_hotplug(struct memblock *mb, phys_addr_t base,
			   phys_addr_t size)
{
	return memblock_setclr_flag(&mb->memory, base, size, false,
				    MEMBLOCK_HOTPLUG);
}

int memblock_mark_mirror(struct memblock *mb, phys_addr_t base,
			 phys_addr_t size)
{
	return memblock_setclr_flag(&mb->memory, base, size, true,
				    MEMBLOCK_MIRROR);
}

int memblock_clear_mirror(struct memblock *mb, phys_addr_t base,
			  phys_addr_t size)
{
	return memblock_setclr_flag(&mb->memory, base, size, false,
				    MEMBLOCK_MIRROR);
}

int memblock_mark_nomap(struct memblock *mb, phys_addr_t base, phys_addr_t size)
{
	return memblock_setclr_flag(&mb->memory, base, size, true,
				    MEMBLOCK_NOMAP);
}

int memblock_clear_nomap(struct memblock *mb, phys_addr_t base,
			 phys_addr_t size)
{
	return memblock_setclr_flag(&mb->memory, base, size, false,
				    MEMBLOCK_NOMAP);
}

int memblock_mark_driver_managed(struct memblock *mb, phys_addr_t base,
				 phys_addr_t size)
{
	return memblock_setclr_flag(&mb->memory, base, size, true,
				    MEMBLOCK_DRIVER_MANAGED);
}

int memblock_clear_driver_managed(struct memblock *mb, phys_addr_t base,
				  phys_addr_t size)
{
	return memblock_setclr_flag(&mb->memory, base, size, false,
				    MEMBLOCK_DRIVER_MANAGED);
}

int memblock_mark_kho_scratch(struct memblock *mb, phys_addr_t base,
			      phys_addr_t size)
{
	return memblock_setclr_flag(&mb->memory, base, size, true,
				    MEMBLOCK_KHO_SCRATCH);
}

int memblock_clear_kho_scratch(struct memblock *mb, phys_addr_t base,
			       phys_addr_t size)
{
	return memblock_setclr_flag(&mb->memory, base, size, false,
				    MEMBLOCK_KHO_SCRATCH);
}

int memblock_reserved_mark_noinit(struct memblock *mb, phys_addr_t base,
				  phys_addr_t size)
{
	return memblock_setclr_flag(&mb->reserved, base, size, true,
				    MEMBLOCK_RSRV_NOINIT);
}

int memblock_reserved_clear_noinit(struct memblock *mb, phys_addr_t base,
				   phys_addr_t size)
{
	return memblock_setclr_flag(&mb->reserved, base, size, false,
				    MEMBLOCK_RSRV_NOINIT);
}

int memblock_reserved_mark_kern(struct memblock *mb, phys_addr_t base,
				phys_addr_t size)
{
	return memblock_setclr_flag(&mb->reserved, base, size, true,
				    MEMBLOCK_RSRV_KERN);
}

int memblock_reserved_clear_kern(struct memblock *mb, phys_addr_t base,
				 phys_addr_t size)
{
	return memblock_setclr_flag(&mb->reserved, base, size, false,
				    MEMBLOCK_RSRV_KERN);
}
