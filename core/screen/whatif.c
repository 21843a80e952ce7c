/* SPDX-License-Identifier: BSD-2-Clause */
/* What mem= or memmap= would change, while it is typed. */
#include "core/report/parts.h"
#include "core/screen/explorer_internal.h"

enum { ROW_HEAD = 1, ROW_TOTALS, ROW_BARS = 8, ROW_CUT = 13 };

/* --- totals -------------------------------------------------------------- */

/* A size now and with the words, and what changes. */
static void draw_sizes(struct cells *cells, size_t row, const char *name,
		       phys_addr_t now, phys_addr_t then)
{
	char room[HUMAN_SIZE];
	struct cells_pen pen;
	struct sink out = cells_pen(&pen, cells, row, 1);

	print(&out, "%-22s %10s", name, human_size(room, now));
	print(&out, " %12s", human_size(room, then));
	if (now != then)
		print(&out, " %4c%s", now > then ? '-' : '+',
		      human_size(room, now > then ? now - then : then - now));
}

static void draw_counts(struct cells *cells, size_t row, size_t now,
			size_t then)
{
	struct cells_pen pen;
	struct sink out = cells_pen(&pen, cells, row, 1);

	print(&out, "%-22s %10zu %12zu", "regions of memory", now, then);
}

static void draw_totals(struct cells *cells, const struct memblock *now,
			const struct memblock *then)
{
	struct free_total free[] = { count_free(now), count_free(then) };
	struct cells_pen pen;
	struct sink out = cells_pen(&pen, cells, ROW_HEAD, 24);

	print_str(&out, "       now    with this");
	draw_sizes(cells, ROW_TOTALS, "memory", now->memory.total_size,
		   then->memory.total_size);
	draw_counts(cells, ROW_TOTALS + 1, now->memory.cnt, then->memory.cnt);
	draw_sizes(cells, ROW_TOTALS + 2, "free: not reserved", free[0].size,
		   free[1].size);
	draw_sizes(cells, ROW_TOTALS + 3, "largest free range",
		   free[0].largest_size, free[1].largest_size);
	draw_sizes(cells, ROW_TOTALS + 4, "physmap", now->physmap.total_size,
		   then->physmap.total_size);
}

/* --- what is cut --------------------------------------------------------- */

/* The next range that is in memory of one and not of the other, from *at on. */
static bool next_cut(const struct memblock_type *now,
		     const struct memblock_type *then, phys_addr_t *at,
		     struct range *ret)
{
	const struct memblock_region *r, *t;

	for_each_memblock_type_region(now, r) {
		struct range left = range_from_to(phys_max(r->base, *at),
						  r->base + r->size);

		for_each_memblock_type_region(then, t) {
			phys_addr_t end = t->base + t->size;

			if (end <= left.base)
				continue;
			if (t->base > left.base) {
				left = range_from_to(
					left.base,
					phys_min(t->base, range_end(left)));
				break;
			}
			left = range_from_to(end, range_end(left));
		}
		if (left.size == 0)
			continue;
		*ret = left;
		*at = range_end(left);
		return true;
	}
	return false;
}

/* The descriptor inside of which the address is, which is then cut in two. */
static bool splits(const struct conversion *conversion, phys_addr_t addr,
		   size_t *ret_index)
{
	for (size_t i = 0; i < conversion->order_cnt; i++) {
		struct range range =
			convert_range(conversion, conversion->order[i]);

		*ret_index = conversion->order[i];
		if (range_contains(range, addr) && range.base != addr)
			return true;
	}
	return false;
}

static void print_cut(const struct sink *out,
		      const struct conversion *conversion, char sign,
		      struct range range)
{
	char room[HUMAN_SIZE];
	size_t index;

	print(out, "%c " RANGE_FORMAT " %8s", sign,
	      RANGE_ARGS(range.base, range.size), human_size(room, range.size));
	if (splits(conversion, range.base, &index) ||
	    splits(conversion, range_end(range), &index))
		print(out, "  divides row #%zu", index);
}

/* The rows that are left, of which the last one says how many more there
 * are. */
static size_t draw_cuts(const struct explorer *explorer, struct cells *cells,
			size_t row, char sign)
{
	const struct memblock_type *now =
		&explorer->model.conversion->mb.memory;
	const struct memblock_type *then = &explorer->trial->mb.memory;
	phys_addr_t at = 0;
	struct range range;
	size_t more = 0;
	struct cells_pen pen;
	struct sink out;

	while (sign == '-' ? next_cut(now, then, &at, &range)
			   : next_cut(then, now, &at, &range)) {
		if (row + 3 >= cells->rows) {
			more++;
			continue;
		}
		out = cells_pen(&pen, cells, row++, 1);
		print_cut(&out, explorer->trial, sign, range);
	}
	if (more == 0)
		return row;
	out = cells_pen(&pen, cells, row, 1);
	print(&out, "%c and %zu more", sign, more);
	return row;
}

static void draw_hint(struct cells *cells)
{
	struct cells_pen pen;
	struct sink out = cells_pen(&pen, cells, ROW_HEAD, 1);

	print_str(&out, "A cap, such as 2G, or an edit, such as "
			"memmap=64M$0x10000000; Enter keeps it.");
}

/* --- all ----------------------------------------------------------------- */

void whatif_draw(const struct explorer *explorer, struct cells *cells)
{
	const struct conversion *now = explorer->model.conversion;
	struct named_set sets[] = { { "now", &now->mb.memory },
				    { "this", NULL } };
	struct cells_pen pen;
	struct sink out;
	size_t row;

	if (!explorer->trial) {
		if (!explorer->typed[0])
			draw_hint(cells);
		return;
	}
	sets[1].set = &explorer->trial->mb.memory;
	draw_totals(cells, &now->mb, &explorer->trial->mb);
	bars_draw(explorer, cells, ROW_BARS, sets, 2);
	out = cells_pen(&pen, cells, ROW_CUT - 1, 1);
	print_str(&out, "memory loses (-) and gains (+)");
	row = draw_cuts(explorer, cells, ROW_CUT, '-');
	draw_cuts(explorer, cells, row, '+');
}
