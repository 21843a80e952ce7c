/* SPDX-License-Identifier: BSD-2-Clause */
/* The address space and the sets as bars, with what belongs to them. */
#include "core/report/parts.h"
#include "core/screen/explorer_internal.h"

struct sink bars_line(struct cells_pen *pen, struct cells *cells, size_t row,
		      const char *name)
{
	struct sink out = cells_pen(pen, cells, row, 1);

	print_str(&out, name);
	pen->column = BARS_COLUMN - 1;
	return out;
}

/* --- the bars ------------------------------------------------------------ */

/* "4G" where an address is a multiple of a unit, else hexadecimal. */
static void print_address(const struct sink *out, phys_addr_t addr)
{
	static const char units[] = { 'T', 'G', 'M' };

	for (unsigned int i = 0; i < sizeof(units); i++) {
		phys_addr_t unit = (phys_addr_t)1 << (40 - 10 * i);

		if (addr && addr % unit == 0) {
			print(out, "%ju%c", (uintmax_t)(addr / unit), units[i]);
			return;
		}
	}
	print(out, "%jx", (uintmax_t)addr);
}

void bars_draw_ticks(const struct segment *segments, size_t cnt,
		     struct cells *cells, size_t row, size_t unit)
{
	size_t next = 0;

	for (size_t i = 0; i < cnt; i++) {
		struct cells_pen pen;
		struct sink out = cells_pen(
			&pen, cells, row, BARS_COLUMN + segments[i].at / unit);

		if (pen.column < next || pen.column + 14 > cells->columns)
			continue;
		print_str(&out, "^");
		print_address(&out, segments[i].range.base);
		next = pen.column + 1;
	}
}

static void draw_bar(const struct explorer *explorer,
		     const struct segment *segments, size_t cnt,
		     struct cells *cells, size_t row)
{
	struct cells_pen pen;
	struct sink out = bars_line(&pen, cells, row, "map");

	print_str(&out, "[");
	for (size_t i = 0; i < cnt; i++) {
		const struct segment *segment = &segments[i];
		const struct class_look *look = class_look(segment->class);

		pen.colour = segment->first <= explorer->chosen &&
					     explorer->chosen <= segment->last
				     ? COLOUR_REVERSE
				     : look->colour;
		for (size_t j = 0; j < segment->width; j++)
			print(&out, "%c", look->mark);
	}
	pen.colour = COLOUR_TEXT;
	print_str(&out, "]");
}

static void draw_set(const struct named_set *set,
		     const struct segment *segments, size_t cnt,
		     struct cells *cells, size_t row)
{
	static const char marks[] = { ' ', '+', '#' };
	struct cells_pen pen;
	struct sink out = bars_line(&pen, cells, row, set->name);

	print_str(&out, "[");
	for (size_t i = 0; i < cnt; i++)
		for (size_t j = 0; j < segments[i].width; j++)
			print(&out, "%c",
			      marks[bar_share(set->set,
					      bar_cell(&segments[i], j))]);
	print_str(&out, "]");
}

bool bars_cap(const struct explorer *explorer, phys_addr_t *ret)
{
	const struct conversion *conversion = explorer->model.conversion;
	const struct memblock_type *memory = &conversion->mb.memory;

	if (conversion->settings->mem == MEM_NONE || memory->cnt == 0)
		return false;
	*ret = memory->regions[memory->cnt - 1].base +
	       memory->regions[memory->cnt - 1].size;
	return true;
}

void bars_draw_cap(const struct explorer *explorer, struct cells *cells,
		   size_t row, size_t cnt, size_t unit)
{
	phys_addr_t end;
	struct cells_pen pen;
	struct sink out;

	if (!bars_cap(explorer, &end))
		return;
	out = bars_line(&pen, cells, row, "mem=");
	pen.column =
		BARS_COLUMN + bar_place(explorer->segments, cnt, end) / unit;
	print_str(&out, "|");
}

size_t bars_draw(const struct explorer *explorer, struct cells *cells,
		 size_t row, const struct named_set *sets, size_t cnt)
{
	struct segment *segments = explorer->segments;
	size_t segment_cnt = bar_lay_out(
		segments, explorer->spans, explorer->zoom_first,
		explorer->zoom_last, cells->columns - BARS_COLUMN - 1, 1);

	bars_draw_ticks(segments, segment_cnt, cells, row, 1);
	draw_bar(explorer, segments, segment_cnt, cells, row + 1);
	for (size_t i = 0; i < cnt; i++)
		draw_set(&sets[i], segments, segment_cnt, cells, row + 2 + i);
	return segment_cnt;
}

/* --- what the letters mean ----------------------------------------------- */

static phys_addr_t class_bytes(const struct explorer *explorer,
			       enum memory_class class)
{
	phys_addr_t bytes = 0;

	for (size_t i = 0; i < explorer->span_cnt; i++)
		if (explorer->spans[i].class == class)
			bytes += explorer->spans[i].range.size;
	return bytes;
}

void bars_draw_legend(const struct explorer *explorer, struct cells *cells,
		      size_t row, uint8_t colour)
{
	size_t place = 0;
	char room[HUMAN_SIZE];

	for (int class = 0; class < CLASS_COUNT; class ++) {
		const struct class_look *look = class_look(class);
		phys_addr_t bytes = class_bytes(explorer, class);
		struct cells_pen pen;
		struct sink out =
			cells_pen(&pen, cells, row + place % LEGEND_ROWS,
				  1 + place / LEGEND_ROWS * 26);

		if (!bytes)
			continue;
		place++;
		pen.colour = look->colour | colour;
		print(&out, "%c", look->mark);
		pen.colour = COLOUR_TEXT;
		print(&out, " %-15s%8s", look->name, human_size(room, bytes));
	}
}

void bars_draw_chosen(const struct explorer *explorer, struct cells *cells,
		      size_t row)
{
	const struct span *span = &explorer->spans[explorer->chosen];
	struct cells_pen pen;
	struct sink out = bars_line(&pen, cells, row, "Selected:");
	char room[HUMAN_SIZE];

	if (span->range.size == 0) {
		print_str(&out, "nothing");
		return;
	}
	print(&out, RANGE_FORMAT ", %s, %s",
	      RANGE_ARGS(span->range.base, span->range.size),
	      human_size(room, span->range.size),
	      class_look(span->class)->name);
}
