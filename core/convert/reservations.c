/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The list of all reservations: those of descriptors, and those from other
 * sources.
 */
#include "core/convert/stages.h"

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

/* --- other sources ------------------------------------------------------- */

/* Reservations from other sources; key: owner, index: loader range. */
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

/* Collects them in whole pages and sorts them. */
static struct others collect_others(const struct reservation_sources *from,
				    struct keyed_range *scratch)
{
	struct others others = { .ranges = scratch };

	if (from->settings->profile == PROFILE_LINUX_X86) {
		add_soft_reserved(&others, from->e820);
		add_other(&others, 0, LOW_MEMORY_END, OWNER_LOW_MEMORY,
			  NO_LOADER_RANGE);
	}
	add_loader_ranges(&others, from->capture);
	for (size_t i = 0; i < others.cnt; i++)
		others.ranges[i].range = range_outward(
			others.ranges[i].range, from->settings->page_size);
	keyed_sort(others.ranges, others.cnt, others.ranges + others.cnt);
	return others;
}

/* --- all reservations ---------------------------------------------------- */

/* A list that grows at its end. last_of[owner] is 1 + the index of the last one
 * of that owner; 0: there is none. */
struct appended {
	struct reservation *list;
	size_t cnt;
	size_t last_of[OWNER_COUNT];
};

/* Sorts the last one, which is not a loader range, by owner among those of its
 * base. Loader ranges come after all others of their base, so none has to move;
 * of the others, each owner has at most one of a base. */
static void move_up(struct appended *to, size_t i)
{
	struct reservation *list = to->list;

	for (; i > 0 && list[i - 1].range.base == list[i].range.base &&
	       list[i - 1].owner > list[i].owner;
	     i--) {
		struct reservation swap = list[i];

		list[i] = list[i - 1];
		list[i - 1] = swap;
		to->last_of[list[i].owner] = i + 1;
	}
	to->last_of[list[i].owner] = i + 1;
}

/* Joins it with the last one of its owner if they touch; a loader range is
 * never joined. */
static void append(struct appended *to, const struct reservation *one)
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

static void append_other(struct appended *to, const struct keyed_range *other)
{
	append(to, &(struct reservation){ other->range, (enum owner)other->key,
					  other->index });
}

void convert_list_reservations(struct reservation_list *ret,
			       const struct reservation_sources *from,
			       struct keyed_range *scratch)
{
	struct others others = collect_others(from, scratch);
	const struct keyed_range *other = others.ranges;
	const struct keyed_range *other_end = other + others.cnt;
	const struct reservation *one = from->layer.list;
	const struct reservation *end = one + from->layer.cnt;
	struct appended to = { .list = ret->list };
	phys_addr_t page = from->settings->page_size;
	/* Otherwise no two of the layer that touch have the same owner. */
	bool joins = !from->layer_disjoint || page != PAGE_SIZE_4K;

	while (one < end && (other < other_end || joins)) {
		struct reservation whole = *one;

		whole.range = range_outward(whole.range, page);
		if (other < other_end && other->range.base < whole.range.base) {
			append_other(&to, other++);
		} else {
			append(&to, &whole);
			one++;
		}
	}
	while (other < other_end)
		append_other(&to, other++);
	memcpy(to.list + to.cnt, one, (size_t)(end - one) * sizeof(*one));
	ret->cnt = to.cnt + (size_t)(end - one);
}
