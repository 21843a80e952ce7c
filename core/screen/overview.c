/* SPDX-License-Identifier: BSD-2-Clause */
/* The overview: totals, the address space as a bar, and what its letters
 * mean. */
#include "core/report/parts.h"
#include "core/screen/explorer_internal.h"

/* The rows of the overview. */
enum {
	ROW_FIRMWARE = 1,
	ROW_MAP,
	ROW_TOTALS = 4,
	ROW_TICKS = 11,
	ROW_CAP = ROW_TICKS + 5,
	ROW_LEGEND,
	ROW_CHOSEN = ROW_LEGEND + 4,
};
/* The bar, between brackets. */
#define BAR_COLUMN 11

static size_t bar_width(const struct cells *cells)
{
	return cells->columns - BAR_COLUMN - 2;
}

static struct sink line(struct cells_pen *pen, struct cells *cells, size_t row,
			const char *name)
{
	struct sink out = cells_pen(pen, cells, row, 1);

	print_str(&out, name);
	pen->column = BAR_COLUMN;
	return out;
}

/* --- facts and totals ---------------------------------------------------- */

static void draw_facts(const struct explorer *explorer, struct cells *cells)
{
	const struct capture *capture = explorer->model.conversion->capture;
	struct cells_pen pen;
	struct sink out = line(&pen, cells, ROW_FIRMWARE, "Firmware");

	print_escaped(&out, capture->vendor[0] ? capture->vendor : "unknown");
	if (capture->uefi_revision) {
		print_str(&out, ", UEFI ");
		print_uefi_revision(&out, capture->uefi_revision);
	}
	print(&out, ", %s", capture->arch);

	out = line(&pen, cells, ROW_MAP, "Map");
	print(&out, "%zu descriptors of %zu bytes; findings: ",
	      efimap_count(&capture->map), capture->map.desc_size);
	lint_print_count(&out, &explorer->counts);
}

static void draw_total(struct cells *cells, size_t row, const char *name,
		       phys_addr_t size, phys_addr_t base, bool placed)
{
	struct cells_pen pen;
	struct sink out = cells_pen(&pen, cells, row, 1);
	char human[HUMAN_SIZE], exact[GROUPED_SIZE];

	print(&out, "%-27s %8s %17s KiB", name, human_size(human, size),
	      grouped(exact, size / 1024));
	if (placed && size)
		print(&out, "  at 0x%jx", (uintmax_t)base);
}

/* The largest free range below 4 GiB. */
static struct range largest_below_4g(const struct memblock *mb)
{
	struct range largest = { 0 };
	struct memblock_range range;

	for_each_free_mem_range(mb, &memblock_mapped, &range) {
		phys_addr_t end = phys_min(range.end, (phys_addr_t)1 << 32);

		if (end > range.base && end - range.base > largest.size)
			largest = range_from_to(range.base, end);
	}
	return largest;
}

static void draw_totals(const struct explorer *explorer, struct cells *cells)
{
	const struct memblock *mb = &explorer->model.conversion->mb;
	struct free_total free = count_free(mb);
	struct range low = largest_below_4g(mb);

	draw_total(cells, ROW_TOTALS, "physmap: all RAM present",
		   mb->physmap.total_size, 0, false);
	draw_total(cells, ROW_TOTALS + 1, "memory", mb->memory.total_size, 0,
		   false);
	draw_total(cells, ROW_TOTALS + 2, "reserved", mb->reserved.total_size,
		   0, false);
	draw_total(cells, ROW_TOTALS + 3, "free: not reserved", free.size, 0,
		   false);
	draw_total(cells, ROW_TOTALS + 4, "largest free range",
		   free.largest_size, free.largest_base, true);
	draw_total(cells, ROW_TOTALS + 5, "largest of those < 4 GiB", low.size,
		   low.base, true);
}

/* --- the bar ------------------------------------------------------------- */

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

/* The address at which a segment starts, where there is room for it. */
static void draw_ticks(const struct segment *segments, size_t cnt,
		       struct cells *cells, size_t row)
{
	size_t next = 0;

	for (size_t i = 0; i < cnt; i++) {
		struct cells_pen pen;
		struct sink out = cells_pen(&pen, cells, row,
					    BAR_COLUMN + 1 + segments[i].at);

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
	struct sink out = line(&pen, cells, row, "map");

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
	struct sink out = line(&pen, cells, row, set->name);

	print_str(&out, "[");
	for (size_t i = 0; i < cnt; i++)
		for (size_t j = 0; j < segments[i].width; j++)
			print(&out, "%c",
			      marks[bar_share(set->set,
					      bar_cell(&segments[i], j))]);
	print_str(&out, "]");
}

/* Where memory ends because of mem=. */
static void draw_cap(const struct explorer *explorer, struct cells *cells)
{
	const struct conversion *conversion = explorer->model.conversion;
	const struct memblock_type *memory = &conversion->mb.memory;
	const struct segment *segments = explorer->segments, *end = segments;
	const struct memblock_region *last;
	struct cells_pen pen;
	struct sink out;

	if (conversion->settings->mem == MEM_NONE || memory->cnt == 0)
		return;
	while (end->last != explorer->zoom_last)
		end++;
	out = line(&pen, cells, ROW_CAP, "mem=");
	last = &memory->regions[memory->cnt - 1];
	pen.column += 1 + bar_place(segments, (size_t)(end - segments) + 1,
				    last->base + last->size);
	print_str(&out, "|");
}

void overview_draw_bars(const struct explorer *explorer, struct cells *cells,
			size_t row, const struct named_set *sets, size_t cnt)
{
	struct segment *segments = explorer->segments;
	size_t segment_cnt =
		bar_lay_out(segments, explorer->spans, explorer->zoom_first,
			    explorer->zoom_last, bar_width(cells), 1);

	draw_ticks(segments, segment_cnt, cells, row);
	draw_bar(explorer, segments, segment_cnt, cells, row + 1);
	for (size_t i = 0; i < cnt; i++)
		draw_set(&sets[i], segments, segment_cnt, cells, row + 2 + i);
}

static void draw_bars(const struct explorer *explorer, struct cells *cells)
{
	const struct conversion *conversion = explorer->model.conversion;
	const struct memblock *mb = &conversion->mb;
	const struct named_set sets[] = { { "memory", &mb->memory },
					  { "reserved", &mb->reserved },
					  { "physmap", &mb->physmap } };

	overview_draw_bars(explorer, cells, ROW_TICKS, sets, 3);
	draw_cap(explorer, cells);
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

/* The classes that there are, in three columns. */
static void draw_legend(const struct explorer *explorer, struct cells *cells)
{
	size_t place = 0;
	char room[HUMAN_SIZE];

	for (int class = 0; class < CLASS_COUNT; class ++) {
		const struct class_look *look = class_look(class);
		phys_addr_t bytes = class_bytes(explorer, class);
		struct cells_pen pen;
		struct sink out = cells_pen(&pen, cells, ROW_LEGEND + place % 4,
					    1 + place / 4 * 26);

		if (!bytes)
			continue;
		place++;
		pen.colour = look->colour;
		print(&out, "%c", look->mark);
		pen.colour = COLOUR_TEXT;
		print(&out, " %-15s%8s", look->name, human_size(room, bytes));
	}
}

static void draw_chosen(const struct explorer *explorer, struct cells *cells)
{
	const struct span *span = &explorer->spans[explorer->chosen];
	struct cells_pen pen;
	struct sink out = line(&pen, cells, ROW_CHOSEN, "Selected:");
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

void overview_draw(const struct explorer *explorer, struct cells *cells)
{
	draw_facts(explorer, cells);
	draw_totals(explorer, cells);
	draw_bars(explorer, cells);
	draw_legend(explorer, cells);
	draw_chosen(explorer, cells);
}

/* --- keys ---------------------------------------------------------------- */

/* Shows cnt spans of those around the one that is chosen. */
static void zoom(struct explorer *explorer, size_t cnt)
{
	size_t all = explorer->span_cnt, first = explorer->chosen;

	if (cnt > all)
		cnt = all;
	first -= first < cnt / 2 ? first : cnt / 2;
	if (first + cnt > all)
		first = all - cnt;
	explorer->zoom_first = first;
	explorer->zoom_last = first + cnt - 1;
}

static void choose(struct explorer *explorer, size_t span)
{
	size_t shown = explorer->zoom_last - explorer->zoom_first + 1;

	explorer->chosen =
		span < explorer->span_cnt ? span : explorer->span_cnt - 1;
	if (explorer->chosen < explorer->zoom_first ||
	    explorer->chosen > explorer->zoom_last)
		zoom(explorer, shown);
}

static void show_descriptors(struct explorer *explorer)
{
	phys_addr_t addr = explorer->spans[explorer->chosen].range.base;

	explorer->filter = CLASS_HOLE;
	list_show(explorer, VIEW_DESCRIPTORS);
	list_find_address(explorer, addr);
}

bool overview_key(struct explorer *explorer, int key)
{
	size_t shown = explorer->zoom_last - explorer->zoom_first + 1;

	switch (key) {
	case KEY_LEFT:
	case KEY_UP:
	case 'k':
		choose(explorer, explorer->chosen ? explorer->chosen - 1 : 0);
		return true;
	case KEY_RIGHT:
	case KEY_DOWN:
	case 'j':
		choose(explorer, explorer->chosen + 1);
		return true;
	case '+':
	case '=':
		zoom(explorer, (shown + 1) / 2);
		return true;
	case '-':
		zoom(explorer, shown * 2);
		return true;
	case KEY_HOME:
	case 'g':
		zoom(explorer, explorer->span_cnt);
		return true;
	case KEY_ENTER:
		show_descriptors(explorer);
		return true;
	default:
		return false;
	}
}
