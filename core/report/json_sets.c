/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The results of a conversion: the sets, the reservations and what they were
 * made from.
 */
#include "core/report/json.h"

void json_set(const struct sink *out, const struct memblock_type *type)
{
	print(out, "  \"%s\": [", type->name);
	for (size_t i = 0; i < type->cnt; i++) {
		const struct memblock_region *r = &type->regions[i];

		json_element(out, i);
		json_range(out, r->base, r->size);
		print(out, ", \"flags\": %u, \"node\": ", r->flags);
		if (r->nid == NUMA_NO_NODE)
			print_str(out, "null}");
		else
			print(out, "%d}", r->nid);
	}
	json_list_end(out, type->cnt, "");
}

static void print_reservation_name(const struct sink *out, const char *name)
{
	if (name[0] == '\0')
		return;
	print_str(out, ", \"name\": ");
	json_quoted(out, name);
}

void json_reservations(const struct sink *out,
		       const struct conversion *conversion)
{
	print_str(out, "  \"reservations\": [");
	for (size_t i = 0; i < conversion->reservation_cnt; i++) {
		const struct reservation *reservation =
			&conversion->reservations[i];

		json_element(out, i);
		json_range(out, reservation->range.base,
			   reservation->range.size);
		print(out, ", \"owner\": \"%s\"",
		      owner_name(reservation->owner));
		print_reservation_name(
			out, reservation_name(conversion, reservation));
		print(out, ", \"lifetime\": \"%s\"}",
		      owner_lifetime_text(reservation->owner));
	}
	json_list_end(out, conversion->reservation_cnt, "");
}

void json_e820(const struct sink *out, const char *name,
	       const struct e820_table *table)
{
	print(out, "  \"%s\": [", name);
	for (size_t i = 0; i < table->cnt; i++) {
		json_element(out, i);
		json_range(out, table->entries[i].range.base,
			   table->entries[i].range.size);
		print(out, ", \"type\": %u}", table->entries[i].type);
	}
	json_list_end(out, table->cnt, "");
}

void json_totals(const struct sink *out, const struct conversion *conversion)
{
	const struct memblock *mb = &conversion->mb;
	struct free_total total = count_free(mb);

	print(out,
	      "  \"totals\": {\"memory\": \"0x%jx\", \"reserved\": \"0x%jx\","
	      " \"physmap\": \"0x%jx\", \"uncapped\": \"0x%jx\","
	      " \"free\": \"0x%jx\", \"anomalous\": %zu, \"descents\": %zu}\n",
	      (uintmax_t)mb->memory.total_size,
	      (uintmax_t)mb->reserved.total_size,
	      (uintmax_t)mb->physmap.total_size,
	      (uintmax_t)conversion->uncapped, (uintmax_t)total.size,
	      conversion->anomalous, conversion->descents);
}

static const char *const round_names[] = {
	[ROUNDING_LOST] = "lost",
	[ROUNDING_NOMAP] = "nomap",
	[ROUNDING_GROWN] = "grown",
};

void json_rounding(const struct sink *out, const struct conversion *conversion)
{
	const struct rounding *rounding = &conversion->rounding;

	print(out,
	      "  \"rounding\": {\"memory_lost\": \"0x%jx\","
	      " \"nomap_gained\": \"0x%jx\", \"linux_adds\": \"0x%jx\","
	      " \"ranges\": [",
	      (uintmax_t)rounding->lost, (uintmax_t)rounding->nomap,
	      (uintmax_t)rounding->linux_adds);
	for (size_t i = 0; i < rounding->cnt; i++) {
		const struct rounding_piece *piece = &rounding->pieces[i];

		json_element(out, i);
		json_range(out, piece->range.base, piece->range.size);
		print(out, ", \"what\": \"%s\"}", round_names[piece->change]);
	}
	json_list_end(out, rounding->cnt, "}");
}
