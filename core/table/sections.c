/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The conversion as entries: regions, the firmware's map, and the records.
 */
#include "core/table/sections.h"

#include "core/base/cstring.h"
#include "core/table/internal.h"

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
	const uint32_t *map = conversion->map;
	uint64_t end = region->base + region->size;
	struct span span;

	for (; window->first < conversion->map_cnt; window->first++) {
		span = convert_range(conversion, map[window->first]);
		if (span_end(&span) > region->base)
			break;
	}
	for (; window->end < conversion->map_cnt; window->end++) {
		span = convert_range(conversion, map[window->end]);
		if (span.base >= end)
			break;
	}
}

static void put_region(struct table_job *job, struct window *window,
		       struct mbt_region *region)
{
	if (!job->dropped[MBT_SOURCES]) {
		move_window(window, job->conversion, region);
		region->first_source = (uint32_t)window->first;
		region->source_count =
			(uint32_t)(window->end - window->first);
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
	size_t owned, region; /* which of each; zeroed: before the first */
	phys_addr_t base, end;
};

static bool next_piece(struct piece *piece, const struct conversion *conversion)
{
	const struct memblock_type *reserved = &conversion->mb.reserved;

	while (piece->owned < conversion->owned_cnt &&
	       piece->region < reserved->cnt) {
		const struct span *span = &conversion->owned[piece->owned];
		const struct memblock_region *r =
			&reserved->regions[piece->region];
		phys_addr_t end = phys_min(span_end(span), r->base + r->size);

		piece->base = phys_max(phys_max(span->base, r->base),
				       piece->end);
		if (piece->base < end) {
			piece->end = end;
			return true;
		}
		if (span_end(span) <= r->base + r->size)
			piece->owned++;
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

static uint16_t lifetime_of(enum owner owner)
{
	static const uint16_t lifetimes[UNTIL_COUNT] = {
		/* Its memory is left with the loader's tables and stack. */
		[UNTIL_EXIT] = MBT_UNTIL_KERNEL,
		[UNTIL_SVAM] = MBT_UNTIL_SVAM,
		[UNTIL_ACPI] = MBT_UNTIL_ACPI,
		[UNTIL_ACCEPT] = MBT_UNTIL_ACCEPT,
		[UNTIL_DRIVER] = MBT_UNTIL_DRIVER,
		[UNTIL_KERNEL] = MBT_UNTIL_KERNEL,
		[UNTIL_TABLE] = MBT_UNTIL_TABLE,
		[UNTIL_NEVER] = MBT_UNTIL_NEVER,
	};

	return lifetimes[owner_until(owner)];
}

void table_fill_reserved(struct table_job *job)
{
	const struct conversion *conversion = job->conversion;
	struct window window = { 0 };
	struct piece piece = { 0 };

	while (next_piece(&piece, conversion)) {
		const struct span *owned = &conversion->owned[piece.owned];
		struct mbt_region region = region_of(
			&conversion->mb.reserved.regions[piece.region]);
		enum owner owner = (enum owner)owned->type;

		region.base = piece.base;
		region.size = piece.end - piece.base;
		region.lifetime = lifetime_of(owner);
		region.owner = table_strings_put(&job->strings,
						 owner_name(owner));
		region.name = table_strings_put(&job->strings,
						claim_name(conversion, owned));
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
	return job->conversion->map_cnt;
}

void table_fill_sources(struct table_job *job)
{
	const struct conversion *conversion = job->conversion;

	table_put(job, conversion->map,
		  conversion->map_cnt * sizeof(*conversion->map));
}

size_t table_count_records(const struct table_job *job)
{
	return job->conversion->doubtful;
}

_Static_assert((int)DOUBT_EMPTY == MBT_DOUBT_EMPTY &&
	       (int)DOUBT_WRAPS == MBT_DOUBT_WRAPS &&
	       (int)DOUBT_TOP == MBT_DOUBT_TOP &&
	       (int)DOUBT_MISALIGNED == MBT_DOUBT_MISALIGNED &&
	       (int)DOUBT_OVERLAP == MBT_DOUBT_OVERLAP &&
	       (int)DOUBT_TYPE == MBT_DOUBT_TYPE &&
	       (int)DOUBT_NOT_WB == MBT_DOUBT_NOT_WB &&
	       (int)DOUBT_RUNTIME == MBT_DOUBT_RUNTIME &&
	       (int)DOUBT_NO_RUNTIME == MBT_DOUBT_NO_RUNTIME &&
	       DOUBT_COUNT == 9, "the table's numbers are for good");

static uint32_t fate_of(const struct conversion *conversion, size_t index)
{
	static const uint32_t fates[FATE_COUNT] = {
		[FATE_IGNORED] = MBT_FATE_IGNORED,
		[FATE_KEPT] = MBT_FATE_KEPT,
		[FATE_MEMORY] = MBT_FATE_MEMORY,
		[FATE_NOMAP] = MBT_FATE_NOMAP,
		[FATE_SOFT_RESERVED] = MBT_FATE_SOFT_RESERVED,
	};

	if (verdict_skipped(&conversion->verdicts[index]))
		return MBT_FATE_SKIPPED;
	return fates[convert_rule(conversion, index)->fate];
}

void table_fill_records(struct table_job *job)
{
	const struct conversion *conversion = job->conversion;
	size_t count = efimap_count(&conversion->capture->map);

	for (size_t i = 0; i < count; i++) {
		const struct verdict *verdict = &conversion->verdicts[i];
		struct mbt_record record = {
			.descriptor = (uint32_t)i,
			.doubts = verdict->doubts,
			.fate = fate_of(conversion, i),
		};

		if (verdict->doubts == 0)
			continue;
		record.why = table_strings_put(&job->strings,
					       convert_rule(conversion, i)->why);
		table_put(job, &record, sizeof(record));
	}
}
