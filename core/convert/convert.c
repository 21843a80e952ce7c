/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The conversion as a whole: room for its arrays, and the order of its steps.
 */
#include "core/convert/convert.h"

#include "core/convert/internal.h"
#include "core/base/cstring.h"

/* Edits of the E820 table: those of the user, and two of Linux's own. */
static size_t count_edits(const struct options *options)
{
	const char *word = NULL;
	size_t source = 0, edits = 2;

	while ((word = options_next_word(options, &source, word))) {
		if (word_value(word, "mem") || word_value(word, "memmap"))
			edits++;
		if (word_value(word, "memmap")) {
			for (const char *at = word; *at != '\0'; at++)
				edits += *at == ',';
		}
	}
	return edits;
}

/* How many elements each array has. */
struct extents {
	size_t descriptors;
	size_t entries; /* of E820, after all edits */
	size_t room;
	size_t claims, owned;
	size_t memory, reserved, physmap;
	size_t nodes, blocks;
};

/*
 * Sorted and disjoint, s spans are at most 2s. An edit has two ends, and each
 * splits what covers it: one entry of the firmware's, and one for each edit
 * before. A table needs twice what it holds to be flattened. Sets are filled
 * in ascending order, so that each range takes one region at most.
 */
static void measure(struct extents *ret, size_t n,
		    const struct workspace *work)
{
	const struct conversion *conversion = work->conversion;
	const struct options *options = conversion->options;
	struct acpi_tables tables = convert_tables(conversion);
	size_t held = conversion->capture->held_cnt;
	size_t edits = count_edits(options), more = numa_regions_more(&tables);

	ret->descriptors = n;
	ret->entries = (work->again ? 6 * n : 2 * n) + edits * (2 * edits + 3);
	ret->room = 2 * ret->entries + held;
	ret->claims = n + ret->entries + held + 3;
	ret->owned = 2 * ret->claims;
	ret->memory = ret->entries + (options->mirror ? 2 * n : 0) + 4 +
		      more;
	ret->reserved = ret->owned + 4 + more;
	ret->physmap = n + ret->entries + 4;
	ret->nodes = more ? numa_nodes_max(&tables) : 0;
	ret->blocks = more ? numa_blocks_max(&tables) : 0;
}

/* Cuts arrays from a space, or with a NULL space just measures them. */
struct arena {
	uint8_t *next;
	size_t used;
};

static void *cut(struct arena *arena, size_t count, size_t size)
{
	void *array = arena->next;

	size = (count * size + 15) & ~(size_t)15;
	arena->used += size;
	if (arena->next)
		arena->next += size;
	return array;
}

static void cut_set(struct arena *arena, struct memblock_type *type,
		    const char *name, size_t max)
{
	memblock_type_init(type, name,
			   cut(arena, max, sizeof(*type->regions)), max);
}

static void cut_table(struct arena *arena, struct e820_table *table,
		      size_t max)
{
	table->cnt = 0;
	table->max = max;
	table->entries = cut(arena, max, sizeof(*table->entries));
}

static void cut_all(struct arena *arena, struct workspace *work,
		    struct conversion *conversion,
		    const struct extents *extents)
{
	struct memblock *mb = &conversion->mb;

	conversion->verdicts = cut(arena, extents->descriptors,
				   sizeof(*conversion->verdicts));
	conversion->claims = cut(arena, extents->claims,
				 sizeof(*conversion->claims));
	conversion->owned = cut(arena, extents->owned,
				sizeof(*conversion->owned));
	cut_table(arena, &conversion->firmware_e820, extents->room);
	cut_table(arena, &conversion->e820, extents->room);
	memblock_init(mb, NULL, 0);
	cut_set(arena, &mb->memory, "memory", extents->memory);
	cut_set(arena, &mb->reserved, "reserved", extents->reserved);
	cut_set(arena, &mb->physmap, "physmap", extents->physmap);
	conversion->map = cut(arena, extents->descriptors,
			      sizeof(*conversion->map));
	conversion->kept = cut(arena, 2 * extents->descriptors,
			       sizeof(*conversion->kept));
	work->numa.nodes = cut(arena, extents->nodes,
			       sizeof(*work->numa.nodes));
	work->numa.blocks = cut(arena, extents->blocks, sizeof(struct span));
	work->numa.scratch = cut(arena, extents->blocks, sizeof(struct span));
	work->physmap.spans = cut(arena, extents->room, sizeof(struct span));
	work->kinds.spans = cut(arena, extents->room, sizeof(struct span));
	work->scratch = cut(arena, extents->room, sizeof(struct span));
}

/* More than this and the products above could wrap. */
#define DESCRIPTORS_MAX (SIZE_MAX / 4096)
#define EDITS_MAX       100000

/* What all arrays take for n descriptors, 0 for too much; where that fits
 * into len, they are cut from space. */
static size_t lay_out(struct workspace *work, struct conversion *conversion,
		      size_t n, void *space, size_t len)
{
	const struct capture *capture = conversion->capture;
	struct arena measured = { 0 }, arena = { .next = space };
	struct extents extents;

	if (n > DESCRIPTORS_MAX || capture->held_cnt > HELD_MAX ||
	    capture->acpi.srat.len > ACPI_TABLE_MAX ||
	    count_edits(conversion->options) > EDITS_MAX)
		return 0;
	work->conversion = conversion;
	measure(&extents, n, work);
	cut_all(&measured, work, conversion, &extents);
	if (measured.used <= len)
		cut_all(&arena, work, conversion, &extents);
	return measured.used;
}

size_t convert_space(const struct capture *capture,
		     const struct options *options)
{
	struct conversion conversion = { .capture = capture,
					 .options = options };
	struct workspace work = { 0 };

	if (efimap_check(&capture->map) != EFIMAP_GOOD)
		return 16;
	work.again = convert_adds_efi_memmap(capture, options);
	return lay_out(&work, &conversion, efimap_count(&capture->map), NULL,
		       0);
}

size_t convert_space_for(const struct capture *capture,
			 const struct options *options, size_t descriptors)
{
	struct conversion conversion = { .capture = capture,
					 .options = options };
	struct workspace work = { .again = true };

	return lay_out(&work, &conversion, descriptors, NULL, 0);
}

/* A page is there when all of it is: shrink inwards, as memory does. */
static int add_physmap(struct memblock *mb, const struct span *span)
{
	phys_addr_t base = align_up(span->base, PAGE_SIZE_4K);
	phys_addr_t end = align_down(span_end(span), PAGE_SIZE_4K);

	return base < end ? memblock_physmap_add(mb, base, end - base)
			  : CORE_OK;
}

static int fill_physmap(struct workspace *work)
{
	const struct span_list *list = &work->physmap;
	int status = CORE_OK;

	for (size_t i = 0; i < list->cnt && status == CORE_OK; i++)
		status = add_physmap(&work->conversion->mb, &list->spans[i]);
	return status;
}

int convert_believe(struct memblock *mb)
{
	struct memblock_range range = MEMBLOCK_RANGE_START;
	int status = CORE_OK;

	while (status == CORE_OK &&
	       memblock_next_range(&mb->memory, &mb->physmap, NULL, &range))
		status = memblock_physmap_add(mb, range.base,
					      range.end - range.base);
	return status;
}

/* A page is mirrored when all of it is. */
static int mark_mirror(struct memblock *mb, const struct span *span)
{
	phys_addr_t base = align_up(span->base, PAGE_SIZE_4K);
	phys_addr_t end = align_down(span_end(span), PAGE_SIZE_4K);

	return base < end ? memblock_mark_mirror(mb, base, end - base)
			  : CORE_OK;
}

/* efi_find_mirror(), which Linux heeds with kernelcore=mirror alone. */
static int mark_mirrors(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	int status = CORE_OK;

	if (!conversion->options->mirror)
		return CORE_OK;
	for (size_t i = 0; i < conversion->map_cnt && status == CORE_OK; i++) {
		const struct span *span = &conversion->map[i];
		struct efi_memory_desc desc;

		efimap_get(&conversion->capture->map, span->index, &desc);
		if (desc.attribute & EFI_ATTR_MORE_RELIABLE)
			status = mark_mirror(&conversion->mb, span);
	}
	return status;
}

static int run(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	int status;

	convert_map(work);
	convert_layers(work);
	status = fill_physmap(work);
	if (status == CORE_OK)
		status = conversion->options->profile == PROFILE_LINUX_X86
				 ? convert_x86(work) : convert_arm64(work);
	if (status == CORE_OK)
		status = convert_claims(work);
	if (status == CORE_OK)
		status = convert_cap(conversion);
	if (status == CORE_OK)
		status = mark_mirrors(work);
	return status ? status : convert_nodes(work);
}

int convert(struct conversion *ret, const struct capture *capture,
	    const struct options *options, void *space, size_t len)
{
	struct conversion conversion = { .capture = capture,
					 .options = options };
	struct workspace work = { 0 };
	size_t need;
	int status;

	if (efimap_check(&capture->map) != EFIMAP_GOOD)
		return CORE_EFORMAT;
	work.again = convert_adds_efi_memmap(capture, options);
	conversion.second_pass = work.again;
	need = lay_out(&work, &conversion, efimap_count(&capture->map), space,
		       len);
	if (need == 0 || len < need)
		return CORE_ENOSPC;
	status = run(&work);
	if (status == CORE_OK)
		*ret = conversion;
	return status;
}
