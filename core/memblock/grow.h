/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Applying an operation to one of a map's sets, whose array may have to grow.
 * Not for users of core/memblock/memblock.h.
 */
#ifndef CORE_MEMBLOCK_GROW_H
#define CORE_MEMBLOCK_GROW_H

#include "core/memblock/memblock_internal.h"

/*
 * Applies the operation to one of mb's sets, and lets its array grow when the
 * operation needs more room. No other function tries an operation again.
 * CORE_EINVAL, CORE_EWRAP; CORE_ENOMEM when there is no memory for the larger
 * array.
 */
int memblock_apply_growing_(struct memblock *mb, struct memblock_type *type,
			    memblock_operation_ *apply, phys_addr_t base,
			    phys_addr_t size,
			    const struct memblock_change_ *how);

/* Applies the operation to one of mb's sets, whose array grows if it may. */
static inline int memblock_apply_(struct memblock *mb,
				  struct memblock_type *type,
				  memblock_operation_ *apply, phys_addr_t base,
				  phys_addr_t size,
				  const struct memblock_change_ *how)
{
	if (mb->can_resize)
		return memblock_apply_growing_(mb, type, apply, base, size,
					       how);
	return memblock_type_apply_(type, apply, base, size, how);
}

/* The array of one of mb's sets, when it has grown; empty when it is the
 * caller's. */
struct memblock_range memblock_own_array_(const struct memblock *mb,
					  const struct memblock_type *type);

#endif
