/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Room for the arrays of a conversion: how many elements each needs at most,
 * and where it lies in the caller's space.
 */
#include "core/convert/convert.h"

#include "core/convert/stages.h"

/* Edits of the E820 table: those that add an entry, and those that cut
 * others. */
struct edits {
	size_t adds, cuts;
};

static struct edits count_edits(const struct convert_settings *settings)
{
	struct edits edits = { 0 };

	for (size_t i = 0; i < settings->edit_cnt; i++) {
		bool add = settings->edits[i].action == E820_EDIT_ADD;

		edits.adds += add;
		edits.cuts += !add;
	}
	return edits;
}

/* How many elements each array has. */
struct extents {
	size_t descriptors;
	size_t edited_e820; /* while it is being edited */
	size_t reservations, page_owners;
	size_t memory, reserved, physmap;
	size_t rounded; /* memory before page-size=, and after it */
	size_t nodes, blocks;
	size_t scratch;
};

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/*
 * What each stage needs of scratch: descriptors sorted, a layer of them, and
 * that flattened; an E820 table, and that flattened; reservations that no
 * descriptor says, and room to sort them; reservations, and those flattened;
 * memory before and after page-size=; blocks of a SRAT, and room to sort them;
 * a copy of memory or reserved.
 */
static size_t measure_scratch(const struct extents *extents)
{
	size_t scratch = 4 * extents->descriptors;

	scratch = larger(scratch, 3 * extents->edited_e820);
	scratch = larger(scratch, 3 * extents->reservations);
	scratch = larger(scratch, 2 * extents->rounded);
	scratch = larger(scratch, 2 * extents->blocks);
	if (extents->blocks > 0)
		scratch = larger(scratch,
				 larger(extents->memory, extents->reserved));
	return scratch;
}

/*
 * Sorted and disjoint, n ranges are at most 2n, because they begin and end
 * where one of the n does. The same is true of the firmware's E820 table when n
 * descriptors are added to it once more, and of what e edits leave: 2(n + e).
 *
 * Between edits the table is neither sorted nor disjoint: what was added stays
 * in it together with what it covers, because a later edit may take it away
 * again. So a cut splits at each of its two ends up to one entry of the
 * firmware's and all that were added before.
 *
 * A table needs twice what it holds to be flattened. Linux itself cuts twice
 * out of memory. Sets are filled in ascending order, so that each range takes
 * at most one region.
 */
static void measure(struct extents *ret, size_t n, const struct edits *edits,
		    const struct capture *capture,
		    const struct convert_settings *settings)
{
	struct acpi_tables tables = convert_tables(capture, settings);
	size_t more = numa_regions_more(&tables);
	size_t flat = 2 * (n + edits->adds + edits->cuts);

	ret->descriptors = n;
	ret->edited_e820 =
		3 * n + edits->adds + 2 * edits->cuts * (1 + edits->adds);
	/* Those of descriptors, of soft-reserved entries, of the first MiB, the
	 * image and the map's buffer, of tables and of the loader. */
	ret->reservations =
		n + flat + 3 + EFITABLE_COUNT + capture->loader_range_cnt;
	ret->page_owners = 2 * ret->reservations;
	ret->memory = flat + (settings->mirror ? 2 * n : 0) + 4 + more;
	ret->reserved = ret->page_owners + 4 + more;
	ret->physmap = n + flat + 4;
	ret->rounded = settings->page_size == PAGE_SIZE_4K ? 0 : ret->memory;
	ret->nodes = more ? numa_nodes_max(&tables) : 0;
	ret->blocks = more ? numa_blocks_max(&tables) : 0;
	ret->scratch = measure_scratch(ret);
}

/* --- cutting ------------------------------------------------------------- */

/* Arrays are cut from a space as long as it lasts, and measured beyond. */
struct arena {
	uint8_t *space;
	size_t len, used;
};

static void *cut(struct arena *arena, size_t count, size_t size)
{
	size_t at = arena->used;

	size = (count * size + 15) & ~(size_t)15;
	arena->used += size;
	return arena->space && arena->used <= arena->len ? arena->space + at
							 : NULL;
}

#define CUT(arena, array, count) ((array) = cut(arena, count, sizeof(*(array))))

static void cut_set(struct arena *arena, struct memblock_type *type, size_t max)
{
	struct memblock_region *regions;

	CUT(arena, regions, max);
	memblock_type_init(type, type->name, regions, max);
}

static void cut_table(struct arena *arena, struct e820_table *table, size_t max)
{
	table->cnt = 0;
	table->max = max;
	CUT(arena, table->entries, max);
}

static void cut_all(struct arena *arena, struct convert_arrays *ret,
		    const struct extents *extents)
{
	size_t n = extents->descriptors;

	CUT(arena, ret->classifications, n);
	CUT(arena, ret->order, n);
	cut_table(arena, &ret->firmware_e820, 2 * n);
	cut_table(arena, &ret->e820, 2 * extents->edited_e820);
	CUT(arena, ret->layer, n);
	CUT(arena, ret->reservations, extents->reservations);
	CUT(arena, ret->page_owners, extents->page_owners);
	CUT(arena, ret->excluded, 2 * n);
	/* Memory before and after: each region has two ends, and at each a
	 * piece may begin and one may end. */
	CUT(arena, ret->pieces, 4 * extents->rounded);
	memblock_init(&ret->mb, NULL, 0);
	cut_set(arena, &ret->mb.memory, extents->memory);
	cut_set(arena, &ret->mb.reserved, extents->reserved);
	cut_set(arena, &ret->mb.physmap, extents->physmap);
	CUT(arena, ret->numa.nodes, extents->nodes);
	CUT(arena, ret->numa.blocks, extents->blocks);
	CUT(arena, ret->numa.joined, extents->blocks);
	CUT(arena, ret->scratch, extents->scratch);
	ret->numa.scratch = ret->scratch;
}

/* More than this and the products above could wrap. */
#define DESCRIPTORS_MAX (SIZE_MAX / 4096)
#define EDITS_MAX       100000

size_t convert_lay_out(struct convert_arrays *ret,
		       const struct capture *capture,
		       const struct convert_settings *settings, size_t n,
		       void *space, size_t len)
{
	struct edits edits = count_edits(settings);
	struct arena arena = { .space = space, .len = len };
	struct extents extents;

	if (n > DESCRIPTORS_MAX ||
	    capture->loader_range_cnt > LOADER_RANGES_MAX ||
	    capture->acpi.srat.len > ACPI_TABLE_MAX ||
	    edits.adds + edits.cuts > EDITS_MAX)
		return 0;
	measure(&extents, n, &edits, capture, settings);
	cut_all(&arena, ret, &extents);
	return arena.used;
}

size_t convert_space_for(const struct capture *capture,
			 const struct convert_settings *settings,
			 size_t descriptors)
{
	struct convert_arrays arrays;

	return convert_lay_out(&arrays, capture, settings, descriptors, NULL,
			       0);
}

size_t convert_space(const struct capture *capture,
		     const struct convert_settings *settings)
{
	if (efimap_check(&capture->map) != EFIMAP_GOOD)
		return 16;
	return convert_space_for(capture, settings,
				 efimap_count(&capture->map));
}
