/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The three sets, and who uses what of the reserved one.
 */
#include "core/report/text_sections.h"

static void print_title(const struct sink *out, const char *name,
			const char *meaning, size_t cnt, const char *unit,
			uint64_t bytes)
{
	char room[HUMAN_SIZE];

	print(out, "\n%s: %s\n  %zu %s%s, %s", name, meaning, cnt, unit,
	      cnt == 1 ? "" : "s", human_size(room, bytes));
}

static void print_set(const struct sink *out, const struct memblock_type *type,
		      const char *meaning)
{
	const struct memblock_region *r;

	print_title(out, type->name, meaning, type->cnt, "region",
		    type->total_size);
	print_str(out, "\n");
	for_each_memblock_type_region(type, r) {
		print_row(out, r->base, r->size);
		if (r->nid != NUMA_NO_NODE)
			print(out, "  node %d", r->nid);
		print_region_flags(out, r->flags);
		print_str(out, "\n");
	}
}

static void print_owner_total(const struct sink *out,
			      const struct conversion *conversion,
			      enum owner owner)
{
	char room[HUMAN_SIZE];
	phys_addr_t size = 0;
	size_t cnt = 0;

	for (size_t i = 0; i < conversion->reservation_cnt; i++) {
		if (conversion->reservations[i].owner == owner) {
			size += conversion->reservations[i].range.size;
			cnt++;
		}
	}
	if (cnt > 0)
		print(out, "  %-19s %4zu range%s %10s  %s\n", owner_name(owner),
		      cnt, cnt == 1 ? " " : "s", human_size(room, size),
		      owner_lifetime_text(owner));
}

void text_reserved(const struct sink *out, const struct conversion *conversion)
{
	const struct memblock_type *reserved = &conversion->mb.reserved;

	print_title(out, "reserved", "ranges in use, by owner", reserved->cnt,
		    "region", reserved->total_size);
	/* Regions join what owners have. */
	if (conversion->reservation_cnt != reserved->cnt)
		print(out, " in %zu rows: owners touch or overlap",
		      conversion->reservation_cnt);
	print_str(out, "\n");
	for (size_t i = 0; i < conversion->reservation_cnt; i++) {
		const struct reservation *reservation =
			&conversion->reservations[i];

		print_row(out, reservation->range.base,
			  reservation->range.size);
		print_str(out, "  ");
		print_reservation(out, conversion, reservation);
		print_str(out, "\n");
	}
	if (conversion->reservation_cnt == 0)
		return;
	print_str(out, "\nreserved: totals by owner, with lifetime\n");
	for (int owner = 0; owner < OWNER_COUNT; owner++)
		print_owner_total(out, conversion, (enum owner)owner);
}

void text_memory(const struct sink *out, const struct memblock *mb)
{
	print_set(out, &mb->memory, "RAM that the kernel may manage");
}

void text_physmap(const struct sink *out, const struct memblock *mb)
{
	print_set(out, &mb->physmap, "all RAM present");
}
