/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who holds what: the reservations, and the reserved set that they add up to.
 */
#include "core/convert/layers.h"

#include "core/base/cstring.h"

#define LOW_MEMORY_END 0x100000

const char *reservation_name(const struct conversion *conversion,
			     const struct reservation *reservation)
{
	const struct capture *capture = conversion->capture;
	const char *name = NULL;

	if (reservation->loader_range < capture->loader_range_cnt)
		name = capture->loader_ranges[reservation->loader_range].name;
	return name ? name : "";
}

/* --- what no descriptor says --------------------------------------------- */

/* Reservations being collected, key: owner, index: loader range. */
struct others {
	struct keyed_range *ranges;
	size_t cnt;
};

static void add_other(struct others *others, phys_addr_t base, phys_addr_t size,
		      uint32_t owner, uint32_t loader_range)
{
	if (size > 0 && size <= PHYS_ADDR_MAX - base)
		others->ranges[others->cnt++] = (struct keyed_range){
			.range = { base, size },
			.key = owner,
			.index = loader_range,
		};
}

static void add_capture_range(struct others *others,
			      const struct capture_range *range,
			      enum owner owner)
{
	add_other(others, range->base, range->size, owner, NO_LOADER_RANGE);
}

/* e820__memblock_setup: reserved, though not memory. */
static void add_soft_reserved(struct others *others,
			      const struct e820_table *table)
{
	for (size_t i = 0; i < table->cnt; i++) {
		const struct e820_entry *entry = &table->entries[i];

		if (entry->type == E820_SOFT_RESERVED)
			add_other(others, entry->range.base, entry->range.size,
				  OWNER_SOFT_RESERVED, NO_LOADER_RANGE);
	}
}

static void add_loader_ranges(struct others *others,
			      const struct capture *capture)
{
	add_capture_range(others, &capture->image, OWNER_IMAGE);
	add_capture_range(others, &capture->map_buffer, OWNER_MAP_BUFFER);
	for (size_t i = 0; i < EFITABLE_COUNT; i++)
		add_capture_range(others, &capture->tables[i],
				  OWNER_FIRMWARE_TABLE);
	for (size_t i = 0; i < capture->loader_range_cnt; i++) {
		const struct loader_range *one = &capture->loader_ranges[i];

		add_other(others, one->base, one->size, one->owner,
			  (uint32_t)i);
	}
}

/* All that no descriptor says, in whole pages and sorted. */
static struct others collect_others(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	phys_addr_t page = conversion->settings->page_size;
	struct others others = { .ranges = work->scratch };

	if (conversion->settings->profile == PROFILE_LINUX_X86) {
		add_soft_reserved(&others, &conversion->e820);
		add_other(&others, 0, LOW_MEMORY_END, OWNER_LOW_MEMORY,
			  NO_LOADER_RANGE);
	}
	add_loader_ranges(&others, conversion->capture);
	for (size_t i = 0; i < others.cnt; i++)
		others.ranges[i].range =
			range_outward(others.ranges[i].range, page);
	keyed_sort(others.ranges, others.cnt, others.ranges + others.cnt);
	return others;
}

/* --- all reservations ---------------------------------------------------- */

/* A list that grows at its end, and where in it the last one of each owner is,
 * plus 1. */
struct reservation_list {
	struct reservation *list;
	size_t cnt;
	size_t last_of[OWNER_COUNT];
};

/* Of equal bases the smaller owner comes first; loader ranges stay where they
 * are. An owner has one of each base at most, so that few have to move. */
static void move_up(struct reservation_list *to, size_t i)
{
	struct reservation *list = to->list;

	for (; i > 0 && list[i - 1].range.base == list[i].range.base &&
	       list[i - 1].loader_range == NO_LOADER_RANGE &&
	       list[i - 1].owner > list[i].owner;
	     i--) {
		struct reservation swap = list[i];

		list[i] = list[i - 1];
		list[i - 1] = swap;
		to->last_of[list[i].owner] = i + 1;
	}
	to->last_of[list[i].owner] = i + 1;
}

/* Joins it with its owner's last one where they touch; each loader range stays
 * by itself. */
static void append(struct reservation_list *to, const struct reservation *one)
{
	size_t *last_of = &to->last_of[one->owner];
	struct reservation *last = to->list + *last_of - 1;

	if (one->range.size == 0)
		return;
	if (one->loader_range == NO_LOADER_RANGE && *last_of > 0 &&
	    range_end(last->range) >= one->range.base) {
		last->range = range_join(last->range, one->range);
		return;
	}
	to->list[to->cnt++] = *one;
	if (one->loader_range == NO_LOADER_RANGE)
		move_up(to, to->cnt - 1);
}

static void append_other(struct reservation_list *to,
			 const struct keyed_range *other)
{
	append(to, &(struct reservation){ other->range, (enum owner)other->key,
					  other->index });
}

/* overlap: those of descriptors may overlap each other, because they were
 * rounded or the descriptors do. */
static void merge_reservations(struct workspace *work,
			       const struct others *others, bool overlap)
{
	struct conversion *conversion = work->conversion;
	const struct reservation *laid = work->reservations;
	const struct reservation *laid_end = laid + conversion->reservation_cnt;
	const struct keyed_range *other = others->ranges;
	const struct keyed_range *other_end = other + others->cnt;
	struct reservation_list to = { .list = conversion->reservations };

	while (laid < laid_end && (other < other_end || overlap)) {
		if (other < other_end && other->range.base < laid->range.base)
			append_other(&to, other++);
		else
			append(&to, laid++);
	}
	while (other < other_end)
		append_other(&to, other++);
	/* No two of what is left are to be joined. */
	memmove(to.list + to.cnt, laid,
		(size_t)(laid_end - laid) * sizeof(*laid));
	conversion->reservation_cnt = to.cnt + (size_t)(laid_end - laid);
}

/* --- one owner for each page --------------------------------------------- */

/*
 * A reservation as the key of a range, so that flattening settles who owns a
 * page: the owner with the longest lifetime, of those the loader before the
 * firmware, and last the loader range.
 */
static uint32_t rank_of(const struct reservation *reservation)
{
	_Static_assert(OWNER_RANKS <= 8 && OWNER_COUNT <= 32, "3 + 5 bits");
	uint32_t rank = owner_rank(reservation->owner);

	return rank << 29 | reservation->owner << 24 |
	       ((reservation->loader_range + 1) & 0xffffff);
}

static enum owner owner_of_rank(uint32_t rank)
{
	return (enum owner)(rank >> 24 & 0x1f);
}

static uint32_t loader_range_of_rank(uint32_t rank)
{
	return rank & 0xffffff ? (rank & 0xffffff) - 1 : NO_LOADER_RANGE;
}

/* Where the next page's owner goes, and where the last one's pages end. */
struct owners {
	struct reservation *next;
	struct regions reserved;
	phys_addr_t end;
};

/* Linux too marks the kernel's own image (setup.c early_reserve_memory). */
static inline void own(struct owners *to, struct range range, enum owner owner,
		       uint32_t loader_range)
{
	uint32_t flags =
		owner == OWNER_KERNEL ? MEMBLOCK_RSRV_KERN : MEMBLOCK_NONE;
	bool touches = range.base == to->end && range.base != 0;

	lay_region(&to->reserved, range, flags,
		   touches && to->reserved.end[-1].flags == flags);
	lay_reservation(&to->next, range, owner,
			touches && to->next[-1].owner == owner &&
				to->next[-1].loader_range == loader_range,
			loader_range);
	to->end = range_end(range);
}

/* Reservations that overlap; scratch has room for 3 * cnt. */
static struct owners settle_owners(struct owners to,
				   const struct reservation *reservations,
				   size_t cnt, struct keyed_range *scratch)
{
	struct keyed_range *settled = scratch + cnt;

	for (size_t i = 0; i < cnt; i++)
		scratch[i] = (struct keyed_range){
			.range = reservations[i].range,
			.key = rank_of(&reservations[i]),
		};
	cnt = keyed_flatten(settled, scratch, cnt, NULL);
	for (size_t i = 0; i < cnt; i++)
		own(&to, settled[i].range, owner_of_rank(settled[i].key),
		    loader_range_of_rank(settled[i].key));
	return to;
}

/* How many, from the first on, overlap one of those before them. */
static size_t count_overlapping(const struct reservation *reservations,
				size_t cnt)
{
	phys_addr_t end = range_end(reservations[0].range);
	size_t n = 1;

	for (; n < cnt && reservations[n].range.base < end; n++)
		end = phys_max(end, range_end(reservations[n].range));
	return n;
}

static void own_pages(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	const struct reservation *reservations = conversion->reservations;
	size_t cnt = conversion->reservation_cnt, n;
	struct owners owners = {
		.next = conversion->page_owners,
		.reserved.end = conversion->mb.reserved.regions,
	};

	for (size_t i = 0; i < cnt; i += n) {
		n = count_overlapping(&reservations[i], cnt - i);
		if (n == 1)
			own(&owners, reservations[i].range,
			    reservations[i].owner,
			    reservations[i].loader_range);
		else
			owners = settle_owners(owners, &reservations[i], n,
					       work->scratch);
	}
	conversion->page_owner_cnt =
		(size_t)(owners.next - conversion->page_owners);
	end_set(&conversion->mb.reserved, &owners.reserved);
}

int convert_reservations(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	struct others others = collect_others(work);
	phys_addr_t page = conversion->settings->page_size;
	bool rounds = !work->sorted_disjoint || page != PAGE_SIZE_4K;

	for (size_t i = 0; i < conversion->reservation_cnt && rounds; i++)
		work->reservations[i].range =
			range_outward(work->reservations[i].range, page);
	merge_reservations(work, &others, rounds);
	/* As keyed_flatten() makes of them at most. */
	if (2 * conversion->reservation_cnt > conversion->mb.reserved.max)
		return CORE_ENOSPC;
	own_pages(work);
	return CORE_OK;
}
