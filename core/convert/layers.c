/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The layers of a map that ascends and has no overlaps. Each descriptor is
 * appended to every layer that it belongs to, or extends its last range.
 */
#include "core/convert/layers.h"

#include "core/memblock/builder.h"

static const struct policy_row no_rule = { .disposition = DISPOSITION_IGNORED };

/* The end of each layer, and the last descriptor. */
struct cursor {
	struct e820_entry *e820;
	struct reservation *reservations;
	struct memblock_builder physmap, memory;
	bool arm64;
	const struct policy_row *last;
	phys_addr_t end;
};

static inline struct cursor cursor_begin(
	const struct layers *layers, const struct convert_settings *settings)
{
	return (struct cursor){
		.e820 = layers->e820->entries,
		.reservations = layers->reservations.list,
		.physmap = memblock_builder_begin(layers->physmap),
		.memory = memblock_builder_begin(layers->memory),
		.arm64 = settings->profile == PROFILE_LINUX_ARM64,
		.last = &no_rule,
	};
}

static inline void cursor_end(struct layers *layers,
			      const struct cursor *cursor)
{
	layers->e820->cnt = (size_t)(cursor->e820 - layers->e820->entries);
	layers->reservations.cnt =
		(size_t)(cursor->reservations - layers->reservations.list);
	memblock_builder_end(&cursor->physmap);
	memblock_builder_end(&cursor->memory);
}

static inline void lay_e820(struct cursor *to, struct range range,
			    uint32_t type, bool joins)
{
	if (joins)
		to->e820[-1].range.size += range.size;
	else
		*to->e820++ = (struct e820_entry){ range, type };
}

static inline void lay_reservation(struct cursor *to, struct range range,
				   enum owner owner, bool joins)
{
	if (joins)
		to->reservations[-1].range.size += range.size;
	else
		*to->reservations++ =
			(struct reservation){ range, owner, NO_LOADER_RANGE };
}

/* The sets have room for a region of each descriptor, so nothing is checked. */
static inline void lay_region(struct memblock_builder *to, struct range range,
			      uint32_t flags, bool joins)
{
	memblock_builder_append_unchecked(to, range.base, range.size,
					  NUMA_NO_NODE, flags, joins);
}

static inline bool is_memory(const struct policy_row *rule)
{
	return rule->disposition == DISPOSITION_MEMORY ||
	       rule->disposition == DISPOSITION_NOMAP;
}

/* Appends the next descriptor to the layers. Inline, so that the compiler keeps
 * *to in registers. */
__attribute__((always_inline)) static inline void lay(
	struct cursor *to, const struct policy_row *rule, struct range range)
{
	const struct policy_row *last =
		range.base == to->end ? to->last : &no_rule;

	if (rule->e820 != 0)
		lay_e820(to, range, rule->e820, last->e820 == rule->e820);
	if (layers_is_reserved(rule))
		lay_reservation(to, range, rule->owner,
				last->owner == rule->owner);
	if (rule->disposition != DISPOSITION_IGNORED)
		lay_region(&to->physmap, range, MEMBLOCK_NONE,
			   last->disposition != DISPOSITION_IGNORED);
	if (to->arm64 && is_memory(rule))
		lay_region(&to->memory, range,
			   rule->disposition == DISPOSITION_NOMAP
				   ? MEMBLOCK_NOMAP
				   : MEMBLOCK_NONE,
			   last->disposition == rule->disposition);
	to->last = rule;
	to->end = range_end(range);
}

bool layers_read_ascending(struct descriptors *ret, struct layers *ret_layers,
			   const struct convert_settings *settings)
{
	const struct efimap map = *ret->map;
	struct classification *classifications = ret->classifications;
	uint32_t *order = ret->order;
	size_t count = efimap_count(&map), anomalous = 0;
	struct cursor cursor = cursor_begin(ret_layers, settings);
	struct policy_cache cache = policy_cache_begin(settings);
	const uint8_t *at = map.desc;

	for (size_t i = 0; i < count; i++, at += map.desc_size) {
		const struct policy_cache_entry *entry;
		struct efi_memory_desc desc;

		efimap_read(at, &desc);
		if (!convert_is_whole_pages(&desc) ||
		    desc.phys_addr < cursor.end)
			return false;
		entry = policy_cache_lookup(&cache, desc.type, desc.attribute);
		classifications[i] = entry->classification;
		if (entry->classification.anomalies != 0)
			anomalous++;
		order[i] = (uint32_t)i;
		lay(&cursor, entry->rule,
		    (struct range){ desc.phys_addr,
				    desc.num_pages << PAGE_SHIFT_4K });
	}
	ret->order_cnt = count;
	ret->anomalous = anomalous;
	ret->disjoint = true;
	ret->special_purpose = cache.special_purpose;
	cursor_end(ret_layers, &cursor);
	return true;
}
