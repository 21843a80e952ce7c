/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * From the table to a live memblock, and freeing what the loader reserved.
 */
#include "core/handoff/rebuild.h"

#include "core/base/cstring.h"
#include "core/handoff/handoff_internal.h"
#include "core/memblock/alloc.h"
#include "core/memblock/builder.h"

/* --- rebuilding ---------------------------------------------------------- */

static uint32_t count_of(const void *table, uint32_t tag)
{
	const struct mbt_section *section = mbt_find_section(table, tag);

	return section ? section->count : 0;
}

size_t memblock_table_regions(const void *table)
{
	uint32_t memory = count_of(table, MBT_MEMORY);
	uint32_t reserved = count_of(table, MBT_RESERVED);
	uint32_t physmap = count_of(table, MBT_PHYSMAP);
	uint32_t most = memory > reserved ? memory : reserved;

	return 3 * (size_t)(most > physmap ? most : physmap);
}

/* mbt_get_region() for a section of which all entries are whole regions, as the
 * present version writes them: it is read with one memcpy(). */
static bool next_region(const struct mbt_section *section, uint32_t i,
			struct mbt_region *ret)
{
	const uint8_t *entries = (const uint8_t *)(section + 1);

	if (section->entry_size < sizeof(*ret))
		return mbt_get_region(section, i, ret);
	if (i >= section->count)
		return false;
	memcpy(ret, entries + (size_t)i * section->entry_size, sizeof(*ret));
	return true;
}

/* True when two regions of the table that touch are one region in a set, where
 * owners and lifetimes do not matter. */
static bool merges(const struct mbt_region *a, const struct mbt_region *b)
{
	return a->base + a->size == b->base && a->nid == b->nid &&
	       memblock_flags_of_table_(a->flags) ==
		       memblock_flags_of_table_(b->flags);
}

/* 0 when the regions of the section are a set of at most max regions. */
static int check_set(const struct mbt_section *section, size_t max)
{
	struct mbt_region last = { 0 }, region;
	size_t cnt = 0;

	if (section == NULL)
		return CORE_EFORMAT;
	for (uint32_t i = 0; next_region(section, i, &region); i++) {
		if (!table_region_follows_(&region, last.base + last.size))
			return CORE_EFORMAT;
		cnt += cnt == 0 || !merges(&last, &region);
		last = region;
	}
	return cnt <= max ? CORE_OK : CORE_ENOSPC;
}

/* check_set() has returned 0. */
static void fill_set(struct memblock_type *type,
		     const struct mbt_section *section)
{
	struct memblock_builder b = memblock_builder_begin(type);
	struct mbt_region region;

	for (uint32_t i = 0; next_region(section, i, &region); i++)
		memblock_builder_append(&b, region.base, region.size,
					memblock_nid_of_table_(region.nid),
					memblock_flags_of_table_(region.flags));
	memblock_builder_end(&b);
}

static bool any_mirror(const struct memblock_type *memory)
{
	for (size_t i = 0; i < memory->cnt; i++)
		if (memblock_is_mirror(&memory->regions[i]))
			return true;
	return false;
}

int memblock_from_table(struct memblock *mb, const void *table)
{
	struct memblock_type *types[] = { &mb->memory, &mb->reserved,
					  &mb->physmap };
	static const uint32_t tags[] = { MBT_MEMORY, MBT_RESERVED,
					 MBT_PHYSMAP };

	for (int i = 0; i < 3; i++) {
		int status = check_set(mbt_find_section(table, tags[i]),
				       types[i]->max);

		if (status != CORE_OK)
			return status;
	}
	for (int i = 0; i < 3; i++)
		fill_set(types[i], mbt_find_section(table, tags[i]));
	mb->has_mirror = any_mirror(&mb->memory);
	return CORE_OK;
}

/* --- freeing ------------------------------------------------------------- */

/* Regions of one lifetime that touch, as one range. */
struct lifetime_range {
	uint32_t next; /* index of the next region of the section */
	phys_addr_t base, end;
};

static bool next_range(struct lifetime_range *range,
		       const struct mbt_section *section, uint32_t lifetime)
{
	struct mbt_region region;
	bool found = false;

	for (; mbt_get_region(section, range->next, &region); range->next++) {
		if (found &&
		    (region.lifetime != lifetime || region.base != range->end))
			break;
		if (region.lifetime != lifetime)
			continue;
		if (!found)
			range->base = region.base;
		range->end = region.base + region.size;
		found = true;
	}
	return found;
}

/*
 * The largest number of regions that reserved has while the ranges are freed
 * one by one. Two ranges never touch, so each one removes the regions that it
 * overlaps, and leaves one at each end where such a region extends beyond it.
 */
static size_t most_regions(const struct memblock *mb,
			   const struct mbt_section *section, uint32_t lifetime)
{
	const struct memblock_type *reserved = &mb->reserved;
	size_t cnt = reserved->cnt, most = cnt, first = 0;
	struct lifetime_range range = { 0 };

	while (next_range(&range, section, lifetime)) {
		const struct memblock_region *r = reserved->regions;
		size_t end;

		while (first < reserved->cnt &&
		       r[first].base + r[first].size <= range.base)
			first++;
		for (end = first;
		     end < reserved->cnt && r[end].base < range.end; end++)
			;
		if (end == first)
			continue;
		cnt -= end - first;
		cnt += r[first].base < range.base;
		cnt += r[end - 1].base + r[end - 1].size > range.end;
		most = cnt > most ? cnt : most;
	}
	return most;
}

int memblock_free_lifetime(struct memblock *mb, const void *table,
			   uint32_t lifetime)
{
	const struct mbt_section *section =
		mbt_find_section(table, MBT_RESERVED);
	struct lifetime_range range = { 0 };
	int status = check_set(section, SIZE_MAX);

	/* An array that grows later could overwrite what is still to be
	 * read. */
	if (status == CORE_OK)
		status = memblock_make_room(
			mb, &mb->reserved, most_regions(mb, section, lifetime));
	while (status == CORE_OK && next_range(&range, section, lifetime))
		status = memblock_phys_free(mb, range.base,
					    range.end - range.base);
	return status;
}
