/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The sections that hold the three sets, with owners and sources.
 */
#include "core/table/write_internal.h"

#include "core/handoff/handoff_internal.h"

/* --- sources ------------------------------------------------------------- */

/*
 * MBT_SOURCES lists the descriptors by address, and the sources of a region are
 * a window of it: from the first that ends after the region's base to the last
 * that starts before its end. Both ends only move up from region to region.
 */
struct window {
	size_t first, end;
};

static void move_window(struct window *window,
			const struct conversion *conversion,
			const struct mbt_region *region)
{
	const uint32_t *order = conversion->order;
	uint64_t end = region->base + region->size;
	struct range range;

	/* All but the last one of the previous region, if descriptors do not
	 * overlap. */
	if (!conversion->excluded && window->end > window->first)
		window->first = window->end - 1;
	for (; window->first < conversion->order_cnt; window->first++) {
		range = convert_range(conversion, order[window->first]);
		if (range_end(range) > region->base)
			break;
	}
	for (; window->end < conversion->order_cnt; window->end++) {
		range = convert_range(conversion, order[window->end]);
		if (range.base >= end)
			break;
	}
}

static void put_region(struct table_job *job, struct window *window,
		       struct mbt_region *region)
{
	if (!job->dropped[MBT_SOURCES]) {
		move_window(window, job->conversion, region);
		region->first_source = (uint32_t)window->first;
		region->source_count = (uint32_t)(window->end - window->first);
	}
	table_put_(job, region, sizeof(*region));
}

/* --- regions ------------------------------------------------------------- */

static struct mbt_region region_of(const struct memblock_region *r)
{
	return (struct mbt_region){
		.base = r->base,
		.size = r->size,
		.flags = table_flags_of_memblock_(r->flags),
		.nid = table_nid_of_memblock_(r->nid),
	};
}

static void fill_set(struct table_job *job, const struct memblock_type *type)
{
	const struct memblock_region *r;
	struct window window = { 0 };

	for_each_memblock_type_region(type, r) {
		struct mbt_region region = region_of(r);

		put_region(job, &window, &region);
	}
}

size_t table_count_memory(const struct table_job *job)
{
	return job->conversion->mb.memory.cnt;
}

void table_fill_memory(struct table_job *job)
{
	fill_set(job, &job->conversion->mb.memory);
}

size_t table_count_physmap(const struct table_job *job)
{
	return job->conversion->mb.physmap.cnt;
}

void table_fill_physmap(struct table_job *job)
{
	fill_set(job, &job->conversion->mb.physmap);
}

/* A range that has one owner and lies in one region of reserved. Zeroed, it
 * comes before the first. */
struct piece {
	size_t page_owner, region; /* indexes */
	phys_addr_t base, end;
};

/* Moves on to the next piece by address; false if there are no more. */

static bool next_piece(struct piece *piece, const struct conversion *conversion)
{
	const struct memblock_type *reserved = &conversion->mb.reserved;

	while (piece->page_owner < conversion->page_owner_cnt &&
	       piece->region < reserved->cnt) {
		struct range owned =
			conversion->page_owners[piece->page_owner].range;
		const struct memblock_region *r =
			&reserved->regions[piece->region];
		phys_addr_t end = phys_min(range_end(owned), r->base + r->size);

		piece->base =
			phys_max(phys_max(owned.base, r->base), piece->end);
		if (piece->base < end) {
			piece->end = end;
			return true;
		}
		if (range_end(owned) <= r->base + r->size)
			piece->page_owner++;
		else
			piece->region++;
	}
	return false;
}

/* Its entries are counted several times, and that takes a walk. */
struct table_job table_begin_(const struct conversion *conversion,
			      const struct table_facts *facts)
{
	struct table_job job = { .conversion = conversion, .facts = facts };
	struct piece piece = { 0 };

	while (next_piece(&piece, conversion))
		job.reserved_cnt++;
	return job;
}

size_t table_count_reserved(const struct table_job *job)
{
	return job->reserved_cnt;
}

void table_fill_reserved(struct table_job *job)
{
	const struct conversion *conversion = job->conversion;
	struct window window = { 0 };
	struct piece piece = { 0 };

	while (next_piece(&piece, conversion)) {
		const struct reservation *page_owner =
			&conversion->page_owners[piece.page_owner];
		struct mbt_region region = region_of(
			&conversion->mb.reserved.regions[piece.region]);
		enum owner owner = page_owner->owner;

		region.base = piece.base;
		region.size = piece.end - piece.base;
		region.lifetime = (uint16_t)owner_lifetime(owner);
		region.owner =
			table_strings_put(&job->strings, owner_name(owner));
		region.name = table_strings_put(
			&job->strings,
			reservation_name(conversion, page_owner));
		put_region(job, &window, &region);
	}
}
