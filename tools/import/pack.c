/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The rows of a map as descriptors.
 */
#include "tools/import/maps.h"

#include <stdlib.h>
#include <string.h>

#include "tools/memory.h"

static bool is_memory(const struct row *row)
{
	return row->desc.type == EFI_CONVENTIONAL_MEMORY;
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
		if (round_row(&rows[i]))
			rows[left++] = rows[i];
	}
	return left;
}

void *map_pack(const struct found_map *map, struct capture *ret,
	       size_t *ret_ragged)
{
	size_t stride = map->capture.map.desc_size, cnt = map->cnt;
	struct row *rows = memory_resize(NULL, cnt, sizeof(*rows));
	char *bytes;

	memcpy(rows, map->rows, cnt * sizeof(*rows));
	*ret_ragged = 0;
	if (map->bytes)
		cnt = round_rows(rows, cnt, ret_ragged);
	bytes = memory_resize(NULL, cnt ? cnt : 1, stride);
	memset(bytes, 0, cnt * stride);
	for (size_t i = 0; i < cnt; i++)
		memcpy(bytes + i * stride, &rows[i].desc, sizeof(rows->desc));
	free(rows);
	*ret = map->capture;
	ret->map.desc = bytes;
	ret->map.size = cnt * stride;
	return bytes;
}
