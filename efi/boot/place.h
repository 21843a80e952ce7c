/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memory for what the kernel is given: free for the firmware, free for the
 * kernel (so below mem=), and remembered as held. Found by core's own
 * allocator, from the top downwards.
 */
#ifndef EFI_BOOT_PLACE_H
#define EFI_BOOT_PLACE_H

#include "core/convert/convert.h"
#include "core/memblock/alloc.h"
#include "efi/uefi/firmware.h"

struct place {
	const struct firmware *fw;
	struct memblock mb;
	void *space;
	size_t space_pages;
	struct loader_range *loader_ranges;
	size_t loader_range_cnt, loader_range_max;
};

/* For up to so many ranges. False: no memory. */
bool place_begin(struct place *ret, const struct firmware *fw,
		 const struct conversion *conversion, size_t loader_range_max);
/* Frees all that was taken, too. */
void place_end(struct place *place);

/* Nothing will be placed there: what a kernel at low addresses hides. */
void place_avoid(struct place *place, phys_addr_t base, phys_addr_t size);

/* size is not 0, align a power of two. The range is whole pages and zeroed in
 * none of them; 0: there is none. name lives as long as place. */
phys_addr_t place_take(struct place *place, uint64_t size, uint64_t align,
		       enum owner owner, const char *name);

/* The largest range that place_take() would find; for messages. */
phys_addr_t place_largest(const struct place *place);

#endif
