/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>

#include "tools/memory.h"
#include "tools/page/html.h"

static int by_address(const void *a, const void *b)
{
	const struct scale_edge *x = a, *y = b;

	return (x->addr > y->addr) - (x->addr < y->addr);
}

static void add_range(struct scale *scale, struct range range)
{
	scale->edges[scale->cnt++].addr = range.base;
	scale->edges[scale->cnt++].addr = range_end(range);
}

static void add_edges(struct scale *scale, const struct conversion *conversion)
{
	for (size_t i = 0; i < conversion->order_cnt; i++)
		add_range(scale,
			  convert_range(conversion, conversion->order[i]));
	for (size_t i = 0; i < conversion->reservation_cnt; i++)
		add_range(scale, conversion->reservations[i].range);
	for (size_t i = 0; i < conversion->mb.memory.cnt; i++)
		add_range(scale, (struct range){
					 conversion->mb.memory.regions[i].base,
					 conversion->mb.memory.regions[i].size,
				 });
}

static void drop_equal(struct scale *scale)
{
	size_t cnt = 0;

	qsort(scale->edges, scale->cnt, sizeof(*scale->edges), by_address);
	for (size_t i = 0; i < scale->cnt; i++)
		if (cnt == 0 ||
		    scale->edges[cnt - 1].addr != scale->edges[i].addr)
			scale->edges[cnt++] = scale->edges[i];
	scale->cnt = cnt;
}

/* Is any descriptor of a side at addr? Edges ascend, so that each descriptor is
 * passed once. */
struct walk {
	const struct conversion *conversion;
	size_t at;
	phys_addr_t end; /* of the descriptors passed */
};

static bool is_covered(struct walk *walk, phys_addr_t addr)
{
	const struct conversion *conversion = walk->conversion;

	while (walk->at < conversion->order_cnt) {
		struct range range =
			convert_range(conversion, conversion->order[walk->at]);

		if (range.base > addr)
			break;
		walk->end = phys_max(walk->end, range_end(range));
		walk->at++;
	}
	return addr < walk->end;
}

static double width_of(phys_addr_t size, bool covered)
{
	double width = 1;

	for (; size > PAGE_SIZE_4K; size /= 2)
		width += 1;
	return covered ? width : width / 4;
}

void scale_make(struct scale *ret, const struct page *page)
{
	struct walk walks[2] = { 0 };
	size_t max = 1;
	double x = 0;

	for (size_t side = 0; side < page->side_cnt; side++) {
		const struct conversion *c = page->sides[side].conversion;

		walks[side].conversion = c;
		max += 2 *
		       (c->order_cnt + c->reservation_cnt + c->mb.memory.cnt);
	}
	*ret = (struct scale){ memory_resize(NULL, max, sizeof(*ret->edges)),
			       0 };
	for (size_t side = 0; side < page->side_cnt; side++)
		add_edges(ret, page->sides[side].conversion);
	drop_equal(ret);
	for (size_t i = 0; i + 1 < ret->cnt; i++) {
		bool covered = false;

		for (size_t side = 0; side < page->side_cnt; side++)
			covered |= is_covered(&walks[side], ret->edges[i].addr);
		ret->edges[i].x = x;
		x += width_of(ret->edges[i + 1].addr - ret->edges[i].addr,
			      covered);
	}
	for (size_t i = 0; i < ret->cnt; i++)
		ret->edges[i].x = i + 1 < ret->cnt ? ret->edges[i].x / x : 1;
}

void scale_free(struct scale *scale)
{
	free(scale->edges);
}

double scale_at(const struct scale *scale, phys_addr_t addr)
{
	size_t low = 0, high = scale->cnt;
	const struct scale_edge *a, *b;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (scale->edges[mid].addr <= addr)
			low = mid;
		else
			high = mid;
	}
	a = &scale->edges[low];
	if (scale->cnt == 0 || addr <= a->addr || low + 1 == scale->cnt)
		return scale->cnt == 0 ? 0 : a->x;
	b = a + 1;
	return a->x + (b->x - a->x) * ((double)(addr - a->addr) /
				       (double)(b->addr - a->addr));
}
