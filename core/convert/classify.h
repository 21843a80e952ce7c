/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a descriptor is by its type and attribute, and a cache of the last
 * answers: firmware uses few types and attributes, in long rows.
 */
#ifndef CORE_CONVERT_CLASSIFY_H
#define CORE_CONVERT_CLASSIFY_H

#include "core/convert/conversion.h"

/* What type and attribute decide. */
struct classification convert_classify(const struct convert_settings *settings,
				       uint32_t type, uint64_t attribute);

/* An enum excluded_reason and a type group as one number, the larger of which
 * wins where descriptors overlap; 0 for memory and for what is not in
 * physmap. */
uint32_t convert_excluded_key(const struct policy_row *rule,
			      struct classification classification);
struct excluded_range convert_excluded_range(struct range range, uint32_t key);

/* The bytes of a descriptor that count; returns its bits of enum anomaly.
 * Linux drops empty and wrapping descriptors too (efi_memmap_entry_valid). */
unsigned int convert_descriptor_range(const struct efi_memory_desc *desc,
				      struct range *ret);

/* The largest number of pages in 64 bits of bytes. */
#define PAGES_MAX (UINT64_MAX >> PAGE_SHIFT_4K)

/* Whole pages, at least one, and not the last one below 2^64. */
static inline bool convert_is_whole_pages(const struct efi_memory_desc *desc)
{
	return desc->phys_addr % PAGE_SIZE_4K == 0 &&
	       desc->num_pages - 1 <
		       PAGES_MAX - (desc->phys_addr >> PAGE_SHIFT_4K);
}

/* --- the cache ----------------------------------------------------------- */

struct policy_cache_entry {
	uint64_t attribute;
	const struct policy_row *rule;
	uint32_t type;
	struct classification classification;
};

/* The last bits of a type are its place. */
#define POLICY_CACHE_SIZE 16
struct policy_cache {
	const struct convert_settings *settings;
	const struct policy_row *rules; /* of the profile */
	/* Conventional memory was looked up that waits for a driver. */
	bool special_purpose;
	struct policy_cache_entry entries[POLICY_CACHE_SIZE];
};

/* Empty: in each place is a type that belongs elsewhere. */
static inline struct policy_cache policy_cache_begin(
	const struct convert_settings *settings)
{
	size_t count;

	return (struct policy_cache){
		.settings = settings,
		.rules = policy_rows(settings->profile, &count),
		.entries[0].type = 1,
	};
}

void policy_cache_fill(struct policy_cache *cache, uint32_t type,
		       uint64_t attribute);

__attribute__((always_inline)) static inline const struct policy_cache_entry *
policy_cache_lookup(struct policy_cache *cache, uint32_t type,
		    uint64_t attribute)
{
	struct policy_cache_entry *entry =
		&cache->entries[type % POLICY_CACHE_SIZE];

	if (entry->type != type || entry->attribute != attribute)
		policy_cache_fill(cache, type, attribute);
	return entry;
}

#endif
