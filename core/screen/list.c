/* SPDX-License-Identifier: BSD-2-Clause */
/* Lists of rows: what is in them, in which order, and which one is selected. */
#include "core/base/cstring.h"
#include "core/firmware/keyed_range.h"
#include "core/screen/explorer_internal.h"

static size_t max(size_t a, size_t b)
{
	return a > b ? a : b;
}

size_t list_max(const struct conversion *conversion, size_t findings)
{
	size_t descriptors = efimap_count(&conversion->capture->map);
	size_t sets =
		max(conversion->mb.memory.cnt, conversion->mb.physmap.cnt);

	/* Below each descriptor may be a hole. */
	return max(max(2 * descriptors, findings),
		   max(max(sets, conversion->reservation_cnt), ACTIONS_MAX));
}

/* --- what is in a list --------------------------------------------------- */

static void add(struct explorer *explorer, struct explorer_row row)
{
	explorer->list[explorer->list_cnt++] = row;
}

static void add_hole(struct explorer *explorer, phys_addr_t from,
		     phys_addr_t to)
{
	if (from < to && !explorer->no_holes && !explorer->filter &&
	    explorer->sorted != ORDER_FIRMWARE)
		add(explorer, (struct explorer_row){
				      .range = range_from_to(from, to),
				      .kind = ROW_HOLE,
			      });
}

/* Adds the row to the one before, if that is what the user asked for. */
static bool merge(struct explorer *explorer, const struct explorer_row *row)
{
	struct explorer_row *last = &explorer->list[explorer->list_cnt - 1];

	if (!explorer->merged || explorer->list_cnt == 0 ||
	    last->class != row->class ||
	    range_end(last->range) != row->range.base)
		return false;
	last->range.size += row->range.size;
	last->cnt++;
	return true;
}

static void add_descriptor(struct explorer *explorer, size_t index)
{
	const struct conversion *conversion = explorer->model.conversion;
	struct explorer_row row = {
		.range = convert_range(conversion, index),
		.index = (uint32_t)index,
		.cnt = 1,
		.kind = ROW_DESCRIPTOR,
		.class = class_of(conversion, index),
	};

	if (explorer->filter && explorer->filter != row.class)
		return;
	if (!merge(explorer, &row))
		add(explorer, row);
}

/* Those that are skipped have no place among the addresses: they come last. */
static void add_descriptors(struct explorer *explorer)
{
	const struct conversion *conversion = explorer->model.conversion;
	phys_addr_t end = 0;

	for (size_t i = 0; i < conversion->order_cnt; i++) {
		size_t index = conversion->order[i];
		struct range range = convert_range(conversion, index);

		add_hole(explorer, end, range.base);
		add_descriptor(explorer, index);
		end = phys_max(end, range_end(range));
	}
	for (size_t i = 0; i < efimap_count(&conversion->capture->map); i++)
		if (classification_skipped(&conversion->classifications[i]))
			add_descriptor(explorer, i);
}

static void add_regions(struct explorer *explorer,
			const struct memblock_type *set)
{
	for (size_t i = 0; i < set->cnt; i++)
		add(explorer, (struct explorer_row){
				      .range = { set->regions[i].base,
						 set->regions[i].size },
				      .index = (uint32_t)i,
				      .kind = ROW_REGION,
				      .class = (uint8_t)set->regions[i].flags,
			      });
}

static void add_reservations(struct explorer *explorer)
{
	const struct conversion *conversion = explorer->model.conversion;

	for (size_t i = 0; i < conversion->reservation_cnt; i++)
		add(explorer,
		    (struct explorer_row){
			    .range = conversion->reservations[i].range,
			    .index = (uint32_t)i,
			    .kind = ROW_RESERVATION,
			    .class = (uint8_t)conversion->reservations[i].owner,
		    });
}

static void add_findings(struct explorer *explorer)
{
	for (size_t i = 0; i < explorer->finding_cnt; i++)
		add(explorer, (struct explorer_row){
				      .range = explorer->findings[i].range,
				      .index = (uint32_t)i,
				      .kind = ROW_FINDING,
			      });
}

static void add_actions(struct explorer *explorer)
{
	for (size_t i = 0; i < actions_count(explorer); i++)
		add(explorer, (struct explorer_row){
				      .index = (uint32_t)i,
				      .kind = ROW_ACTION,
			      });
}

/* --- order --------------------------------------------------------------- */

static uint64_t sort_key(const struct explorer *explorer,
			 const struct explorer_row *row)
{
	switch (explorer->sorted) {
	case ORDER_SIZE:
		return UINT64_MAX - row->range.size;
	case ORDER_TYPE:
		return row->class;
	default:
		return row->index;
	}
}

/* A list is made in the order of its addresses, and findings in that of their
 * severity. */
static void sort(struct explorer *explorer)
{
	struct keyed_range *order = explorer->order;

	for (size_t i = 0; i < explorer->list_cnt; i++)
		order[i] = (struct keyed_range){
			.range.base = sort_key(explorer, &explorer->list[i]),
			.index = (uint32_t)i,
		};
	if (explorer->sorted != ORDER_ADDRESS && explorer->view < VIEW_FINDINGS)
		keyed_sort(order, explorer->list_cnt,
			   order + explorer->list_cnt);
}

const struct explorer_row *list_row(const struct explorer *explorer, size_t i)
{
	return &explorer->list[explorer->order[i].index];
}

/* --- selection ----------------------------------------------------------- */

size_t list_height(size_t rows)
{
	return rows - 4;
}

size_t list_top(size_t selected, size_t top, size_t cnt, size_t height)
{
	if (selected < top)
		top = selected;
	if (selected >= top + height)
		top = selected - height + 1;
	if (top + height > cnt)
		top = cnt > height ? cnt - height : 0;
	return top;
}

void list_select(struct explorer *explorer, size_t i)
{
	size_t cnt = explorer->list_cnt;
	size_t *top = &explorer->at[explorer->view].top;

	if (i >= cnt)
		i = cnt ? cnt - 1 : 0;
	explorer->at[explorer->view].selected = i;
	*top = list_top(i, *top, cnt, list_height(explorer->rows));
}

bool list_find_address(struct explorer *explorer, phys_addr_t addr)
{
	for (size_t i = 0; i < explorer->list_cnt; i++) {
		if (!range_contains(list_row(explorer, i)->range, addr))
			continue;
		list_select(explorer, i);
		return true;
	}
	return false;
}

/* Without regard to the case of ASCII letters. */
static bool starts(const char *text, const char *start)
{
	for (; *start; text++, start++) {
		char a = *text, b = *start;

		if (a >= 'A' && a <= 'Z')
			a |= 0x20;
		if (b >= 'A' && b <= 'Z')
			b |= 0x20;
		if (a != b)
			return false;
	}
	return true;
}

static bool has_text(const struct explorer *explorer, size_t i)
{
	char text[256];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	row_print(&out, explorer, list_row(explorer, i), sizeof(text));
	for (const char *at = text; *at; at++)
		if (starts(at, explorer->sought))
			return true;
	return false;
}

bool list_find_text(struct explorer *explorer, bool back)
{
	size_t cnt = explorer->list_cnt;
	size_t at = explorer->at[explorer->view].selected;

	for (size_t i = 0; i < cnt; i++) {
		at = (at + (back ? cnt - 1 : 1)) % cnt;
		if (!has_text(explorer, at))
			continue;
		list_select(explorer, at);
		return true;
	}
	explorer_say(explorer, "No row has this text.");
	return false;
}

/* --- the list of a view -------------------------------------------------- */

static void make(struct explorer *explorer)
{
	const struct memblock *mb = &explorer->model.conversion->mb;

	explorer->list_cnt = 0;
	switch (explorer->view) {
	case VIEW_MEMORY:
		add_regions(explorer, &mb->memory);
		break;
	case VIEW_RESERVED:
		add_reservations(explorer);
		break;
	case VIEW_PHYSMAP:
		add_regions(explorer, &mb->physmap);
		break;
	case VIEW_FINDINGS:
		add_findings(explorer);
		break;
	case VIEW_ACTIONS:
		add_actions(explorer);
		break;
	default:
		add_descriptors(explorer);
		break;
	}
	sort(explorer);
}

void list_show(struct explorer *explorer, enum explorer_view view)
{
	explorer->view = view;
	make(explorer);
	list_select(explorer, explorer->at[view].selected);
}

void list_fill(struct explorer *explorer)
{
	size_t selected = explorer->at[explorer->view].selected;
	bool any = selected < explorer->list_cnt;
	phys_addr_t addr = any ? list_row(explorer, selected)->range.base : 0;

	make(explorer);
	if (!any || !list_find_address(explorer, addr))
		list_select(explorer, selected);
}
