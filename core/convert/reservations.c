/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who holds what: the claims, and the reserved set that they add up to.
 */
#include "core/convert/layers.h"

#include "core/base/cstring.h"

#define LOW_MEMORY_END 0x100000

/* Whole pages: who holds a byte holds its page. */
static void round_reservation(struct span *reservation, phys_addr_t page)
{
	phys_addr_t top = align_down(PHYS_ADDR_MAX, page);
	phys_addr_t end = align_up(phys_min(span_end(reservation), top), page);

	reservation->base = align_down(reservation->base, page);
	reservation->size =
		end > reservation->base ? end - reservation->base : 0;
}

/* Claims that are being collected. */
struct reservations {
	struct span *spans;
	size_t cnt;
};

static void reservation(struct reservations *reservations, phys_addr_t base,
			phys_addr_t size, uint32_t owner, uint32_t index)
{
	if (size > 0 && size <= PHYS_ADDR_MAX - base)
		reservations->spans[reservations->cnt++] = (struct span){
			.base = base,
			.size = size,
			.type = owner,
			.index = index,
		};
}

/* e820__memblock_setup: reserved, though not memory. */
static void reservation_soft_reserved(struct reservations *reservations,
				      const struct e820_table *table)
{
	for (size_t i = 0; i < table->cnt; i++) {
		if (table->entries[i].type == E820_SOFT_RESERVED)
			reservation(reservations, table->entries[i].base,
				    table->entries[i].size, OWNER_SOFT_RESERVED,
				    NO_LOADER_RANGE);
	}
}

static void reserve_loader_ranges(struct reservations *reservations,
				  const struct capture *capture)
{
	reservation(reservations, capture->image.base, capture->image.size,
		    OWNER_IMAGE, NO_LOADER_RANGE);
	reservation(reservations, capture->map_buffer.base,
		    capture->map_buffer.size, OWNER_MAP_BUFFER,
		    NO_LOADER_RANGE);
	for (size_t i = 0; i < EFITABLE_COUNT; i++)
		reservation(reservations, capture->tables[i].base,
			    capture->tables[i].size, OWNER_FIRMWARE_TABLE,
			    NO_LOADER_RANGE);
	for (size_t i = 0; i < capture->loader_range_cnt; i++)
		reservation(reservations, capture->loader_ranges[i].base,
			    capture->loader_ranges[i].size,
			    capture->loader_ranges[i].owner, (uint32_t)i);
}

/* All that no descriptor says, sorted. */
static struct reservations reservation_others(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	struct reservations others = { .spans = work->scratch };

	if (conversion->settings->profile == PROFILE_LINUX_X86) {
		reservation_soft_reserved(&others, &conversion->e820);
		reservation(&others, 0, LOW_MEMORY_END, OWNER_LOW_MEMORY,
			    NO_LOADER_RANGE);
	}
	reserve_loader_ranges(&others, conversion->capture);
	for (size_t i = 0; i < others.cnt; i++)
		round_reservation(&others.spans[i],
				  conversion->settings->page_size);
	spans_sort(others.spans, others.cnt, conversion->page_owners);
	return others;
}

const char *reservation_name(const struct conversion *conversion,
			     const struct span *reservation)
{
	const char *name = NULL;

	if (reservation->index < conversion->capture->loader_range_cnt)
		name = conversion->capture->loader_ranges[reservation->index]
			       .name;
	return name ? name : "";
}

/* Behind the others, or joined with the last. */
static void add_reservation(struct reservations *reservations,
			    const struct span *span)
{
	struct span *last = reservations->spans + reservations->cnt - 1;

	if (span->size == 0)
		return;
	if (reservations->cnt > 0 && last->type == span->type &&
	    last->index == span->index && span_end(last) >= span->base)
		last->size =
			phys_max(span_end(last), span_end(span)) - last->base;
	else
		reservations->spans[reservations->cnt++] = *span;
}

/* Of equal bases those of descriptors come first. Those may overlap where they
 * were rounded. */
static void merge_reservations(struct workspace *work,
			       const struct reservations *others, bool rounded)
{
	struct conversion *conversion = work->conversion;
	const struct span *laid = work->reservations, *other = others->spans;
	const struct span *laid_end = laid + conversion->reservation_cnt;
	const struct span *other_end = other + others->cnt;
	struct reservations reservations = { .spans =
						     conversion->reservations };

	while (laid < laid_end && (other < other_end || rounded))
		add_reservation(&reservations,
				other < other_end && other->base < laid->base
					? other++
					: laid++);
	while (other < other_end)
		add_reservation(&reservations, other++);
	/* What is left is joined as it is. */
	if (laid < laid_end)
		add_reservation(&reservations, laid++);
	memmove(reservations.spans + reservations.cnt, laid,
		(size_t)(laid_end - laid) * sizeof(*laid));
	conversion->reservation_cnt =
		reservations.cnt + (size_t)(laid_end - laid);
}

/*
 * A claim as the type of a span, so that flattening settles who owns a page:
 * whoever holds it for longest, of those the loader before the firmware, and
 * the index in held last.
 */
static uint32_t rank_of(const struct span *reservation)
{
	_Static_assert(OWNER_RANKS <= 8 && OWNER_COUNT <= 32, "3 + 5 bits");
	uint32_t rank = owner_rank((enum owner)reservation->type);

	return rank << 29 | reservation->type << 24 |
	       ((reservation->index + 1) & 0xffffff);
}

static void unrank(struct span *span)
{
	uint32_t rank = span->type;

	span->type = rank >> 24 & 0x1f;
	span->index = rank & 0xffffff ? (rank & 0xffffff) - 1 : NO_LOADER_RANGE;
}

/* Where the next page's owner goes, and where the last one's pages end. */
struct owners {
	struct span *next;
	struct regions reserved;
	phys_addr_t end;
};

/* Linux too marks the kernel's own image (setup.c early_reserve_memory). */
static inline void own(struct owners *to, phys_addr_t base, phys_addr_t size,
		       uint32_t owner, uint32_t index)
{
	uint32_t flags =
		owner == OWNER_KERNEL ? MEMBLOCK_RSRV_KERN : MEMBLOCK_NONE;
	bool touches = base == to->end && base != 0;

	lay_region(&to->reserved, base, size, flags,
		   touches && to->reserved.end[-1].flags == flags);
	lay_span(&to->next, base, size, owner,
		 touches && to->next[-1].type == owner &&
			 to->next[-1].index == index,
		 index);
	to->end = base + size;
}

/* Claims that overlap. */
static struct owners settle_owners(struct owners to,
				   const struct span *reservations, size_t cnt,
				   struct span *scratch)
{
	struct span *settled = to.next;

	for (size_t i = 0; i < cnt; i++) {
		scratch[i] = reservations[i];
		scratch[i].type = rank_of(&reservations[i]);
	}
	cnt = spans_flatten(settled, scratch, cnt, NULL);
	for (size_t i = 0; i < cnt; i++) {
		struct span span = settled[i];

		unrank(&span);
		own(&to, span.base, span.size, span.type, span.index);
	}
	return to;
}

/* How many claims, from the first on, overlap one of those before them. */
static size_t row_of_reservations(const struct span *reservations, size_t cnt)
{
	phys_addr_t end = span_end(&reservations[0]);
	size_t row = 1;

	for (; row < cnt && reservations[row].base < end; row++)
		end = phys_max(end, span_end(&reservations[row]));
	return row;
}

static void reserve_reservations(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	const struct span *reservations = conversion->reservations;
	size_t cnt = conversion->reservation_cnt, row;
	struct owners owners = {
		.next = conversion->page_owners,
		.reserved.end = conversion->mb.reserved.regions,
	};

	for (size_t i = 0; i < cnt; i += row) {
		row = row_of_reservations(&reservations[i], cnt - i);
		if (row == 1)
			own(&owners, reservations[i].base, reservations[i].size,
			    reservations[i].type, reservations[i].index);
		else
			owners = settle_owners(owners, &reservations[i], row,
					       work->scratch);
	}
	conversion->page_owner_cnt =
		(size_t)(owners.next - conversion->page_owners);
	end_set(&conversion->mb.reserved, &owners.reserved);
}

int convert_reservations(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	struct reservations others = reservation_others(work);
	phys_addr_t page = conversion->settings->page_size;
	bool rounds = !work->plain || page != PAGE_SIZE_4K;

	for (size_t i = 0; i < conversion->reservation_cnt && rounds; i++)
		round_reservation(&work->reservations[i], page);
	merge_reservations(work, &others, rounds);
	/* As spans_flatten() makes of them at most. */
	if (2 * conversion->reservation_cnt > conversion->mb.reserved.max)
		return CORE_ENOSPC;
	reserve_reservations(work);
	return CORE_OK;
}
