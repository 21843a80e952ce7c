/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The three sets: order, owners, where they come from, and that memory is
 * there.
 */
#include "core/table/check_internal.h"
#include "core/handoff/handoff_internal.h"

static uint64_t region_end(const struct mbt_region *region)
{
	return region->base + region->size;
}

/* --- one region ---------------------------------------------------------- */

static enum table_problem range_problem(const struct mbt_region *region,
					uint64_t end)
{
	if (region->size == 0)
		return TABLE_EMPTY;
	if (region->size > UINT64_MAX - region->base)
		return TABLE_WRAPS;
	if ((region->base | region->size) % PAGE_SIZE_4K != 0)
		return TABLE_PAGES;
	return region->base < end ? TABLE_ORDER : TABLE_GOOD;
}

#define MEMORY_FLAGS                                         \
	((uint32_t)(MBT_REGION_HOTPLUG | MBT_REGION_MIRROR | \
		    MBT_REGION_NOMAP | MBT_REGION_DRIVER_MANAGED))
#define RESERVED_FLAGS ((uint32_t)(MBT_REGION_NOINIT | MBT_REGION_KERN))

/* Flags that this version knows, but for another set. */
static uint32_t foreign_flags(uint32_t tag)
{
	if (tag == MBT_MEMORY)
		return RESERVED_FLAGS;
	return tag == MBT_RESERVED ? MEMORY_FLAGS
				   : MEMORY_FLAGS | RESERVED_FLAGS;
}

/* Reserved regions have an owner, unless its name was lost; others none. */
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
	enum table_problem problem = range_problem(region, region_end(last));

	if (problem != TABLE_GOOD)
		return problem;
	/* In a set of memblock they would be one; reserved ones may differ in
	 * who owns them. */
	if (tag != MBT_RESERVED && last->size > 0 &&
	    region->base == region_end(last) && region->flags == last->flags &&
	    region->nid == last->nid)
		return TABLE_APART;
	if (region->flags & foreign_flags(tag))
		return TABLE_FLAGS;
	if (!owner_good(check, tag, region))
		return TABLE_OWNER;
	if (!table_text_good_(check, region->owner) ||
	    !table_text_good_(check, region->name))
		return TABLE_TEXT;
	return TABLE_GOOD;
}

/* --- sources ------------------------------------------------------------- */

/* The window of MBT_SOURCES that belongs to the last region. */
struct window {
	uint32_t first, end;
};

/* Up to the top for what goes beyond it. That each source is a descriptor of
 * the map is known by now. */
static bool get_source(const struct table_check *check, uint32_t i,
		       uint64_t *ret_base, uint64_t *ret_end)
{
	struct efi_memory_desc desc = { 0 };
	uint32_t index;
	uint64_t room;

	if (!mbt_entry(check->sections[MBT_SOURCES], i, &index, sizeof(index)))
		return false;
	mbt_entry(check->sections[MBT_EFI_MAP], index, &desc, sizeof(desc));
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
	       base < region_end(region))
		window->end++;
	return region->first_source == window->first &&
	       region->source_count == window->end - window->first;
}

/* --- one set ------------------------------------------------------------- */

static bool check_set(struct table_check *check, uint32_t tag,
		      uint64_t *ret_bytes)
{
	struct mbt_region region, last = { 0 };
	struct window window = { 0 };

	*ret_bytes = 0;
	for (uint32_t i = 0; mbt_region(check->sections[tag], i, &region);
	     i++) {
		enum table_problem problem =
			region_problem(check, tag, &region, &last);

		if (problem == TABLE_GOOD &&
		    !sources_good(check, &window, &region))
			problem = TABLE_SOURCES;
		if (problem != TABLE_GOOD)
			return table_fault_(check, problem, tag, i);
		*ret_bytes += region.size;
		last = region;
	}
	return true;
}

/* --- between sets -------------------------------------------------------- */

/* How many regions of the section start at or below addr. */
static uint32_t starts_up_to(const struct mbt_section *section, uint64_t addr)
{
	uint32_t low = 0, high = section->count;
	struct mbt_region region;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		mbt_region(section, mid, &region);
		if (region.base <= addr)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Every byte of [base, base + size) lies in some region. */
static bool covers(const struct mbt_section *section, uint64_t base,
		   uint64_t size)
{
	uint32_t i = starts_up_to(section, base);
	uint64_t at = base;
	struct mbt_region region;

	if (size > UINT64_MAX - base)
		return false;
	for (i -= i > 0; at < base + size; i++) {
		if (!mbt_region(section, i, &region) || region.base > at ||
		    region_end(&region) <= at)
			return false;
		at = region_end(&region);
	}
	return true;
}

bool table_reserved_(const struct table_check *check, uint64_t base,
		     uint64_t size)
{
	return covers(check->sections[MBT_RESERVED], base, size);
}

static bool check_memory_is_there(struct table_check *check)
{
	struct mbt_region region;

	for (uint32_t i = 0;
	     mbt_region(check->sections[MBT_MEMORY], i, &region); i++)
		if (!covers(check->sections[MBT_PHYSMAP], region.base,
			    region.size))
			return table_fault_(check, TABLE_NOT_THERE, MBT_MEMORY,
					    i);
	return true;
}

bool table_check_regions_(struct table_check *check)
{
	uint64_t bytes;

	if (!check_set(check, MBT_MEMORY, &bytes) ||
	    !check_set(check, MBT_RESERVED, &bytes) ||
	    !check_set(check, MBT_PHYSMAP, &bytes))
		return false;
	if (bytes != check->header->total_ram)
		return table_fault_(check, TABLE_TOTAL_RAM, 0, 0);
	return check_memory_is_there(check);
}
