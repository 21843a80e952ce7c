/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memory for what a kernel is given: free for the firmware, free for the
 * kernel (so below mem=), and recorded as a range of the loader. It is found
 * by core's own allocator, from the top downwards.
 */
#ifndef EFI_BOOT_PLACEMENT_H
#define EFI_BOOT_PLACEMENT_H

#include "core/memblock/alloc.h"
#include "efi/boot/boot_map.h"

struct placement {
	const struct firmware *fw;
	const struct sink *err;
	bool capped; /* by mem=, for messages */
	/* What is taken lies below this address; 0: anywhere. */
	phys_addr_t limit;
	/* The end of low memory, 1 MiB on x86, or 0. It is taken only for a
	 * request that ends at or below it. */
	phys_addr_t low_end;
	/* What reserve_mem= is taken as; FW_MEMORY_DATA unless a protocol
	 * changes it. */
	enum fw_memory reserved;
	/* memory as converted; reserved is all that may not be taken. */
	struct memblock mb;
	void *space; /* of mb and ranges */
	size_t space_pages;
	/* What was taken. Those from range_cnt on are zero. */
	struct loader_range *ranges;
	size_t range_cnt, range_max;
};

/* For up to range_max ranges. placement_end() in any case. */
struct fw_status placement_begin(struct placement *ret,
				 const struct boot_map *map, size_t range_max,
				 bool capped, const struct sink *err);
/* Frees everything that was taken as well; also for a zeroed one. */
void placement_end(struct placement *placement);

/* Nothing will be taken there, for example since a kernel at low addresses
 * hides it, or since the loader itself has allocated it meanwhile. */
void placement_avoid(struct placement *placement, phys_addr_t base,
		     phys_addr_t size);

/* Pages for the loader itself, which are avoided; fw_free_pages() frees them.
 * NULL: there are none left. */
void *placement_pages(struct placement *placement, size_t count);

struct placement_request {
	const char *what; /* for the message: "The stack" */
	/* The end of the message without mem=; NULL: more memory helps. */
	const char *remedy;
	uint64_t size;  /* bytes, not 0; taken are whole pages */
	uint64_t align; /* bytes, a power of two; less than a page counts as
			 * one */
	/* A larger power of two, which is better if there is room; or 0. */
	uint64_t better_align;
	/* All of it lies in [min, end); end 0: below the placement's limit. */
	phys_addr_t min, end;
	bool lowest; /* as low as possible, not as high as possible */
	bool code;   /* the firmware lets the processor execute it */
	enum owner owner;
	const char *name; /* lives as long as the placement; may be NULL */
};

/* The contents are undefined. Fails with FW_OUT_OF_RESOURCES and a sentence
 * that says how much is free. */
struct fw_status placement_take(struct placement *placement,
				const struct placement_request *request,
				phys_addr_t *ret);

/* The same without a sentence. Returns false when there is no such memory. */
bool placement_try(struct placement *placement,
		   const struct placement_request *request, phys_addr_t *ret);

/* Makes two ranges of the last one that was taken, the first of so many whole
 * pages. */
void placement_split(struct placement *placement, uint64_t size,
		     enum owner owner, const char *name);

#endif
