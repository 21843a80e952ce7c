/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The map seen under each aspect: descriptors come in the order of addresses,
 * and each is laid on what they have given so far. Neighbours that touch and
 * are alike become one.
 */
#ifndef CORE_CONVERT_LAYERS_H
#define CORE_CONVERT_LAYERS_H

#include "core/convert/convert_internal.h"

/* A set that grows at its end. */
struct regions {
	struct memblock_region *end;
	phys_addr_t bytes;
};

struct layers {
	/* Where the next one goes. */
	struct e820_entry *e820;
	struct reservation *reservations;
	struct excluded_range *excluded;
	struct regions physmap;
	struct regions memory; /* by attribute: arm64 only */
	bool arm64;
	/* What was laid last, and where it ends. */
	const struct policy_row *last;
	uint32_t last_excluded;
	phys_addr_t end;
};

static const struct policy_row layer_of_nothing = {
	.disposition = DISPOSITION_IGNORED
};

static inline struct layers layers_begin(const struct workspace *work)
{
	struct conversion *conversion = work->conversion;

	return (struct layers){
		.e820 = conversion->firmware_e820.entries,
		.reservations = work->reservations,
		.excluded = conversion->excluded,
		.physmap.end = conversion->mb.physmap.regions,
		.memory.end = conversion->mb.memory.regions,
		.arm64 = conversion->settings->profile == PROFILE_LINUX_ARM64,
		.last = &layer_of_nothing,
	};
}

static inline void end_set(struct memblock_type *type,
			   const struct regions *set)
{
	type->cnt = (size_t)(set->end - type->regions);
	type->total_size = set->bytes;
}

static inline void layers_end(const struct layers *layers,
			      const struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	struct e820_table *table = &conversion->firmware_e820;

	table->cnt = (size_t)(layers->e820 - table->entries);
	conversion->reservation_cnt =
		(size_t)(layers->reservations - work->reservations);
	conversion->excluded_cnt =
		(size_t)(layers->excluded - conversion->excluded);
	end_set(&conversion->mb.physmap, &layers->physmap);
	end_set(&conversion->mb.memory, &layers->memory);
}

static inline void lay_e820(struct e820_entry **end, struct range range,
			    uint32_t type, bool joins)
{
	if (joins)
		(*end)[-1].range.size += range.size;
	else
		*(*end)++ = (struct e820_entry){ range, type };
}

static inline void lay_reservation(struct reservation **end, struct range range,
				   enum owner owner, bool joins,
				   uint32_t loader_range)
{
	if (joins)
		(*end)[-1].range.size += range.size;
	else
		*(*end)++ = (struct reservation){ range, owner, loader_range };
}

/*
 * The reason as one number, so that flattening leaves the last that applies:
 * 0 for memory and for what is not in physmap.
 */
static inline uint32_t excluded_key(const struct policy_row *rule,
				    struct classification classification)
{
	switch (rule->disposition) {
	case DISPOSITION_IGNORED:
		return 0;
	case DISPOSITION_EXCLUDED:
		return EXCLUDED_TYPE << 8 | classification.type_group;
	case DISPOSITION_SOFT_RESERVED:
		return EXCLUDED_SOFT_RESERVED << 8;
	default:
		return classification.anomalies & ANOMALY_NOT_WB
			       ? EXCLUDED_NOT_WB << 8
			       : 0;
	}
}

static inline struct excluded_range excluded_of(struct range range,
						uint32_t key)
{
	return (struct excluded_range){
		.range = range,
		.reason = (enum excluded_reason)(key >> 8),
		.type_group = key & 0xff,
	};
}

static inline void lay_excluded(struct excluded_range **end, struct range range,
				uint32_t key, bool joins)
{
	if (joins)
		(*end)[-1].range.size += range.size;
	else
		*(*end)++ = excluded_of(range, key);
}

static inline void lay_region(struct regions *set, struct range range,
			      uint32_t flags, bool joins)
{
	if (joins)
		set->end[-1].size += range.size;
	else
		*set->end++ = (struct memblock_region){
			.base = range.base,
			.size = range.size,
			.flags = flags,
			.nid = NUMA_NO_NODE,
		};
	set->bytes += range.size;
}

/* Soft-reserved memory is claimed from the edited E820 table instead. */
static inline bool is_claimed(const struct policy_row *rule)
{
	return rule->owner != OWNER_NONE && rule->owner != OWNER_SOFT_RESERVED;
}

/* Inline, so that *to lies in registers. */
__attribute__((always_inline)) static inline void lay(
	struct layers *to, const struct policy_row *rule, uint32_t excluded,
	struct range range)
{
	bool touches = range.base == to->end;
	const struct policy_row *last = touches ? to->last : &layer_of_nothing;

	if (rule->e820 != 0)
		lay_e820(&to->e820, range, rule->e820,
			 last->e820 == rule->e820);
	if (is_claimed(rule))
		lay_reservation(&to->reservations, range, rule->owner,
				last->owner == rule->owner, NO_LOADER_RANGE);
	if (excluded != 0)
		lay_excluded(&to->excluded, range, excluded,
			     touches && to->last_excluded == excluded);
	if (rule->disposition != DISPOSITION_IGNORED)
		lay_region(&to->physmap, range, MEMBLOCK_NONE,
			   last->disposition != DISPOSITION_IGNORED);
	if (to->arm64 && (rule->disposition == DISPOSITION_MEMORY ||
			  rule->disposition == DISPOSITION_NOMAP))
		lay_region(&to->memory, range,
			   rule->disposition == DISPOSITION_NOMAP
				   ? MEMBLOCK_NOMAP
				   : MEMBLOCK_NONE,
			   last->disposition == rule->disposition);
	to->last = rule;
	to->last_excluded = excluded;
	to->end = range_end(range);
}

#endif
