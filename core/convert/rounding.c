/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a kernel with pages of 16 or 64 KiB makes of memory that is counted in
 * 4 KiB pages (page-size=): NOMAP grows to whole pages, memory shrinks to
 * them. No page is both, because a page of memory holds no NOMAP.
 */
#include "core/convert/convert_internal.h"

enum { KIND_NONE = 0 };

/* Those of which something is left. */
static size_t round_spans(struct span *ret, const struct span *spans,
			  size_t cnt, phys_addr_t page)
{
	size_t kept = 0;

	for (size_t i = 0; i < cnt; i++) {
		ret[kept] = spans[i];
		convert_round(&ret[kept], page);
		kept += ret[kept].size > 0;
	}
	return kept;
}

/* A walk over spans: what covers an address, and up to where that is so. */
struct walk {
	const struct span *next, *end;
};

static uint32_t look(struct walk *walk, phys_addr_t at, phys_addr_t *ret_end)
{
	while (walk->next < walk->end && span_end(walk->next) <= at)
		walk->next++;
	if (walk->next == walk->end)
		return KIND_NONE;
	if (at < walk->next->base) {
		*ret_end = phys_min(*ret_end, walk->next->base);
		return KIND_NONE;
	}
	*ret_end = phys_min(*ret_end, span_end(walk->next));
	return walk->next->type;
}

static uint32_t change(uint32_t before, uint32_t after)
{
	if (before == after)
		return 0;
	if (after == KIND_NONE)
		return ROUND_LOST;
	return before == KIND_MEMORY ? ROUND_NOMAP : ROUND_GROWN;
}

static void add_piece(struct rounding *rounding, phys_addr_t base,
		      phys_addr_t end, uint32_t what)
{
	if (what == 0)
		return;
	/* Neighbours are of one kind in neither set: nor are pieces. */
	rounding->pieces[rounding->cnt++] = (struct span){
		.base = base,
		.size = end - base,
		.type = what,
	};
	rounding->lost += what == ROUND_GROWN ? 0 : end - base;
	rounding->nomap += what == ROUND_LOST ? 0 : end - base;
}

static void compare(struct rounding *rounding, struct walk before,
		    struct walk after)
{
	phys_addr_t at = 0, end;

	for (; at < PHYS_ADDR_MAX; at = end) {
		uint32_t was, is;

		end = PHYS_ADDR_MAX;
		was = look(&before, at, &end);
		is = look(&after, at, &end);
		add_piece(rounding, at, end, change(was, is));
	}
}

/* Linux takes a page that is memory in part whole, where no part is NOMAP:
 * those are the pages in which something is lost. */
static phys_addr_t linux_adds(const struct rounding *rounding, phys_addr_t page)
{
	phys_addr_t counted = 0, pages = 0, lost = 0;

	for (size_t i = 0; i < rounding->cnt; i++) {
		const struct span *piece = &rounding->pieces[i];
		struct span whole = *piece;

		whole.type = KIND_NOMAP; /* outwards */
		convert_round(&whole, page);
		/* Nothing can be said of the page that ends at 2^64. */
		if (piece->type != ROUND_LOST || whole.size == 0)
			continue;
		lost += phys_min(span_end(piece), span_end(&whole)) -
			piece->base;
		pages += span_end(&whole) - phys_max(whole.base, counted);
		counted = span_end(&whole);
	}
	return pages - lost;
}

const struct span *rounding_from(const struct rounding *rounding,
				 phys_addr_t at)
{
	size_t low = 0, high = rounding->cnt;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (span_end(&rounding->pieces[middle]) <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < rounding->cnt ? &rounding->pieces[low] : NULL;
}

int convert_rounding(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	struct rounding *rounding = &conversion->rounding;
	struct memblock_type *memory = &conversion->mb.memory;
	phys_addr_t page = conversion->settings->page_size;
	struct span *before = rounding->room, *after = before + memory->cnt;
	size_t was, is;

	if (page == PAGE_SIZE_4K)
		return CORE_OK;
	was = convert_spans_of(before, memory);
	is = round_spans(work->spans, before, was, page);
	spans_sort(work->spans, is, work->scratch);
	is = spans_flatten(after, work->spans, is, NULL);
	compare(rounding, (struct walk){ before, before + was },
		(struct walk){ after, after + is });
	rounding->linux_adds = linux_adds(rounding, page);
	convert_fill(memory, after, is);
	conversion->uncapped = memory->total_size;
	return convert_extend_physmap(&conversion->mb);
}
