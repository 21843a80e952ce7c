/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The ranges that are in physmap but not in memory, each with the reason: the
 * type of the descriptor, an option, or a rule of Linux.
 */
#include "core/report/text_sections.h"

/* A row that grows as long as the next piece touches it and has the same
 * reason. */
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

/* Addresses at which the reason may change within one descriptor: Linux on x86
 * uses neither page 0 nor the BIOS area (setup.c trim_bios_range()). */
static const phys_addr_t edges[] = { PAGE_SIZE_4K, 0xa0000, 0x100000 };

static bool is_trimmed(phys_addr_t base)
{
	return base < edges[0] || (base >= edges[1] && base < edges[2]);
}

/* end, or the first edge between base and end. */
static phys_addr_t up_to_edge(phys_addr_t base, phys_addr_t end)
{
	for (size_t i = 0; i < sizeof(edges) / sizeof(*edges); i++) {
		if (base < edges[i] && edges[i] < end)
			return edges[i];
	}
	return end;
}

/* end, or the first address between base and end where a range that rounding
 * changed begins or ends. */
static phys_addr_t up_to_piece(const struct conversion *conversion,
			       phys_addr_t base, phys_addr_t end)
{
	const struct rounding_piece *piece =
		rounding_from(&conversion->rounding, base);

	if (piece == NULL)
		return end;
	return phys_min(end, piece->range.base > base
				     ? piece->range.base
				     : range_end(piece->range));
}

/* Whether rounding to larger pages lost what lies at base. Pieces of other
 * kinds are NOMAP, which is memory and stays so with every mem=. */
static bool is_lost(const struct conversion *conversion, phys_addr_t base)
{
	const struct rounding_piece *piece =
		rounding_from(&conversion->rounding, base);

	return piece && piece->range.base <= base;
}

/* The reason why what lies at base is not in memory. excluded holds base, or is
 * NULL where no descriptor excludes it. */
static const char *why_excluded(const struct conversion *conversion,
				const struct excluded_range *excluded,
				phys_addr_t base)
{
	if (excluded && excluded->reason == EXCLUDED_SOFT_RESERVED)
		return owner_name(OWNER_SOFT_RESERVED);
	if (excluded && excluded->reason == EXCLUDED_TYPE)
		return efi_group_name(excluded->type_group);
	/* Memory by type: a rule of Linux or an option removed it. */
	if (is_trimmed(base) &&
	    conversion->settings->profile == PROFILE_LINUX_X86)
		return "page 0 and BIOS area";
	if (excluded && conversion->second_pass)
		return "not write-back";
	if (is_lost(conversion, base))
		return "page partly memory";
	return "cut by mem= or memmap=";
}

/* Adds the pieces of range, which excluded holds; NULL as above. */
static void add_range(const struct sink *out,
		      const struct conversion *conversion, struct row *row,
		      struct range range, const struct excluded_range *excluded)
{
	phys_addr_t at = range.base, end;

	for (; at < range_end(range); at = end) {
		end = up_to_piece(conversion, at,
				  up_to_edge(at, range_end(range)));
		add_piece(out, row, at, end,
			  why_excluded(conversion, excluded, at));
	}
}

/* A walk over the excluded ranges. */
struct said {
	const struct conversion *conversion;
	size_t at;                 /* of convert_next_excluded() */
	struct excluded_range now; /* the last one that it returned */
	bool any;                  /* false: there are no more */
};

static void advance(struct said *said)
{
	said->any =
		convert_next_excluded(said->conversion, &said->at, &said->now);
}

/* Prints the reasons for one hole of memory; holes ascend. */
static void print_hole(const struct sink *out, struct range hole,
		       struct said *said, struct row *row)
{
	const struct conversion *conversion = said->conversion;
	phys_addr_t at = hole.base;

	while (said->any && range_end(said->now.range) <= at)
		advance(said);
	while (said->any && said->now.range.base < range_end(hole)) {
		struct range range = range_intersect(said->now.range, hole);

		add_range(out, conversion, row, range_from_to(at, range.base),
			  NULL);
		add_range(out, conversion, row, range, &said->now);
		at = range_end(range);
		if (at < range_end(said->now.range))
			break; /* it goes on in the next hole */
		advance(said);
	}
	add_range(out, conversion, row, range_from_to(at, range_end(hole)),
		  NULL);
}

void text_excluded(const struct sink *out, const struct conversion *conversion)
{
	const struct memblock *mb = &conversion->mb;
	struct said said = { .conversion = conversion };
	struct memblock_range hole;
	struct row row = { 0 };

	if (mb->physmap.total_size == mb->memory.total_size)
		return;
	print_str(out, "\nexcluded: RAM that is not in memory\n");
	advance(&said);
	for_each_physmem_range(mb, &mb->memory, &hole)
		print_hole(out, range_from_to(hole.base, hole.end), &said,
			   &row);
	flush_row(out, &row);
}
