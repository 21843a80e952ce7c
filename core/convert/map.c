/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * First step: a verdict for each descriptor, the order of those that count,
 * and the layers that they form.
 */
#include "core/convert/layers.h"

/* The last classifications: firmware uses few types and attributes, in long
 * rows. A type has its place by its last bits. */
#define POLICY_CACHE_SIZE 16
struct policy_cache {
	struct workspace *work;
	struct policy_cache_entry {
		uint64_t attribute;
		const struct policy_row *rule;
		uint32_t type;
		uint32_t excluded;
		struct classification classification;
	} entries[POLICY_CACHE_SIZE];
};

/* Empty: in each place is a type that belongs elsewhere. */
static struct policy_cache policy_cache_begin(struct workspace *work)
{
	return (struct policy_cache){ .work = work, .entries[0].type = 1 };
}

/* Linux adds the EFI map a second time when conventional memory is special
 * purpose (efi.c do_add_efi_memmap). */
static void policy_cache_fill(struct policy_cache *cache, uint32_t type,
			      uint64_t attribute)
{
	struct workspace *work = cache->work;
	const struct convert_settings *settings = work->conversion->settings;
	struct classification classification =
		convert_decide(settings, type, attribute);
	const struct policy_row *rule = &work->rules[classification.rule];

	if (type == EFI_CONVENTIONAL_MEMORY &&
	    rule->owner == OWNER_SOFT_RESERVED)
		work->readd_efi_map = true;
	cache->entries[type % POLICY_CACHE_SIZE] = (struct policy_cache_entry){
		.attribute = attribute,
		.rule = rule,
		.type = type,
		.excluded = excluded_key(rule, classification),
		.classification = classification,
	};
}

static inline const struct policy_cache_entry *policy_cache_lookup(
	struct policy_cache *cache, uint32_t type, uint64_t attribute)
{
	struct policy_cache_entry *entry =
		&cache->entries[type % POLICY_CACHE_SIZE];

	if (entry->type != type || entry->attribute != attribute)
		policy_cache_fill(cache, type, attribute);
	return entry;
}

/* --- the usual case, in one walk ------------------------------------------ */

/* Whole pages, at least one, and not the last one below 2^64. */
static inline bool is_sound(const struct efi_memory_desc *desc)
{
	return desc->phys_addr % PAGE_SIZE_4K == 0 &&
	       desc->num_pages - 1 <
		       PAGES_MAX - (desc->phys_addr >> PAGE_SHIFT_4K);
}

/* False when a descriptor is not sound or starts below the end of the one
 * before: then nothing of what was written counts. */
static bool take_sorted_disjoint(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	const struct efimap map = conversion->capture->map;
	struct classification *classifications = conversion->classifications;
	uint32_t *order = conversion->order;
	size_t count = efimap_count(&map), anomalous = 0;
	struct layers layers = layers_begin(work);
	struct policy_cache cache = policy_cache_begin(work);
	const uint8_t *at = map.desc;

	for (size_t i = 0; i < count; i++, at += map.desc_size) {
		const struct policy_cache_entry *entry;
		struct efi_memory_desc desc;

		efimap_read(at, &desc);
		if (!is_sound(&desc) || desc.phys_addr < layers.end)
			return false;
		entry = policy_cache_lookup(&cache, desc.type, desc.attribute);
		classifications[i] = entry->classification;
		if (entry->classification.anomalies != 0)
			anomalous++;
		order[i] = (uint32_t)i;
		lay(&layers, entry->rule, entry->excluded,
		    (struct range){ desc.phys_addr,
				    desc.num_pages << PAGE_SHIFT_4K });
	}
	conversion->order_cnt = count;
	conversion->anomalous = anomalous;
	layers_end(&layers, work);
	return true;
}

/* --- any other ------------------------------------------------------------ */

/* What counts as ranges in work; key is the number of the rule. */
static void classify_all(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	const struct efimap *map = &conversion->capture->map;
	struct policy_cache cache = policy_cache_begin(work);
	size_t count = efimap_count(map), kept = 0;
	phys_addr_t last = 0;

	for (size_t i = 0; i < count; i++) {
		struct classification *classification =
			&conversion->classifications[i];
		struct keyed_range *range = &work->ranges[kept];
		struct efi_memory_desc desc;

		efimap_get(map, i, &desc);
		conversion->descents += desc.phys_addr < last;
		last = desc.phys_addr;
		*classification =
			policy_cache_lookup(&cache, desc.type, desc.attribute)
				->classification;
		classification->anomalies |=
			(uint16_t)convert_judge_range(&desc, &range->range);
		conversion->anomalous += classification->anomalies != 0;
		range->key = classification->rule;
		range->index = (uint32_t)i;
		kept += range->range.size > 0;
	}
	conversion->order_cnt = kept;
}

static bool mark_overlap(struct conversion *conversion,
			 const struct keyed_range *range, phys_addr_t end)
{
	struct classification *classification =
		&conversion->classifications[range->index];

	if (range->range.base >= end)
		return false;
	conversion->anomalous += classification->anomalies == 0;
	classification->anomalies |= ANOMALY_OVERLAP;
	return true;
}

static void take_any(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	struct layers layers = layers_begin(work);
	bool overlaps = false;
	phys_addr_t end = 0;

	classify_all(work);
	keyed_sort(work->ranges, conversion->order_cnt, work->scratch);
	for (size_t i = 0; i < conversion->order_cnt; i++) {
		const struct keyed_range *range = &work->ranges[i];
		const struct policy_row *rule = &work->rules[range->key];

		overlaps |= mark_overlap(conversion, range, end);
		end = phys_max(end, range_end(range->range));
		conversion->order[i] = range->index;
		lay(&layers, rule,
		    excluded_key(rule,
				 conversion->classifications[range->index]),
		    range->range);
	}
	layers_end(&layers, work);
	convert_settle(work, overlaps);
}

void convert_map(struct workspace *work)
{
	work->sorted_disjoint = take_sorted_disjoint(work);
	if (!work->sorted_disjoint)
		take_any(work);
}
