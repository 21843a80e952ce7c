/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The conversion as entries: regions, the firmware's map, and the records.
 */
#include "core/table/sections.h"

#include "core/base/cstring.h"
#include "core/handoff/handoff_internal.h"

/* --- regions ------------------------------------------------------------- */

/*
 * MBT_SOURCES is the map in the order of addresses, and what a region came
 * from is a window of it: from the first descriptor that ends behind the
 * region's base to the last that starts below its end. Both only move up
 * from one region to the next.
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
	table_put(job, region, sizeof(*region));
}

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

/* Pieces of reserved that have one owner, and flags and node of one region. */
struct piece {
	size_t page_owners,
		region; /* which of each; zeroed: before the first */
	phys_addr_t base, end;
};

static bool next_piece(struct piece *piece, const struct conversion *conversion)
{
	const struct memblock_type *reserved = &conversion->mb.reserved;

	while (piece->page_owners < conversion->page_owner_cnt &&
	       piece->region < reserved->cnt) {
		struct range owned =
			conversion->page_owners[piece->page_owners].range;
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
			piece->page_owners++;
		else
			piece->region++;
	}
	return false;
}

size_t table_count_reserved(const struct table_job *job)
{
	struct piece piece = { 0 };
	size_t count = 0;

	while (next_piece(&piece, job->conversion))
		count++;
	return count;
}

void table_fill_reserved(struct table_job *job)
{
	const struct conversion *conversion = job->conversion;
	struct window window = { 0 };
	struct piece piece = { 0 };

	while (next_piece(&piece, conversion)) {
		const struct reservation *page_owner =
			&conversion->page_owners[piece.page_owners];
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

/* --- the map ------------------------------------------------------------- */

size_t table_count_map(const struct table_job *job)
{
	return efimap_count(&job->conversion->capture->map);
}

void table_fill_map(struct table_job *job)
{
	const struct efimap *map = &job->conversion->capture->map;

	table_put(job, map->desc, map->size);
}

size_t table_count_sources(const struct table_job *job)
{
	return job->conversion->order_cnt;
}

void table_fill_sources(struct table_job *job)
{
	const struct conversion *conversion = job->conversion;

	table_put(job, conversion->order,
		  conversion->order_cnt * sizeof(*conversion->order));
}

size_t table_count_records(const struct table_job *job)
{
	return job->conversion->anomalous;
}

_Static_assert((int)ANOMALY_EMPTY == MBT_ANOMALY_EMPTY &&
		       (int)ANOMALY_WRAPS == MBT_ANOMALY_WRAPS &&
		       (int)ANOMALY_TOP == MBT_ANOMALY_TOP &&
		       (int)ANOMALY_MISALIGNED == MBT_ANOMALY_MISALIGNED &&
		       (int)ANOMALY_OVERLAP == MBT_ANOMALY_OVERLAP &&
		       (int)ANOMALY_TYPE == MBT_ANOMALY_TYPE &&
		       (int)ANOMALY_NOT_WB == MBT_ANOMALY_NOT_WB &&
		       (int)ANOMALY_RUNTIME == MBT_ANOMALY_RUNTIME &&
		       (int)ANOMALY_NO_RUNTIME == MBT_ANOMALY_NO_RUNTIME &&
		       ANOMALY_COUNT == 9,
	       "the table's numbers are for good");

static uint32_t disposition_of(const struct conversion *conversion,
			       size_t index)
{
	static const uint32_t dispositions[DISPOSITION_COUNT] = {
		[DISPOSITION_IGNORED] = MBT_DISPOSITION_IGNORED,
		[DISPOSITION_EXCLUDED] = MBT_DISPOSITION_EXCLUDED,
		[DISPOSITION_MEMORY] = MBT_DISPOSITION_MEMORY,
		[DISPOSITION_NOMAP] = MBT_DISPOSITION_NOMAP,
		[DISPOSITION_SOFT_RESERVED] = MBT_DISPOSITION_SOFT_RESERVED,
	};

	if (classification_skipped(&conversion->classifications[index]))
		return MBT_DISPOSITION_SKIPPED;
	return dispositions[convert_rule(conversion, index)->disposition];
}

void table_fill_records(struct table_job *job)
{
	const struct conversion *conversion = job->conversion;
	size_t count = efimap_count(&conversion->capture->map);

	for (size_t i = 0; i < count; i++) {
		const struct classification *classification =
			&conversion->classifications[i];
		struct mbt_anomaly record = {
			.descriptor = (uint32_t)i,
			.anomalies = classification->anomalies,
			.disposition = disposition_of(conversion, i),
		};

		if (classification->anomalies == 0)
			continue;
		record.why = table_strings_put(
			&job->strings, convert_rule(conversion, i)->why);
		table_put(job, &record, sizeof(record));
	}
}
