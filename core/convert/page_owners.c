/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One owner for each reserved page, and the reserved set, which is their union.
 */
#include "core/convert/stages.h"

#include "core/memblock/builder.h"

/*
 * A reservation as the key of a range: flattening then leaves the right owner
 * of each page. That is the one with the longest lifetime; of several, the one
 * that comes last in enum owner; of several loader ranges, the last one.
 */
static uint32_t key_of(const struct reservation *reservation)
{
	_Static_assert(OWNER_RANKS <= 8 && OWNER_COUNT <= 32, "3 + 5 bits");
	uint32_t rank = owner_rank(reservation->owner);

	return rank << 29 | reservation->owner << 24 |
	       ((reservation->loader_range + 1) & 0xffffff);
}

static enum owner owner_of_key(uint32_t key)
{
	return (enum owner)(key >> 24 & 0x1f);
}

static uint32_t loader_range_of_key(uint32_t key)
{
	return key & 0xffffff ? (key & 0xffffff) - 1 : NO_LOADER_RANGE;
}

/* Both results, which grow together. They are passed by value, so that the
 * compiler keeps them in registers. */
struct owned {
	struct reservation *next;
	struct memblock_builder reserved;
	phys_addr_t end; /* of the last range */
};

/* Linux marks its own image in the same way (setup.c early_reserve_memory). */
static inline uint32_t flags_of(enum owner owner)
{
	return owner == OWNER_KERNEL ? MEMBLOCK_RSRV_KERN : MEMBLOCK_NONE;
}

/* Appends a range above all others; the set has room. */
static inline void own(struct owned *to, struct range range, enum owner owner,
		       uint32_t loader_range)
{
	const struct reservation *last = to->next - 1;
	bool touches = range.base == to->end && range.base != 0;
	uint32_t flags = flags_of(owner);

	memblock_builder_append_unchecked(
		&to->reserved, range.base, range.size, NUMA_NO_NODE, flags,
		touches && flags_of(last->owner) == flags);
	if (touches && last->owner == owner &&
	    last->loader_range == loader_range)
		to->next[-1].range.size += range.size;
	else
		*to->next++ =
			(struct reservation){ range, owner, loader_range };
	to->end = range_end(range);
}

/* Appends reservations that overlap each other. */
static struct owned own_overlapping(struct owned to,
				    const struct reservation *reservations,
				    size_t cnt, struct keyed_range *scratch)
{
	struct keyed_range *flat = scratch + cnt;

	for (size_t i = 0; i < cnt; i++)
		scratch[i] = (struct keyed_range){
			.range = reservations[i].range,
			.key = key_of(&reservations[i]),
		};
	cnt = keyed_flatten(flat, scratch, cnt, NULL);
	for (size_t i = 0; i < cnt; i++)
		own(&to, flat[i].range, owner_of_key(flat[i].key),
		    loader_range_of_key(flat[i].key));
	return to;
}

/* The first reservation, and how many of those after it overlap one before. */
static size_t count_overlapping(const struct reservation *reservations,
				size_t cnt)
{
	phys_addr_t end = range_end(reservations[0].range);
	size_t n = 1;

	for (; n < cnt && reservations[n].range.base < end; n++)
		end = phys_max(end, range_end(reservations[n].range));
	return n;
}

int convert_own_pages(struct reservation_list *ret_owners,
		      struct memblock_type *ret_reserved,
		      const struct reservation_list *reservations,
		      struct keyed_range *scratch)
{
	struct owned to = {
		.next = ret_owners->list,
		.reserved = memblock_builder_begin(ret_reserved),
	};
	size_t n;

	/* keyed_flatten() makes at most twice as many. */
	if (2 * reservations->cnt > ret_reserved->max)
		return CORE_ENOSPC;
	for (size_t i = 0; i < reservations->cnt; i += n) {
		const struct reservation *first = &reservations->list[i];

		n = count_overlapping(first, reservations->cnt - i);
		if (n == 1)
			own(&to, first->range, first->owner,
			    first->loader_range);
		else
			to = own_overlapping(to, first, n, scratch);
	}
	memblock_builder_end(&to.reserved);
	ret_owners->cnt = (size_t)(to.next - ret_owners->list);
	return CORE_OK;
}
