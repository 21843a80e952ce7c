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
	ROW_CHOSEN = ROW_LEGEND + LEGEND_ROWS,
};

/* --- facts and totals ---------------------------------------------------- */

static void draw_facts(const struct explorer *explorer, struct cells *cells)
{
	const struct capture *capture = explorer->model.conversion->capture;
	struct cells_pen pen;
	struct sink out = bars_line(&pen, cells, ROW_FIRMWARE, "Firmware");

	print_escaped(&out, capture->vendor[0] ? capture->vendor : "unknown");
	if (capture->uefi_revision) {
		print_str(&out, ", UEFI ");
		print_uefi_revision(&out, capture->uefi_revision);
	}
	print(&out, ", %s", capture->arch);

	out = bars_line(&pen, cells, ROW_MAP, "Map");
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

void overview_draw_facts(const struct explorer *explorer, struct cells *cells)
{
	draw_facts(explorer, cells);
	draw_totals(explorer, cells);
}

void overview_draw(const struct explorer *explorer, struct cells *cells)
{
	const struct memblock *mb = &explorer->model.conversion->mb;
	const struct named_set sets[] = { { "memory", &mb->memory },
					  { "reserved", &mb->reserved },
					  { "physmap", &mb->physmap } };
	size_t cnt;

	overview_draw_facts(explorer, cells);
	cnt = bars_draw(explorer, cells, ROW_TICKS, sets, 3);
	bars_draw_cap(explorer, cells, ROW_CAP, cnt, 1);
	bars_draw_legend(explorer, cells, ROW_LEGEND, 0);
	bars_draw_chosen(explorer, cells, ROW_CHOSEN);
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
