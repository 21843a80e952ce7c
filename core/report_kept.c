/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The holes explained: what is in physmap, but not in memory, by the type of
 * descriptor that keeps it there.
 */
#include "core/report_parts.h"

/* A row that may grow as long as the next piece touches and says the same. */
struct row {
	phys_addr_t base, end;
	const char *why;
};

static void flush_row(const struct sink *out, struct row *row)
{
	if (row->base < row->end) {
		print_row(out, row->base, row->end - row->base);
		print(out, "  %s\n", row->why);
	}
	row->base = row->end = 0;
}

static void add_piece(const struct sink *out, struct row *row,
		      phys_addr_t base, phys_addr_t end, const char *why)
{
	base = phys_max(base, row->end); /* overlaps are shown once */
	if (base >= end)
		return;
	if (row->end != base || row->why != why) {
		flush_row(out, row);
		*row = (struct row){ .base = base, .why = why };
	}
	row->end = end;
}

/* Why this descriptor's range is kept from the kernel. */
static const char *why_kept(const struct conversion *conversion, size_t index,
			    phys_addr_t base)
{
	const struct verdict *verdict = &conversion->verdicts[index];
	struct efi_memory_desc desc;

	if (verdict->row->fate == FATE_SOFT_RESERVED)
		return owner_name(OWNER_SOFT_RESERVED);
	if (verdict->row->fate == FATE_KEPT) {
		efimap_get(&conversion->capture->map, index, &desc);
		return efi_type_name(desc.type);
	}
	/* Memory by its type: Linux's rules or the user took it away. */
	if (base < 0x100000 &&
	    conversion->options->profile == PROFILE_LINUX_X86)
		return "page 0 and BIOS area";
	if (conversion->second_pass && (verdict->doubts & DOUBT_NOT_WB))
		return "not write-back";
	return "cut by mem= or memmap=";
}

/* The descriptors of one hole; *first moves on to those behind it. */
static void print_hole(const struct sink *out,
		       const struct conversion *conversion,
		       const struct memblock_range *hole, size_t *first,
		       struct row *row)
{
	const struct span *map = conversion->map;

	while (*first < conversion->map_cnt &&
	       span_end(&map[*first]) <= hole->base)
		(*first)++;
	for (size_t i = *first; i < conversion->map_cnt; i++) {
		phys_addr_t base = phys_max(map[i].base, hole->base);

		if (map[i].base >= hole->end)
			break;
		if (conversion->verdicts[map[i].index].row->fate ==
		    FATE_IGNORED)
			continue;
		add_piece(out, row, base,
			  phys_min(span_end(&map[i]), hole->end),
			  why_kept(conversion, map[i].index, base));
	}
}

void print_kept(const struct sink *out, const struct conversion *conversion)
{
	const struct memblock *mb = &conversion->mb;
	struct memblock_range hole;
	struct row row = { 0 };
	size_t first = 0;

	if (mb->physmap.total_size == mb->memory.total_size)
		return;
	print_str(out, "\nkept: what is there, but not in memory\n");
	for_each_physmem_range(mb, &mb->memory, &hole)
		print_hole(out, conversion, &hole, &first, &row);
	flush_row(out, &row);
}
