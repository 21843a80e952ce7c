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
	struct span *e820;
	struct span *reservations;
	struct regions physmap;
	struct regions memory; /* by attribute, of arm64 alone */
	bool arm64;
	/* What was laid last, and where it ends. */
	const struct policy_row *last;
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
	end_set(&conversion->mb.physmap, &layers->physmap);
	end_set(&conversion->mb.memory, &layers->memory);
}

static inline void lay_span(struct span **end, phys_addr_t base,
			    phys_addr_t size, uint32_t type, bool joins,
			    uint32_t index)
{
	if (joins)
		(*end)[-1].size += size;
	else
		*(*end)++ = (struct span){
			.base = base,
			.size = size,
			.type = type,
			.index = index,
		};
}

static inline void lay_region(struct regions *set, phys_addr_t base,
			      phys_addr_t size, uint32_t flags, bool joins)
{
	if (joins)
		set->end[-1].size += size;
	else
		*set->end++ = (struct memblock_region){
			.base = base,
			.size = size,
			.flags = flags,
			.nid = NUMA_NO_NODE,
		};
	set->bytes += size;
}

/* Soft-reserved memory is claimed from the edited E820 table instead. */
static inline bool is_claimed(const struct policy_row *rule)
{
	return rule->owner != OWNER_NONE && rule->owner != OWNER_SOFT_RESERVED;
}

/* Inline, so that *to lies in registers. */
__attribute__((always_inline)) static inline void lay(
	struct layers *to, const struct policy_row *rule, phys_addr_t base,
	phys_addr_t size)
{
	const struct policy_row *last =
		base == to->end ? to->last : &layer_of_nothing;

	if (rule->e820 != 0)
		lay_span(&to->e820, base, size, rule->e820,
			 last->e820 == rule->e820, 0);
	if (is_claimed(rule))
		lay_span(&to->reservations, base, size, rule->owner,
			 last->owner == rule->owner, NO_LOADER_RANGE);
	if (rule->disposition != DISPOSITION_IGNORED)
		lay_region(&to->physmap, base, size, MEMBLOCK_NONE,
			   last->disposition != DISPOSITION_IGNORED);
	if (to->arm64 && (rule->disposition == DISPOSITION_MEMORY ||
			  rule->disposition == DISPOSITION_NOMAP))
		lay_region(&to->memory, base, size,
			   rule->disposition == DISPOSITION_NOMAP
				   ? MEMBLOCK_NOMAP
				   : MEMBLOCK_NONE,
			   last->disposition == rule->disposition);
	to->last = rule;
	to->end = base + size;
}

#endif
