/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Operations on the sets of a map, whose arrays may grow for them. Not for
 * users of core/memblock/memblock.h.
 */
#ifndef CORE_MEMBLOCK_GROW_H
#define CORE_MEMBLOCK_GROW_H

#include "core/memblock/memblock_internal.h"

/*
 * The operation on one of mb's sets, whose array may grow for it: the only
 * place where an operation is tried again. CORE_EINVAL, CORE_EWRAP, or
 * CORE_ENOMEM when there is no memory for the larger array.
 */
int memblock_apply_growing_(struct memblock *mb, struct memblock_type *type,
			    memblock_operation_ *apply, phys_addr_t base,
			    phys_addr_t size,
			    const struct memblock_change_ *how);

/* The operation on one of mb's sets. */
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
