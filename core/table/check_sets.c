/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Checks the three sets: the order of their regions, flags, owners and
 * sources, and that memory lies in physmap.
 */
#include "core/table/check_internal.h"

/* --- one region ---------------------------------------------------------- */

static enum table_problem range_problem(const struct mbt_region *region,
					uint64_t end)
{
	if (region->size == 0)
		return TABLE_EMPTY;
	if (region->size > UINT64_MAX - region->base)
		return TABLE_WRAPS;
	if ((region->base | region->size) % PAGE_SIZE_4K != 0)
		return TABLE_NOT_ALIGNED;
	return region->base < end ? TABLE_ORDER : TABLE_GOOD;
}

#define MEMORY_FLAGS                                         \
	((uint32_t)(MBT_REGION_HOTPLUG | MBT_REGION_MIRROR | \
		    MBT_REGION_NOMAP | MBT_REGION_DRIVER_MANAGED))
#define RESERVED_FLAGS ((uint32_t)(MBT_REGION_NOINIT | MBT_REGION_KERN))

/* Flags of this version that may not occur in the set. */
static uint32_t foreign_flags(uint32_t tag)
{
	if (tag == MBT_MEMORY)
		return RESERVED_FLAGS;
	return tag == MBT_RESERVED ? MEMORY_FLAGS
				   : MEMORY_FLAGS | RESERVED_FLAGS;
}

/* Only reserved regions have an owner, whose name may be lost. */
static bool owner_good(const struct table_check *check, uint32_t tag,
		       const struct mbt_region *region)
{
	if (tag == MBT_RESERVED)
		return region->owner != 0 ||
		       (check->header->flags & MBT_FLAG_TRUNCATED);
	return region->owner == 0 && region->name == 0 && region->lifetime == 0;
}

static enum table_problem region_problem(const struct table_check *check,
					 uint32_t tag,
					 const struct mbt_region *region,
					 const struct mbt_region *last)
{
	enum table_problem problem =
		range_problem(region, mbt_region_end(last));

	if (problem != TABLE_GOOD)
		return problem;
	/* memblock would merge the two. Those of reserved may differ in their
	 * owner. */
	if (tag != MBT_RESERVED && last->size > 0 &&
	    region->base == mbt_region_end(last) &&
	    region->flags == last->flags && region->nid == last->nid)
		return TABLE_NOT_MERGED;
	if (region->flags & foreign_flags(tag))
		return TABLE_FLAGS;
	if (!owner_good(check, tag, region))
		return TABLE_OWNER;
	if (!table_text_good_(check, region->owner) ||
	    !table_text_good_(check, region->name))
		return TABLE_STRING;
	return TABLE_GOOD;
}

/* --- sources ------------------------------------------------------------- */

/* The entries of MBT_SOURCES that belong to a region. */
struct window {
	uint32_t first, end;
};

/* Where source i lies, with an end that does not wrap; false if there is none.
 * The check of MBT_SOURCES has found each to be a descriptor of the map. */
static bool get_source(const struct table_check *check, uint32_t i,
		       uint64_t *ret_base, uint64_t *ret_end)
{
	struct efi_memory_desc desc = { 0 };
	uint32_t index;
	uint64_t room;

	if (!mbt_get_entry(check->sections[MBT_SOURCES], i, &index,
			   sizeof(index)))
		return false;
	mbt_get_entry(check->sections[MBT_EFI_MAP], index, &desc, sizeof(desc));
	room = UINT64_MAX - desc.phys_addr;
	*ret_base = desc.phys_addr;
	*ret_end = desc.num_pages > room >> PAGE_SHIFT_4K
			   ? UINT64_MAX
			   : desc.phys_addr + (desc.num_pages << PAGE_SHIFT_4K);
	return true;
}

static bool sources_good(const struct table_check *check, struct window *window,
			 const struct mbt_region *region)
{
	uint64_t base, end;

	if (check->sections[MBT_SOURCES] == NULL)
		return region->first_source == 0 && region->source_count == 0;
	while (get_source(check, window->first, &base, &end) &&
	       end <= region->base)
		window->first++;
	while (get_source(check, window->end, &base, &end) &&
	       base < mbt_region_end(region))
		window->end++;
	return region->first_source == window->first &&
	       region->source_count == window->end - window->first;
}

/* --- one set ------------------------------------------------------------- */

bool table_check_set(struct table_check *check,
		     const struct mbt_section *section)
{
	struct mbt_region region, last = { 0 };
	struct window window = { 0 };

	for (uint32_t i = 0; mbt_get_region(section, i, &region); i++) {
		enum table_problem problem =
			region_problem(check, section->tag, &region, &last);

		if (problem == TABLE_GOOD &&
		    !sources_good(check, &window, &region))
			problem = TABLE_SOURCES;
		if (problem != TABLE_GOOD)
			return table_fault_(check, problem, section->tag, i);
		last = region;
	}
	return true;
}

/* --- physmap ------------------------------------------------------------- */

static uint64_t bytes_of(const struct mbt_section *set)
{
	struct mbt_region region;
	uint64_t bytes = 0;

	for (uint32_t i = 0; mbt_get_region(set, i, &region); i++)
		bytes += region.size;
	return bytes;
}

static bool check_memory_is_there(struct table_check *check)
{
	struct mbt_region region;

	for (uint32_t i = 0;
	     mbt_get_region(check->sections[MBT_MEMORY], i, &region); i++)
		if (!table_covers_(check->sections[MBT_PHYSMAP], region.base,
				   region.size))
			return table_fault_(check, TABLE_NOT_IN_PHYSMAP,
					    MBT_MEMORY, i);
	return true;
}

bool table_check_physmap(struct table_check *check,
			 const struct mbt_section *section)
{
	if (!table_check_set(check, section))
		return false;
	if (bytes_of(section) != check->header->total_ram)
		return table_fault_(check, TABLE_TOTAL_RAM, 0, 0);
	return check_memory_is_there(check);
}
