/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Ranges that have the same type in both maps, but other attributes.
 */
#include "core/diff/diff_internal.h"

struct walk {
	const struct conversion *conversion;
	size_t at; /* in order[] */
	struct range range;
	struct efi_memory_desc desc;
};

static bool step(struct walk *walk)
{
	const struct conversion *conversion = walk->conversion;
	size_t index;

	if (walk->at == conversion->order_cnt)
		return false;
	index = conversion->order[walk->at++];
	walk->range = convert_range(conversion, index);
	efimap_get(&conversion->capture->map, index, &walk->desc);
	return true;
}

static void add_range(struct diff *diff, struct range range,
		      const struct walk *a, const struct walk *b)
{
	struct diff_change *last =
		diff->cnt > 0 ? &diff->changes[diff->cnt - 1] : NULL;

	if (last && last->what == DIFF_ATTRIBUTES &&
	    last->class.number == a->desc.type &&
	    last->attributes[0] == a->desc.attribute &&
	    last->attributes[1] == b->desc.attribute &&
	    range_end(last->range) == range.base) {
		last->range = range_join(last->range, range);
		return;
	}
	diff->changes[diff->cnt++] = (struct diff_change){
		.what = DIFF_ATTRIBUTES,
		.class = { DIFF_KIND_TYPE, a->desc.type },
		.range = range,
		.attributes = { a->desc.attribute, b->desc.attribute },
	};
}

void diff_attributes(struct diff *diff)
{
	struct walk a = { .conversion = diff->sides[0].conversion };
	struct walk b = { .conversion = diff->sides[1].conversion };
	uint64_t known = ~(diff->attr_unknown[0] | diff->attr_unknown[1]);
	bool more = step(&a) && step(&b);

	while (more) {
		struct range both = range_intersect(a.range, b.range);

		if (both.size > 0 && a.desc.type == b.desc.type &&
		    ((a.desc.attribute ^ b.desc.attribute) & known))
			add_range(diff, both, &a, &b);
		more = range_end(a.range) < range_end(b.range) ? step(&a)
							       : step(&b);
	}
}
