/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Layers of descriptors that overlap, or that are not whole pages: where they
 * overlap the larger type is right, in memory by attribute NOMAP.
 */
#include "core/convert/convert_internal.h"

#include "core/base/cstring.h"

size_t convert_spans_of(struct span *ret, const struct memblock_type *type)
{
	for (size_t i = 0; i < type->cnt; i++) {
		const struct memblock_region *r = &type->regions[i];

		ret[i] = (struct span){
			.base = r->base,
			.size = r->size,
			.type = r->flags & MEMBLOCK_NOMAP ? KIND_NOMAP
							  : KIND_MEMORY,
		};
	}
	return type->cnt;
}

/* A page is there when all of it is: memory shrinks. What must not be mapped
 * grows; Linux lets both grow. */
void convert_round(struct span *span, phys_addr_t page)
{
	phys_addr_t top = align_down(PHYS_ADDR_MAX, page);
	phys_addr_t base = phys_min(span->base, top);
	phys_addr_t end = phys_min(span_end(span), top);

	if (span->type == KIND_NOMAP) {
		base = align_down(base, page);
		end = align_up(end, page);
	} else {
		base = align_up(base, page);
		end = align_down(end, page);
	}
	span->base = base;
	span->size = base < end ? end - base : 0;
}

void convert_fill(struct memblock_type *type, const struct span *spans,
		  size_t cnt)
{
	type->cnt = cnt;
	type->total_size = 0;
	for (size_t i = 0; i < cnt; i++) {
		type->regions[i] = (struct memblock_region){
			.base = spans[i].base,
			.size = spans[i].size,
			.flags = spans[i].type == KIND_NOMAP ? MEMBLOCK_NOMAP
							     : MEMBLOCK_NONE,
			.nid = NUMA_NO_NODE,
		};
		type->total_size += spans[i].size;
	}
}

static void settle_set(struct workspace *work, struct memblock_type *type)
{
	struct span *spans = work->spans, *flat = work->scratch;
	size_t cnt = convert_spans_of(spans, type);

	cnt = spans_flatten(flat, spans, cnt, NULL);
	for (size_t i = 0; i < cnt; i++)
		convert_round(&flat[i], PAGE_SIZE_4K);
	/* Rounding may have made neighbours overlap. */
	spans_sort(flat, cnt, spans);
	cnt = spans_flatten(spans, flat, cnt, NULL);
	convert_fill(type, spans, cnt);
}

static void settle_table(struct workspace *work, struct e820_table *table)
{
	table->cnt =
		spans_flatten(work->scratch, table->entries, table->cnt, NULL);
	memcpy(table->entries, work->scratch,
	       table->cnt * sizeof(*table->entries));
}

/* Claims keep their overlaps, for each has an owner. But one may go on where
 * another of its owner ends, with a descriptor of no owner between the two. */
static void settle_reservations(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	struct span *reservations = work->reservations;
	size_t kept = 0;

	for (size_t i = 0; i < conversion->reservation_cnt; i++) {
		struct span *last = reservations + kept - 1;

		if (kept > 0 && last->type == reservations[i].type &&
		    span_end(last) == reservations[i].base)
			last->size += reservations[i].size;
		else
			reservations[kept++] = reservations[i];
	}
	conversion->reservation_cnt = kept;
}

void convert_settle(struct workspace *work, bool overlaps)
{
	struct conversion *conversion = work->conversion;

	if (overlaps) {
		settle_table(work, &conversion->firmware_e820);
		settle_reservations(work);
	}
	settle_set(work, &conversion->mb.physmap);
	settle_set(work, &conversion->mb.memory);
}
