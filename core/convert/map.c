/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * First step: a verdict for each descriptor, the order of those that count,
 * and the layers that they form.
 */
#include "core/convert/layers.h"

/* Verdicts on the last attribute of each type: firmware uses few of them, in
 * long rows. */
struct memory {
	struct workspace *work;
	struct {
		uint64_t attribute;
		struct verdict verdict;
		bool known;
	} last[EFI_MEMORY_TYPE_COUNT];
};

/* Linux adds the EFI map a second time when conventional memory is special
 * purpose (efi.c do_add_efi_memmap). */
static struct verdict judge(struct memory *memory, uint32_t type,
			    uint64_t attribute)
{
	struct workspace *work = memory->work;
	const struct options *options = work->conversion->options;
	struct verdict verdict = convert_decide(options, type, attribute);

	if (type == EFI_CONVENTIONAL_MEMORY &&
	    work->rules[verdict.rule].owner == OWNER_SOFT_RESERVED)
		work->again = true;
	if (type < EFI_MEMORY_TYPE_COUNT) {
		memory->last[type].attribute = attribute;
		memory->last[type].verdict = verdict;
		memory->last[type].known = true;
	}
	return verdict;
}

static inline struct verdict recall(struct memory *memory, uint32_t type,
				    uint64_t attribute)
{
	if (type < EFI_MEMORY_TYPE_COUNT && memory->last[type].known &&
	    memory->last[type].attribute == attribute)
		return memory->last[type].verdict;
	return judge(memory, type, attribute);
}

/* --- the usual case, in one walk ------------------------------------------ */

/* Whole pages, and neither none nor the last one of 2^64. */
static inline bool is_sound(const struct efi_memory_desc *desc)
{
	phys_addr_t size = desc->num_pages << PAGE_SHIFT_4K;

	return desc->phys_addr % PAGE_SIZE_4K == 0 &&
	       desc->num_pages - 1 < PAGES_MAX &&
	       desc->phys_addr + size > desc->phys_addr;
}

/* False when a descriptor is not sound or starts below the end of the one
 * before: then nothing of what was written counts. */
static bool take_plain(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	const struct efimap map = conversion->capture->map;
	const struct policy_row *rules = work->rules;
	struct verdict *verdicts = conversion->verdicts;
	uint32_t *order = conversion->map;
	size_t count = efimap_count(&map), doubtful = 0;
	struct layers layers = layers_begin(work);
	struct memory memory = { .work = work };
	phys_addr_t end = 0;

	for (size_t i = 0; i < count; i++) {
		struct efi_memory_desc desc;
		phys_addr_t size;

		efimap_get(&map, i, &desc);
		size = desc.num_pages << PAGE_SHIFT_4K;
		if (!is_sound(&desc) || desc.phys_addr < end)
			return false;
		end = desc.phys_addr + size;
		verdicts[i] = recall(&memory, desc.type, desc.attribute);
		doubtful += verdicts[i].doubts != 0;
		order[i] = (uint32_t)i;
		lay(&layers, &rules[verdicts[i].rule], desc.phys_addr, size);
	}
	conversion->map_cnt = count;
	conversion->doubtful = doubtful;
	layers_end(&layers, work);
	return true;
}

/* --- any other ------------------------------------------------------------ */

/* What counts as spans in work; type is the number of the rule. */
static void judge_all(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	const struct efimap *map = &conversion->capture->map;
	struct memory memory = { .work = work };
	size_t count = efimap_count(map), kept = 0;
	phys_addr_t last = 0;

	for (size_t i = 0; i < count; i++) {
		struct verdict *verdict = &conversion->verdicts[i];
		struct span *span = &work->spans[kept];
		struct efi_memory_desc desc;

		efimap_get(map, i, &desc);
		conversion->descents += desc.phys_addr < last;
		last = desc.phys_addr;
		*verdict = recall(&memory, desc.type, desc.attribute);
		verdict->doubts |= (uint16_t)convert_judge_range(&desc, span);
		conversion->doubtful += verdict->doubts != 0;
		span->type = verdict->rule;
		span->index = (uint32_t)i;
		kept += span->size > 0;
	}
	conversion->map_cnt = kept;
}

static bool mark_overlap(struct conversion *conversion, const struct span *span,
			 phys_addr_t end)
{
	struct verdict *verdict = &conversion->verdicts[span->index];

	if (span->base >= end)
		return false;
	conversion->doubtful += verdict->doubts == 0;
	verdict->doubts |= DOUBT_OVERLAP;
	return true;
}

static void take_any(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	struct layers layers = layers_begin(work);
	bool overlaps = false;
	phys_addr_t end = 0;

	judge_all(work);
	spans_sort(work->spans, conversion->map_cnt, work->scratch);
	for (size_t i = 0; i < conversion->map_cnt; i++) {
		const struct span *span = &work->spans[i];

		overlaps |= mark_overlap(conversion, span, end);
		end = phys_max(end, span_end(span));
		conversion->map[i] = span->index;
		lay(&layers, &work->rules[span->type], span->base, span->size);
	}
	layers_end(&layers, work);
	convert_settle(work, overlaps);
}

void convert_map(struct workspace *work)
{
	work->plain = take_plain(work);
	if (!work->plain)
		take_any(work);
}
