/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Room for the arrays of a conversion: how much each may need at most, and
 * where it lies in the caller's space.
 */
#include "core/convert/convert_internal.h"

/* Edits of the E820 table by the user: those that put an entry on top, and
 * those that cut others. */
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
	size_t flat; /* of E820, sorted and disjoint */
	size_t bag;  /* of E820, while it is being edited */
	size_t others, reservations,
		page_owners; /* others: no descriptor's claims */
	size_t memory, reserved, physmap;
	size_t nodes, blocks;
	size_t rounded;
};

/*
 * Sorted and disjoint, s spans are at most 2s: they begin and end where one of
 * the s does. So do those of the firmware's table when n descriptors are added
 * to it once more, and those that e edits leave behind: 2(n + e).
 *
 * The bag of entries between edits is no such list: all that was added stays
 * in it beside what it covers, because a later edit may take it away again. So
 * a cut splits at each of its two ends up to one entry of the firmware's and
 * all that were added before.
 *
 * A table needs twice what it holds to be flattened. Linux itself cuts twice
 * out of memory. Sets are filled in ascending order, so that each range takes
 * one region at most.
 */
static void measure(struct extents *ret, size_t n, const struct edits *edits,
		    const struct conversion *conversion)
{
	struct acpi_tables tables = convert_tables(conversion);
	size_t loader_ranges = conversion->capture->loader_range_cnt;
	size_t more = numa_regions_more(&tables);

	ret->descriptors = n;
	ret->flat = 2 * (n + edits->adds + edits->cuts);
	ret->bag = 3 * n + edits->adds + 2 * edits->cuts * (1 + edits->adds);
	ret->others = ret->flat + loader_ranges + 3 + EFITABLE_COUNT;
	ret->reservations = n + ret->others;
	ret->page_owners = 2 * ret->reservations;
	ret->memory = ret->flat + (conversion->settings->mirror ? 2 * n : 0) +
		      4 + more;
	ret->reserved = ret->page_owners + 4 + more;
	ret->physmap = n + ret->flat + 4;
	ret->rounded = conversion->settings->page_size == PAGE_SIZE_4K
			       ? 0
			       : ret->memory;
	ret->nodes = more ? numa_nodes_max(&tables) : 0;
	ret->blocks = more ? numa_blocks_max(&tables) : 0;
}

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

static struct keyed_range *cut_ranges(struct arena *arena, size_t count)
{
	return cut(arena, count, sizeof(struct keyed_range));
}

static struct reservation *cut_reservations(struct arena *arena, size_t count)
{
	return cut(arena, count, sizeof(struct reservation));
}

static void cut_set(struct arena *arena, struct memblock_type *type, size_t max)
{
	type->max = max;
	type->regions = cut(arena, max, sizeof(*type->regions));
}

static void cut_table(struct arena *arena, struct e820_table *table, size_t max)
{
	table->cnt = 0;
	table->max = max;
	table->entries = cut(arena, max, sizeof(*table->entries));
}

static void cut_all(struct arena *arena, struct workspace *work,
		    const struct extents *extents)
{
	struct conversion *conversion = work->conversion;
	struct memblock *mb = &conversion->mb;
	size_t n = extents->descriptors;

	conversion->classifications =
		cut(arena, n, sizeof(*conversion->classifications));
	conversion->order = cut(arena, n, sizeof(*conversion->order));
	conversion->reservations =
		cut_reservations(arena, extents->reservations);
	if (conversion->reservations)
		work->reservations = conversion->reservations + extents->others;
	conversion->page_owners = cut_reservations(arena, extents->page_owners);
	cut_table(arena, &conversion->firmware_e820, 2 * n);
	cut_table(arena, &conversion->e820, 2 * extents->bag);
	memblock_init(mb, NULL, 0);
	cut_set(arena, &mb->memory, extents->memory);
	cut_set(arena, &mb->reserved, extents->reserved);
	cut_set(arena, &mb->physmap, extents->physmap);
	conversion->excluded = cut(arena, 2 * n, sizeof(*conversion->excluded));
	/* The set before and after. Each region has two ends, and at each a
	 * piece may begin and one end. */
	work->rounded = cut_ranges(arena, 2 * extents->rounded);
	conversion->rounding.pieces = cut(arena, 4 * extents->rounded,
					  sizeof(*conversion->rounding.pieces));
	work->numa.nodes =
		cut(arena, extents->nodes, sizeof(*work->numa.nodes));
	work->numa.blocks =
		cut(arena, extents->blocks, sizeof(*work->numa.blocks));
	work->numa.joined =
		cut(arena, extents->blocks, sizeof(*work->numa.joined));
	work->numa.scratch = cut_ranges(arena, 2 * extents->blocks);
	work->ranges = cut_ranges(arena, 2 * n);
	work->scratch =
		cut_ranges(arena, 3 * (extents->bag + extents->reservations));
}

/* More than this and the products above could wrap. */
#define DESCRIPTORS_MAX (SIZE_MAX / 4096)
#define EDITS_MAX       100000

size_t convert_lay_out(struct workspace *work, size_t n, void *space,
		       size_t len)
{
	const struct conversion *conversion = work->conversion;
	const struct capture *capture = conversion->capture;
	struct edits edits = count_edits(conversion->settings);
	struct arena arena = { .space = space, .len = len };
	struct extents extents;

	work->e820_edited = edits.adds + edits.cuts > 0;
	if (n > DESCRIPTORS_MAX ||
	    capture->loader_range_cnt > LOADER_RANGES_MAX ||
	    capture->acpi.srat.len > ACPI_TABLE_MAX ||
	    edits.adds + edits.cuts > EDITS_MAX)
		return 0;
	measure(&extents, n, &edits, conversion);
	cut_all(&arena, work, &extents);
	return arena.used;
}

size_t convert_space_for(const struct capture *capture,
			 const struct convert_settings *settings,
			 size_t descriptors)
{
	struct conversion conversion = { .capture = capture,
					 .settings = settings };
	struct workspace work = { .conversion = &conversion };

	return convert_lay_out(&work, descriptors, NULL, 0);
}

size_t convert_space(const struct capture *capture,
		     const struct convert_settings *settings)
{
	if (efimap_check(&capture->map) != EFIMAP_GOOD)
		return 16;
	return convert_space_for(capture, settings,
				 efimap_count(&capture->map));
}
