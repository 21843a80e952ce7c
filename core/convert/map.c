/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * First step: a verdict for each descriptor, the order of those that count,
 * and the layers that they form.
 */
#include "core/convert/layers.h"

/* The last verdicts: firmware uses few types and attributes, in long rows. A
 * type has its place by its last bits. */
#define KNOWN_MAX 16
struct known {
	struct workspace *work;
	struct judged {
		uint64_t attribute;
		const struct policy_row *rule;
		uint32_t type;
		struct classification classification;
	} last[KNOWN_MAX];
};

/* Nothing is known yet: a type that belongs elsewhere is in each place. */
static struct known known_begin(struct workspace *work)
{
	return (struct known){ .work = work, .last[0].type = 1 };
}

/* Linux adds the EFI map a second time when conventional memory is special
 * purpose (efi.c do_add_efi_memmap). */
static void judge(struct known *known, uint32_t type, uint64_t attribute)
{
	struct workspace *work = known->work;
	const struct convert_settings *settings = work->conversion->settings;
	struct classification classification =
		convert_decide(settings, type, attribute);
	const struct policy_row *rule = &work->rules[classification.rule];

	if (type == EFI_CONVENTIONAL_MEMORY &&
	    rule->owner == OWNER_SOFT_RESERVED)
		work->again = true;
	known->last[type % KNOWN_MAX] = (struct judged){
		.attribute = attribute,
		.rule = rule,
		.type = type,
		.classification = classification,
	};
}

static inline const struct judged *recall(struct known *known, uint32_t type,
					  uint64_t attribute)
{
	struct judged *last = &known->last[type % KNOWN_MAX];

	if (last->type != type || last->attribute != attribute)
		judge(known, type, attribute);
	return last;
}

/* --- the usual case, in one walk ------------------------------------------ */

/* Whole pages, and neither none nor the last one of 2^64. */
static inline bool is_sound(const struct efi_memory_desc *desc)
{
	return desc->phys_addr % PAGE_SIZE_4K == 0 &&
	       desc->num_pages - 1 <
		       PAGES_MAX - (desc->phys_addr >> PAGE_SHIFT_4K);
}

/* False when a descriptor is not sound or starts below the end of the one
 * before: then nothing of what was written counts. */
static bool take_plain(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	const struct efimap map = conversion->capture->map;
	struct classification *classifications = conversion->classifications;
	uint32_t *order = conversion->map;
	size_t count = efimap_count(&map), anomalous = 0;
	struct layers layers = layers_begin(work);
	struct known known = known_begin(work);
	const uint8_t *at = map.desc;

	for (size_t i = 0; i < count; i++, at += map.desc_size) {
		const struct judged *judged;
		struct efi_memory_desc desc;

		efimap_read(at, &desc);
		if (!is_sound(&desc) || desc.phys_addr < layers.end)
			return false;
		judged = recall(&known, desc.type, desc.attribute);
		classifications[i] = judged->classification;
		if (judged->classification.anomalies != 0)
			anomalous++;
		order[i] = (uint32_t)i;
		lay(&layers, judged->rule, desc.phys_addr,
		    desc.num_pages << PAGE_SHIFT_4K);
	}
	conversion->map_cnt = count;
	conversion->anomalous = anomalous;
	layers_end(&layers, work);
	return true;
}

/* --- any other ------------------------------------------------------------ */

/* What counts as spans in work; type is the number of the rule. */
static void judge_all(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	const struct efimap *map = &conversion->capture->map;
	struct known known = known_begin(work);
	size_t count = efimap_count(map), kept = 0;
	phys_addr_t last = 0;

	for (size_t i = 0; i < count; i++) {
		struct classification *classification =
			&conversion->classifications[i];
		struct span *span = &work->spans[kept];
		struct efi_memory_desc desc;

		efimap_get(map, i, &desc);
		conversion->descents += desc.phys_addr < last;
		last = desc.phys_addr;
		*classification = recall(&known, desc.type, desc.attribute)
					  ->classification;
		classification->anomalies |=
			(uint16_t)convert_judge_range(&desc, span);
		conversion->anomalous += classification->anomalies != 0;
		span->type = classification->rule;
		span->index = (uint32_t)i;
		kept += span->size > 0;
	}
	conversion->map_cnt = kept;
}

static bool mark_overlap(struct conversion *conversion, const struct span *span,
			 phys_addr_t end)
{
	struct classification *classification =
		&conversion->classifications[span->index];

	if (span->base >= end)
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
