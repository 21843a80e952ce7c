/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The first stage: a classification for each descriptor, the order of those
 * that are not skipped, and their layers. Unless the map ascends and has no
 * overlaps, its descriptors are sorted and each layer is flattened.
 */
#include "core/convert/layers.h"

/* Classifies all descriptors and returns those that are not skipped as ranges,
 * in the order of the map. key: the index of the rule, index: that of the
 * descriptor. */
static void classify_all(struct descriptors *ret, struct keyed_range *ranges,
			 const struct convert_settings *settings)
{
	struct policy_cache cache = policy_cache_begin(settings);
	size_t count = efimap_count(ret->map);
	unsigned int all = 0;
	phys_addr_t last = 0;

	for (size_t i = 0; i < count; i++) {
		struct keyed_range *range = &ranges[ret->order_cnt];
		struct classification *one = &ret->classifications[i];
		struct efi_memory_desc desc;

		efimap_get(ret->map, i, &desc);
		ret->descents += desc.phys_addr < last;
		last = desc.phys_addr;
		*one = policy_cache_lookup(&cache, desc.type, desc.attribute)
			       ->classification;
		one->anomalies |= (uint16_t)convert_descriptor_range(
			&desc, &range->range);
		all |= one->anomalies;
		ret->anomalous += one->anomalies != 0;
		range->key = one->rule;
		range->index = (uint32_t)i;
		ret->order_cnt += range->range.size > 0;
	}
	ret->disjoint = !(all & ANOMALY_MISALIGNED);
	ret->special_purpose = cache.special_purpose;
}

static void mark_overlaps(struct descriptors *ret,
			  const struct keyed_range *sorted)
{
	phys_addr_t end = 0;

	for (size_t i = 0; i < ret->order_cnt; i++) {
		struct classification *one =
			&ret->classifications[sorted[i].index];

		ret->order[i] = sorted[i].index;
		if (sorted[i].range.base < end) {
			ret->anomalous += one->anomalies == 0;
			one->anomalies |= ANOMALY_OVERLAP;
			ret->disjoint = false;
		}
		end = phys_max(end, range_end(sorted[i].range));
	}
}

/* --- flattened layers ----------------------------------------------------- */

static uint32_t e820_key(const struct policy_row *rule,
			 struct classification classification)
{
	(void)classification;
	return rule->e820;
}

static uint32_t physmap_key(const struct policy_row *rule,
			    struct classification classification)
{
	(void)classification;
	return rule->disposition == DISPOSITION_IGNORED ? KIND_NONE
							: KIND_MEMORY;
}

static uint32_t memory_key(const struct policy_row *rule,
			   struct classification classification)
{
	(void)classification;
	if (rule->disposition == DISPOSITION_NOMAP)
		return KIND_NOMAP;
	return rule->disposition == DISPOSITION_MEMORY ? KIND_MEMORY
						       : KIND_NONE;
}

/* Flattens one layer; descriptors with a key of 0 are not in it. */
static size_t flatten_layer(struct keyed_range **ret,
			    const struct descriptors *from,
			    const struct keyed_range *sorted,
			    uint32_t (*key_of)(const struct policy_row *,
					       struct classification),
			    struct keyed_range *scratch)
{
	size_t cnt = 0;

	for (size_t i = 0; i < from->order_cnt; i++) {
		uint32_t key = key_of(&from->rules[sorted[i].key],
				      from->classifications[sorted[i].index]);

		if (key != 0)
			scratch[cnt++] = (struct keyed_range){
				.range = sorted[i].range,
				.key = key,
			};
	}
	*ret = scratch + cnt;
	return keyed_flatten(*ret, scratch, cnt, NULL);
}

static void flatten_e820(struct e820_table *ret, const struct descriptors *from,
			 const struct keyed_range *sorted,
			 struct keyed_range *scratch)
{
	struct keyed_range *flat;

	ret->cnt = flatten_layer(&flat, from, sorted, e820_key, scratch);
	for (size_t i = 0; i < ret->cnt; i++)
		ret->entries[i] =
			(struct e820_entry){ flat[i].range, flat[i].key };
}

static void flatten_excluded(struct excluded_list *ret,
			     const struct descriptors *from,
			     const struct keyed_range *sorted,
			     struct keyed_range *scratch)
{
	struct keyed_range *flat;

	ret->cnt = flatten_layer(&flat, from, sorted, convert_excluded_key,
				 scratch);
	for (size_t i = 0; i < ret->cnt; i++)
		ret->list[i] =
			convert_excluded_range(flat[i].range, flat[i].key);
}

/* Reservations of different owners may overlap, so they are not flattened. */
static void list_reserved(struct reservation_list *ret,
			  const struct descriptors *from,
			  const struct keyed_range *sorted)
{
	ret->cnt = 0;
	for (size_t i = 0; i < from->order_cnt; i++) {
		const struct policy_row *rule = &from->rules[sorted[i].key];

		if (layers_is_reserved(rule))
			ret->list[ret->cnt++] = (struct reservation){
				.range = sorted[i].range,
				.owner = rule->owner,
				.loader_range = NO_LOADER_RANGE,
			};
	}
}

static void flatten_sets(struct layers *ret, const struct descriptors *from,
			 const struct keyed_range *sorted, bool arm64,
			 struct keyed_range *scratch)
{
	struct keyed_range *flat;
	size_t cnt = flatten_layer(&flat, from, sorted, physmap_key, scratch);

	convert_fill_pages(ret->physmap, flat, cnt, PAGE_SIZE_4K);
	if (!arm64)
		return;
	cnt = flatten_layer(&flat, from, sorted, memory_key, scratch);
	convert_fill_pages(ret->memory, flat, cnt, PAGE_SIZE_4K);
}

/* --- any map ------------------------------------------------------------- */

int convert_read_map(struct descriptors *ret, struct layers *ret_layers,
		     const struct convert_settings *settings,
		     struct keyed_range *scratch)
{
	struct keyed_range *sorted = scratch;
	bool arm64 = settings->profile == PROFILE_LINUX_ARM64;
	size_t count = efimap_count(ret->map);

	/* Each descriptor takes one region of a set at most. */
	if (count > ret_layers->physmap->max ||
	    (arm64 && count > ret_layers->memory->max))
		return CORE_ENOSPC;
	if (layers_read_ascending(ret, ret_layers, settings))
		return CORE_OK;
	classify_all(ret, sorted, settings);
	scratch += ret->order_cnt;
	keyed_sort(sorted, ret->order_cnt, scratch);
	mark_overlaps(ret, sorted);
	flatten_e820(ret_layers->e820, ret, sorted, scratch);
	if (!ret->disjoint)
		flatten_excluded(&ret_layers->excluded, ret, sorted, scratch);
	list_reserved(&ret_layers->reservations, ret, sorted);
	flatten_sets(ret_layers, ret, sorted, arm64, scratch);
	return CORE_OK;
}
