/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The holes explained: what is in physmap, but not in memory, by the type of
 * descriptor that keeps it there.
 */
#include "core/report/parts.h"

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

static void add_piece(const struct sink *out, struct row *row, phys_addr_t base,
		      phys_addr_t end, const char *why)
{
	if (row->end != base || row->why != why) {
		flush_row(out, row);
		*row = (struct row){ .base = base, .why = why };
	}
	row->end = end;
}

/* Where reasons may change within what one descriptor says: Linux on x86 takes
 * no memory from page 0 and from the BIOS area (setup.c trim_bios_range). */
static const phys_addr_t edges[] = { PAGE_SIZE_4K, 0xa0000, 0x100000 };

static bool is_trimmed(phys_addr_t base)
{
	return base < edges[0] || (base >= edges[1] && base < edges[2]);
}

/* end, or the first edge before it. */
static phys_addr_t up_to_edge(phys_addr_t base, phys_addr_t end)
{
	for (size_t i = 0; i < sizeof(edges) / sizeof(*edges); i++) {
		if (base < edges[i] && edges[i] < end)
			return edges[i];
	}
	return end;
}

/* The same where rounding to larger pages lost memory. */
static phys_addr_t up_to_piece(const struct conversion *conversion,
			       phys_addr_t base, phys_addr_t end)
{
	const struct span *piece = rounding_from(&conversion->rounding, base);

	if (piece == NULL)
		return end;
	return phys_min(end,
			piece->base > base ? piece->base : span_end(piece));
}

/* Any other piece is NOMAP, which is memory and stays so below every cap. */
static bool is_lost(const struct conversion *conversion, phys_addr_t base)
{
	const struct span *piece = rounding_from(&conversion->rounding, base);

	return piece && piece->base <= base;
}

/* Why what lies at base is kept from the kernel. */
static const char *why_excluded(const struct conversion *conversion,
				uint32_t kept, phys_addr_t base)
{
	if (kept == EXCLUDED_SOFT)
		return owner_name(OWNER_SOFT_RESERVED);
	if (kept >= EXCLUDED_TYPE)
		return efi_group_name(kept - EXCLUDED_TYPE);
	/* Memory by its type: Linux's rules or the user took it away. */
	if (is_trimmed(base) &&
	    conversion->settings->profile == PROFILE_LINUX_X86)
		return "page 0 and BIOS area";
	if (kept == EXCLUDED_NOT_WB && conversion->second_pass)
		return "not write-back";
	if (is_lost(conversion, base))
		return "page partly memory";
	return "cut by mem= or memmap=";
}

/* What only memmap= says is there; or, where descriptors end within a page,
 * what rounding to pages says. Then it was memory until a cap. */
static void add_unsaid(const struct sink *out, struct row *row,
		       phys_addr_t base, phys_addr_t end)
{
	if (base < end)
		add_piece(out, row, base, end, "cut by mem= or memmap=");
}

static void add_excluded(const struct sink *out,
			 const struct conversion *conversion, struct row *row,
			 const struct memblock_range *range, uint32_t kept)
{
	phys_addr_t at = range->base, end;

	for (; at < range->end; at = end) {
		end = up_to_piece(conversion, at, up_to_edge(at, range->end));
		add_piece(out, row, at, end,
			  why_excluded(conversion, kept, at));
	}
}

/* What firmware says, and the first that is not yet passed. */
struct said {
	const struct span *excluded;
	size_t cnt;
	size_t next;
};

/* What firmware says of one hole; said moves on to what is behind it. */
static void print_hole(const struct sink *out,
		       const struct conversion *conversion,
		       const struct memblock_range *hole, struct said *said,
		       struct row *row)
{
	const struct span *kept = said->excluded;
	size_t cnt = said->cnt;
	phys_addr_t at = hole->base;

	while (said->next < cnt && span_end(&kept[said->next]) <= at)
		said->next++;
	for (size_t i = said->next; i < cnt && kept[i].base < hole->end; i++) {
		struct memblock_range range = {
			.base = phys_max(kept[i].base, at),
			.end = phys_min(span_end(&kept[i]), hole->end),
		};

		add_unsaid(out, row, at, range.base);
		add_excluded(out, conversion, row, &range, kept[i].type);
		at = range.end;
		said->next = i;
	}
	add_unsaid(out, row, at, hole->end);
}

void print_excluded(const struct sink *out, const struct conversion *conversion)
{
	const struct memblock *mb = &conversion->mb;
	struct memblock_range hole;
	struct row row = { 0 };
	struct said said = { 0 };

	if (mb->physmap.total_size == mb->memory.total_size)
		return;
	said.excluded = convert_excluded(conversion, &said.cnt);
	print_str(out, "\nexcluded: RAM that is not in memory\n");
	for_each_physmem_range(mb, &mb->memory, &hole)
		print_hole(out, conversion, &hole, &said, &row);
	flush_row(out, &row);
}
