/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The rows of a map as descriptors.
 */
#include "tools/import/maps.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/cstring.h"
#include "core/convert/policy.h"
#include "tools/memory.h"

static bool is_memory(const struct row *row)
{
	return row->kind != ROW_RESERVED &&
	       efi_type_among(row->desc.type, EFI_TYPES_USABLE);
}

static bool starts_ragged(const struct row *row)
{
	return row->first % PAGE_SIZE_4K != 0;
}

static bool ends_ragged(const struct row *row)
{
	return row->last % PAGE_SIZE_4K != PAGE_SIZE_4K - 1;
}

/* The row of the same memory that ends where this one starts. */
static struct row *row_before(struct row *rows, size_t cnt,
			      const struct row *row)
{
	for (size_t i = 0; i < cnt; i++)
		if (rows[i].last + 1 == row->first && is_memory(&rows[i]) &&
		    rows[i].desc.attribute == row->desc.attribute)
			return &rows[i];
	return NULL;
}

/* Joins memory that touches inside a page. Linux adds all of it to memblock,
 * which joins it, before it trims to pages (e820__memblock_setup()). Returns
 * how many rows remain. */
static size_t join_memory(struct row *rows, size_t cnt)
{
	for (size_t i = 0; i < cnt;) {
		struct row *before = NULL;

		if (is_memory(&rows[i]) && starts_ragged(&rows[i]))
			before = row_before(rows, cnt, &rows[i]);
		if (before == NULL) {
			i++;
			continue;
		}
		before->last = rows[i].last;
		memmove(&rows[i], &rows[i + 1], (--cnt - i) * sizeof(*rows));
	}
	return cnt;
}

/* Rounds a row to whole pages. false: no page is left. */
static bool round_row(struct row *row)
{
	bool shrink = is_memory(row);
	uint64_t first = row->first >> PAGE_SHIFT_4K;
	uint64_t end = row->last >> PAGE_SHIFT_4K;

	first += shrink && starts_ragged(row);
	end += !(shrink && ends_ragged(row));
	row->desc.phys_addr = first << PAGE_SHIFT_4K;
	row->desc.num_pages = end - first;
	return first < end;
}

static size_t round_rows(struct row *rows, size_t cnt, size_t *ret_ragged)
{
	size_t left = 0;

	cnt = join_memory(rows, cnt);
	*ret_ragged = 0;
	for (size_t i = 0; i < cnt; i++) {
		*ret_ragged += starts_ragged(&rows[i]) || ends_ragged(&rows[i]);
		if (rows[i].kind == ROW_RESERVED || round_row(&rows[i]))
			rows[left++] = rows[i];
	}
	return left;
}

/* What a capture points into: descriptors, loader ranges and their names, E820
 * entries, facts of the log, and the command line of the kernel. */
struct parts {
	size_t desc_cnt, range_cnt, e820_cnt;
	size_t ranges_at, names_at, e820_at, log_at, srat_at, cmdline_at;
	size_t size; /* in bytes */
};

static const char *cmdline_of(const struct found_map *map)
{
	return map->boot ? map->boot->cmdline : "";
}

/* Rows of bytes need not have an E820 type. */
static bool is_e820(const struct found_map *map)
{
	return map->bytes && !map->layers && map->cnt > 0 &&
	       map->rows[0].e820 != 0;
}

static struct parts parts_of(const struct found_map *map,
			     const struct row *rows, size_t cnt, size_t stride)
{
	struct parts parts = { 0 };

	while (parts.desc_cnt < cnt &&
	       rows[parts.desc_cnt].kind != ROW_RESERVED)
		parts.desc_cnt++;
	parts.range_cnt = cnt - parts.desc_cnt;
	parts.ranges_at = (parts.desc_cnt * stride + 15) & ~(size_t)15;
	parts.names_at =
		parts.ranges_at + parts.range_cnt * sizeof(struct loader_range);
	parts.e820_cnt = is_e820(map) ? map->cnt : 0;
	parts.e820_at = parts.names_at + parts.range_cnt * sizeof(rows->name);
	parts.log_at =
		parts.e820_at + parts.e820_cnt * sizeof(struct e820_entry);
	parts.log_at = (parts.log_at + 15) & ~(size_t)15;
	parts.srat_at = parts.log_at;
	if (map->boot)
		parts.srat_at += log_facts_size(&map->boot->facts);
	parts.cmdline_at = parts.srat_at + nodes_size(map);
	parts.size = parts.cmdline_at + strlen(cmdline_of(map)) + 1;
	return parts;
}

/* The image of memblock.efi and its map buffer are facts of the capture. */
static bool is_fact(struct capture *capture, const struct row *row)
{
	struct capture_range range = { row->first, row->last - row->first + 1 };

	if (row->owner == OWNER_IMAGE && capture->image.size == 0) {
		capture->image = range;
		return true;
	}
	if (row->owner == OWNER_MAP_BUFFER && capture->map_buffer.size == 0) {
		capture->map_buffer = range;
		return true;
	}
	return false;
}

/* rows are those of the ranges. */
static void put_ranges(struct capture *capture, char *store,
		       const struct parts *parts, const struct row *rows)
{
	struct loader_range *ranges = (void *)(store + parts->ranges_at);
	size_t cnt = 0;

	for (size_t i = 0; i < parts->range_cnt; i++) {
		char *name = store + parts->names_at + i * sizeof(rows->name);

		if (is_fact(capture, &rows[i]))
			continue;
		memcpy(name, rows[i].name, sizeof(rows->name));
		ranges[cnt++] = (struct loader_range){
			rows[i].first,
			rows[i].last - rows[i].first + 1,
			rows[i].owner,
			name,
		};
	}
	capture->loader_ranges = ranges;
	capture->loader_range_cnt = cnt;
}

/* The rows of an E820 table as they are. */
static void put_e820(struct capture *capture, char *store,
		     const struct parts *parts, const struct row *rows)
{
	struct e820_entry *entries = (void *)(store + parts->e820_at);

	for (size_t i = 0; i < parts->e820_cnt; i++) {
		phys_addr_t last = rows[i].last;

		entries[i] = (struct e820_entry){
			range_from_to(rows[i].first,
				      last + (last < PHYS_ADDR_MAX)),
			rows[i].e820,
		};
	}
	if (parts->e820_cnt > 0)
		capture->e820 = entries;
	capture->e820_cnt = parts->e820_cnt;
}

static void put_cmdline(struct capture *capture, char *store,
			const struct parts *parts, const char *cmdline)
{
	strcpy(store + parts->cmdline_at, cmdline);
	if (cmdline[0] != '\0')
		capture->cmdline = store + parts->cmdline_at;
}

/* The rows as descriptors and loader ranges; the caller frees them. */
static struct row *whole_pages(const struct found_map *map, size_t *ret_cnt,
			       size_t *ret_ragged)
{
	struct row *rows;

	*ret_cnt = map->cnt;
	*ret_ragged = 0;
	if (map_is_described(map)) {
		*ret_cnt = layers_describe(map->rows, map->cnt,
					   map->capture.profile, &rows);
		return rows;
	}
	if (map->layers) {
		*ret_cnt = layers_flatten(map->rows, map->cnt,
					  map->capture.profile, &rows);
	} else {
		rows = memory_resize(NULL, map->cnt + 1, sizeof(*rows));
		memcpy(rows, map->rows, map->cnt * sizeof(*rows));
	}
	if (map->bytes)
		*ret_cnt = round_rows(rows, *ret_cnt, ret_ragged);
	return rows;
}

static uint64_t cut_attributes(const struct found_map *map)
{
	uint64_t all = 0;

	for (size_t i = 0; i < map->cnt; i++)
		all |= map->rows[i].desc.attribute;
	return import_origin_cuts(map->capture.origin, all);
}

/* Our CSV has the origin of the map that it was converted from. */
static void take_origin(struct facts *facts, const struct capture *capture)
{
	const struct facts *origin = import_origin_facts(capture);

	if (origin != NULL) {
		facts->rows = origin->rows;
		facts->e820_lost = origin->e820_lost;
		facts->attr_unknown |= origin->attr_unknown;
	}
}

static struct facts facts_of(const struct found_map *map,
			     const struct capture *capture, size_t ragged)
{
	struct facts facts = {
		.rows_unread = map->unread,
		.rows_ragged = ragged,
		.rows_unknown = map->unknown,
		.attr_unknown = cut_attributes(map),
	};

	if (map->bytes && !map_is_described(map)) {
		facts.rows = map->layers ? FACTS_ROWS_SETS : FACTS_ROWS_E820;
		facts.attr_unknown =
			map->layers ? IMPORT_SETS_UNKNOWN : UINT64_MAX;
	} else {
		facts.rows_expected = map->expected;
	}
	if (map->format == &import_our_csv || map_is_described(map))
		take_origin(&facts, capture);
	return facts;
}

/* What a text report says of its descriptors is of no use without them. */
static struct capture capture_of(const struct found_map *map)
{
	struct capture capture = map->capture;

	if (map_is_described(map))
		import_origin_text(capture.origin, sizeof(capture.origin));
	else if (map->layers)
		str_copy(capture.origin, sizeof(capture.origin),
			 map->format->origin);
	return capture;
}

void *map_pack(const struct found_map *map, struct capture *ret,
	       size_t *ret_ragged)
{
	size_t stride = map->capture.map.desc_size, cnt;
	struct row *rows = whole_pages(map, &cnt, ret_ragged);
	struct parts parts = parts_of(map, rows, cnt, stride);
	struct facts *facts =
		memory_resize(NULL, sizeof(*facts) + parts.size + 1, 1);
	char *store = (char *)(facts + 1);

	*ret = capture_of(map);
	memset(store, 0, parts.size);
	ret->map.desc = store;
	ret->map.size = parts.desc_cnt * stride;
	for (size_t i = 0; i < parts.desc_cnt; i++)
		memcpy(store + i * stride, &rows[i].desc, sizeof(rows->desc));
	*facts = facts_of(map, ret, *ret_ragged);
	if (map->boot)
		log_facts_copy(facts, store + parts.log_at, &map->boot->facts);
	ret->facts = facts;
	put_ranges(ret, store, &parts, rows + parts.desc_cnt);
	put_e820(ret, store, &parts, map->rows);
	ret->acpi.srat = nodes_put(map, (uint8_t *)store + parts.srat_at);
	put_cmdline(ret, store, &parts, cmdline_of(map));
	free(rows);
	return facts;
}
