/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sets become the descriptors that they could have been made of: what is only
 * present lies below memory and what is excluded from it, and that below what
 * is in use. Each piece between two edges is of the highest layer there.
 */
#include <stdlib.h>

#include "tools/import/maps.h"
#include "tools/memory.h"

/* Rows by kind, then by address. */
static int by_layer(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

static int by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The rows of one kind, and which of them is next. */
struct layer {
	const struct row *next, *end;
};

/* The row of the layer that holds address, which ascends; or NULL. */
static const struct row *row_at(struct layer *layer, uint64_t address)
{
	while (layer->next < layer->end && layer->next->last < address)
		layer->next++;
	return layer->next < layer->end && layer->next->first <= address
		       ? layer->next
		       : NULL;
}

/* Memory that is present, but not in memory. */
static struct efi_memory_desc excluded(enum profile profile)
{
	struct efi_memory_desc desc = { 0 };

	desc.type = profile == PROFILE_LINUX_ARM64 ? EFI_CONVENTIONAL_MEMORY
						   : EFI_RESERVED_MEMORY_TYPE;
	desc.attribute =
		profile == PROFILE_LINUX_ARM64 ? EFI_ATTR_UC : EFI_ATTR_WB;
	return desc;
}

/* The descriptor where these rows lie on each other; false: there is none. */
static bool piece_of(enum profile profile, const struct row *present,
		     const struct row *memory, const struct row *in_use,
		     struct efi_memory_desc *ret)
{
	*ret = (struct efi_memory_desc){ 0 };
	if (memory == NULL && in_use == NULL) {
		*ret = excluded(profile);
		return present != NULL;
	}
	if (memory != NULL)
		*ret = memory->desc;
	if (in_use == NULL)
		return true;
	/* NOMAP: memory that cannot be cached. */
	if (memory != NULL && memory->desc.type == EFI_RESERVED_MEMORY_TYPE)
		ret->attribute = EFI_ATTR_WT;
	ret->type = in_use->desc.type;
	ret->attribute |= in_use->desc.attribute;
	return true;
}

/* A growing list. */
struct list {
	struct row *rows;
	size_t cnt;
};

static void add_piece(struct list *list, uint64_t first, uint64_t last,
		      const struct efi_memory_desc *desc)
{
	struct row *before = list->cnt ? &list->rows[list->cnt - 1] : NULL;

	if (before != NULL && before->last + 1 == first &&
	    before->desc.type == desc->type &&
	    before->desc.attribute == desc->attribute) {
		before->last = last;
		return;
	}
	list->rows[list->cnt++] =
		(struct row){ .desc = *desc, .first = first, .last = last };
}

/* Where a row of any layer starts or has ended, ascending. */
static uint64_t *edges_of(const struct row *rows, size_t cnt)
{
	uint64_t *edges = memory_resize(NULL, 2 * cnt + 1, sizeof(*edges));

	for (size_t i = 0; i < cnt; i++) {
		edges[2 * i] = rows[i].first;
		/* The last byte of all is not addressed. */
		edges[2 * i + 1] = rows[i].last + (rows[i].last < UINT64_MAX);
	}
	qsort(edges, 2 * cnt, sizeof(*edges), by_number);
	return edges;
}

static struct layer layer_of(const struct row *rows, size_t cnt,
			     enum row_kind kind)
{
	size_t first = 0, end;

	while (first < cnt && rows[first].kind < kind)
		first++;
	for (end = first; end < cnt && rows[end].kind == kind;)
		end++;
	return (struct layer){ rows + first, rows + end };
}

static void add_descriptors(struct list *list, const struct row *rows,
			    size_t cnt, enum profile profile)
{
	struct layer present = layer_of(rows, cnt, ROW_PHYSMAP);
	struct layer memory = layer_of(rows, cnt, ROW_MEMORY);
	struct layer in_use = layer_of(rows, cnt, ROW_IN_USE);
	uint64_t *edges = edges_of(rows, cnt);

	for (size_t i = 0; i + 1 < 2 * cnt; i++) {
		uint64_t at = edges[i];
		struct efi_memory_desc desc;

		if (edges[i + 1] > at &&
		    piece_of(profile, row_at(&present, at), row_at(&memory, at),
			     row_at(&in_use, at), &desc))
			add_piece(list, at, edges[i + 1] - 1, &desc);
	}
	free(edges);
}

/* Loader ranges share no page. */
static void add_reserved(struct list *list, const struct row *row)
{
	struct row *before = list->cnt ? &list->rows[list->cnt - 1] : NULL;
	struct row grown = *row;

	grown.first &= ~(uint64_t)(PAGE_SIZE_4K - 1);
	grown.last |= PAGE_SIZE_4K - 1;
	if (before != NULL && before->kind == ROW_RESERVED &&
	    grown.first <= before->last) {
		if (grown.last > before->last)
			before->last = grown.last;
		return;
	}
	list->rows[list->cnt++] = grown;
}

/* A copy by layer and address; the caller frees it. */
static struct row *sorted_rows(const struct row *rows, size_t cnt)
{
	struct row *sorted = memory_resize(NULL, cnt + 1, sizeof(*sorted));

	for (size_t i = 0; i < cnt; i++)
		sorted[i] = rows[i];
	qsort(sorted, cnt, sizeof(*sorted), by_layer);
	return sorted;
}

size_t layers_flatten(const struct row *rows, size_t cnt, enum profile profile,
		      struct row **ret_rows)
{
	struct row *sorted = sorted_rows(rows, cnt);
	struct list list = {
		memory_resize(NULL, 3 * cnt + 1, sizeof(*list.rows)), 0
	};
	struct layer reserved = layer_of(sorted, cnt, ROW_RESERVED);
	struct layer descriptors = layer_of(sorted, cnt, ROW_DESCRIPTOR);

	add_descriptors(&list, descriptors.end,
			(size_t)(reserved.next - descriptors.end), profile);
	for (const struct row *row = reserved.next; row < reserved.end; row++)
		add_reserved(&list, row);
	free(sorted);
	*ret_rows = list.rows;
	return list.cnt;
}

/* --- descriptors beside the sets ------------------------------------------ */

/* The first row of the layer that ends at or above address, or its end. */
static const struct row *row_from(const struct layer *layer, uint64_t address)
{
	size_t low = 0, high = (size_t)(layer->end - layer->next);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (layer->next[middle].last < address)
			low = middle + 1;
		else
			high = middle;
	}
	return layer->next + low;
}

/* How the memory of a descriptor can be cached: as the rows of memory that it
 * shares say. Without one it is a device's. */
static uint64_t caches_of(const struct layer *memory, const struct row *row,
			  enum profile profile)
{
	bool mapped = efi_type_among(row->desc.type, EFI_TYPES_USABLE) ||
		      row->desc.type == EFI_ACPI_RECLAIM_MEMORY;
	uint64_t caches = EFI_ATTR_UC;

	for (const struct row *m = row_from(memory, row->first);
	     m < memory->end && m->first <= row->last; m++) {
		caches = m->desc.attribute & (EFI_ATTR_UC | EFI_ATTR_WB);
		/* Linux on arm64 maps it unless it is not write-back. */
		if (mapped && profile == PROFILE_LINUX_ARM64 &&
		    m->desc.type == EFI_RESERVED_MEMORY_TYPE)
			return EFI_ATTR_WT;
		if (caches == EFI_ATTR_UC)
			break;
	}
	return caches;
}

size_t layers_describe(const struct row *rows, size_t cnt, enum profile profile,
		       struct row **ret_rows)
{
	struct row *sorted = sorted_rows(rows, cnt);
	struct list list = { memory_resize(NULL, cnt + 1, sizeof(*list.rows)),
			     0 };
	struct layer reserved = layer_of(sorted, cnt, ROW_RESERVED);
	struct layer memory = layer_of(sorted, cnt, ROW_MEMORY);

	for (size_t i = 0; i < cnt; i++) {
		if (rows[i].kind != ROW_DESCRIPTOR)
			continue;
		list.rows[list.cnt] = rows[i];
		list.rows[list.cnt++].desc.attribute |=
			caches_of(&memory, &rows[i], profile);
	}
	for (const struct row *row = reserved.next; row < reserved.end; row++)
		add_reserved(&list, row);
	free(sorted);
	*ret_rows = list.rows;
	return list.cnt;
}
