/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/screen/bar.h"

#include "core/base/cstring.h"

/* --- segments ------------------------------------------------------------ */

static void join(struct segment *to, const struct segment *next)
{
	if (to->class == next->class) {
		to->weight += next->weight;
	} else if (next->weight > to->weight) {
		to->weight = next->weight;
		to->class = next->class;
	}
	to->range = range_join(to->range, next->range);
	to->last = next->last;
}

/* Joins the two neighbours that are smallest together. */
static void join_smallest(struct segment *segments, size_t cnt)
{
	size_t best = 0;

	for (size_t i = 1; i + 1 < cnt; i++)
		if (segments[i].range.size + segments[i + 1].range.size <
		    segments[best].range.size + segments[best + 1].range.size)
			best = i;
	join(&segments[best], &segments[best + 1]);
	memmove(&segments[best + 1], &segments[best + 2],
		(cnt - best - 2) * sizeof(*segments));
}

/* What a segment gets of the width that is left: the logarithm of its pages. */
static size_t share_of(const struct segment *segment)
{
	if (segment->class == CLASS_HOLE)
		return 0;
	return 64 - (size_t)__builtin_clzll(
			    (segment->range.size >> PAGE_SHIFT_4K) | 1);
}

size_t bar_lay_out(struct segment *ret, const struct span *spans, size_t first,
		   size_t last, size_t width, size_t least)
{
	size_t cnt = last - first + 1, total = 0, before = 0, rest;

	for (size_t i = 0; i < cnt; i++)
		ret[i] = (struct segment){
			.range = spans[first + i].range,
			.first = first + i,
			.last = first + i,
			.class = spans[first + i].class,
			.weight = spans[first + i].range.size,
		};
	for (; cnt > 1 && cnt * least > width; cnt--)
		join_smallest(ret, cnt);
	for (size_t i = 0; i < cnt; i++)
		total += share_of(&ret[i]);
	rest = width - cnt * least;
	for (size_t i = 0; i < cnt; i++) {
		size_t from = total ? rest * before / total : 0, to;

		before += share_of(&ret[i]);
		to = total ? rest * before / total : rest;
		ret[i].at = i * least + from;
		ret[i].width = least + to - from;
	}
	return cnt;
}

/* --- places -------------------------------------------------------------- */

struct range bar_cell(const struct segment *segment, size_t number)
{
	phys_addr_t size = segment->range.size, width = segment->width;
	phys_addr_t step = size / width, left = size % width;
	phys_addr_t from = step * number + left * number / width;
	phys_addr_t to = step * (number + 1) + left * (number + 1) / width;

	return (struct range){ segment->range.base + from, to - from };
}

enum bar_share bar_share(const struct memblock_type *set, struct range range)
{
	if (memblock_covers(set, range.base, range.size))
		return BAR_ALL;
	return memblock_overlaps_region(set, range.base, range.size) ? BAR_PART
								     : BAR_NONE;
}

size_t bar_place(const struct segment *segments, size_t cnt, phys_addr_t addr)
{
	const struct segment *last = &segments[cnt - 1];

	for (size_t i = 0; i < cnt; i++)
		for (size_t j = 0; j < segments[i].width; j++)
			if (addr < range_end(bar_cell(&segments[i], j)))
				return segments[i].at + j;
	return last->at + last->width;
}
