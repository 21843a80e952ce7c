/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/handoff/rebuild.h"

#include "core/memblock/alloc.h"
#include "core/handoff/handoff_internal.h"

/* --- rebuilding ---------------------------------------------------------- */

static struct memblock_region region_of(const struct mbt_region *region)
{
	return (struct memblock_region){
		.base = region->base,
		.size = region->size,
		.flags = memblock_flags_of_table_(region->flags),
		.nid = memblock_nid_of_table_(region->nid),
	};
}

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

/*
 * Puts the section's regions behind each other into type, or with a NULL
 * type just looks whether that can be done. Owners part regions of the table
 * that are one in a set.
 */
static int read_set(struct memblock_type *type,
		    const struct mbt_section *section, size_t max)
{
	struct memblock_region last = { 0 };
	struct mbt_region entry;
	size_t cnt = 0;

	if (section == NULL)
		return CORE_EFORMAT;
	for (uint32_t i = 0; mbt_get_region(section, i, &entry); i++) {
		struct memblock_region region = region_of(&entry);

		if (!table_region_follows_(&entry, last.base + last.size))
			return CORE_EFORMAT;
		if (cnt == 0 || last.base + last.size != region.base ||
		    last.flags != region.flags || last.nid != region.nid)
			cnt++;
		if (type != NULL)
			memblock_add_range(type, region.base, region.size,
					   region.nid, region.flags);
		last = region;
	}
	return cnt <= max ? CORE_OK : CORE_ENOSPC;
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
		int status = read_set(NULL, mbt_find_section(table, tags[i]),
				      types[i]->max);

		if (status != CORE_OK)
			return status;
	}
	for (int i = 0; i < 3; i++) {
		memblock_type_init(types[i], types[i]->name, types[i]->regions,
				   types[i]->max);
		read_set(types[i], mbt_find_section(table, tags[i]),
			 types[i]->max);
	}
	mb->has_mirror = any_mirror(&mb->memory);
	return CORE_OK;
}

/* --- freeing ------------------------------------------------------------- */

/* Regions of one lifetime that touch, as one range. */
struct lived {
	uint32_t next; /* region of the section */
	phys_addr_t base, end;
};

static bool next_lived(struct lived *lived, const struct mbt_section *section,
		       uint32_t lifetime)
{
	struct mbt_region region;
	bool found = false;

	for (; mbt_get_region(section, lived->next, &region); lived->next++) {
		if (found &&
		    (region.lifetime != lifetime || region.base != lived->end))
			break;
		if (region.lifetime != lifetime)
			continue;
		if (!found)
			lived->base = region.base;
		lived->end = region.base + region.size;
		found = true;
	}
	return found;
}

/*
 * How many regions reserved has at most while the ranges are freed one by
 * one. Between two of them lies something that is not freed, so that each
 * takes away the regions that it meets, and leaves one at each end where what
 * it meets goes on.
 */
static size_t most_regions(const struct memblock *mb,
			   const struct mbt_section *section, uint32_t lifetime)
{
	const struct memblock_type *reserved = &mb->reserved;
	size_t cnt = reserved->cnt, most = cnt, first = 0;
	struct lived lived = { 0 };

	while (next_lived(&lived, section, lifetime)) {
		const struct memblock_region *r = reserved->regions;
		size_t end, met;

		while (first < reserved->cnt &&
		       r[first].base + r[first].size <= lived.base)
			first++;
		for (end = first;
		     end < reserved->cnt && r[end].base < lived.end; end++)
			;
		met = end - first;
		if (met == 0)
			continue;
		cnt -= met;
		cnt += r[first].base < lived.base;
		cnt += r[end - 1].base + r[end - 1].size > lived.end;
		most = cnt > most ? cnt : most;
	}
	return most;
}

int memblock_free_lifetime(struct memblock *mb, const void *table,
			   uint32_t lifetime)
{
	const struct mbt_section *section =
		mbt_find_section(table, MBT_RESERVED);
	struct lived lived = { 0 };
	size_t most;
	int status = read_set(NULL, section, SIZE_MAX);

	if (status != CORE_OK)
		return status;
	/* Growing later could put the array over what is still to be read. */
	most = most_regions(mb, section, lifetime);
	if (most > mb->reserved.max)
		status = memblock_make_room(mb, &mb->reserved, most);
	while (status == CORE_OK && next_lived(&lived, section, lifetime))
		status = memblock_phys_free(mb, lived.base,
					    lived.end - lived.base);
	return status;
}
