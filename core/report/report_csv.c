/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * format=csv: one table for spreadsheets and scripts, whose first column names
 * the list that a row belongs to (docs/json.md).
 */
#include "core/report/parts.h"

static void print_quoted(const struct sink *out, const char *text)
{
	for (; *text != '\0'; text++)
		print(out, *text == '"' ? "\"%c" : "%c", *text);
}

/* RFC 4180: a field with a comma, a quote or a line end is quoted. */
static void print_field(const struct sink *out, const char *text)
{
	bool quote = false;

	for (const char *at = text; *at != '\0'; at++)
		quote = quote || *at == ',' || *at == '"' || *at == '\n' ||
			*at == '\r';
	if (!quote) {
		print_str(out, text);
		return;
	}
	print_str(out, "\"");
	print_quoted(out, text);
	print_str(out, "\"");
}

static void print_fact(const struct sink *out, const char *name,
		       const char *value)
{
	print(out, "fact,,,,,,%s,,", name);
	print_field(out, value);
	print_str(out, "\n");
}

static void print_number(const struct sink *out, const char *name,
			 uint64_t value)
{
	print(out, "fact,,,,,,%s,,0x%jx\n", name, (uintmax_t)value);
}

static void print_range_fact(const struct sink *out, const char *name,
			     const struct capture_range *range)
{
	print(out, "fact,,,,,,%s,,0x%jx+0x%jx\n", name, (uintmax_t)range->base,
	      (uintmax_t)range->size);
}

static void print_facts(const struct sink *out, const struct capture *capture)
{
	print_number(out, "format_version", REPORT_VERSION);
	print_fact(out, "vendor", capture->vendor);
	print_number(out, "firmware_revision", capture->firmware_revision);
	print_number(out, "uefi_revision", capture->uefi_revision);
	print_fact(out, "arch", capture->arch);
	print_fact(out, "origin", capture->origin);
	print_fact(out, "profile", profile_name(capture->profile));
	print_number(out, "desc_size", capture->map.desc_size);
	print_number(out, "desc_version", capture->map.desc_version);
	print_range_fact(out, "image", &capture->image);
	print_range_fact(out, "map_buffer", &capture->map_buffer);
	for (int i = 0; i < EFITABLE_COUNT; i++)
		if (capture->tables[i].size > 0)
			print_range_fact(out, efitable_name((enum efitable)i),
					 &capture->tables[i]);
}

/* A size in bytes may take 76 bits: it is printed as the number of pages
 * followed by three zeros, which is the same number. An empty range has no last
 * byte. */
static void print_desc(const struct sink *out,
		       const struct conversion *conversion, size_t index)
{
	const struct classification *classification =
		&conversion->classifications[index];
	struct efi_memory_desc desc;

	efimap_get(&conversion->capture->map, index, &desc);
	print(out, "efi,%zu,0x%jx,", index, (uintmax_t)desc.phys_addr);
	if (desc.num_pages > 0)
		print(out, "0x%jx,0x%jx000",
		      (uintmax_t)(desc.phys_addr +
				  (desc.num_pages << PAGE_SHIFT_4K) - 1),
		      (uintmax_t)desc.num_pages);
	else
		print_str(out, ",0x0");
	print(out, ",%u,%s,0x%jx,%s", desc.type, efi_type_name(desc.type),
	      (uintmax_t)desc.attribute,
	      classification_word(conversion, index));
	for_each_anomaly(classification->anomalies, bit)
		print(out, " %s", anomaly_name((enum anomaly)bit));
	print_str(out, "\n");
}

static void print_range(const struct sink *out, const char *list, size_t index,
			phys_addr_t base, phys_addr_t size)
{
	print(out, "%s,%zu,0x%jx,0x%jx,0x%jx,", list, index,
	      RANGE_ARGS(base, size), (uintmax_t)size);
}

static void print_set(const struct sink *out, const struct memblock_type *type)
{
	for (size_t i = 0; i < type->cnt; i++) {
		const struct memblock_region *r = &type->regions[i];

		print_range(out, type->name, i, r->base, r->size);
		print(out, ",,%#x,", r->flags);
		if (r->nid != NUMA_NO_NODE)
			print(out, "node %d", r->nid);
		print_str(out, "\n");
	}
}

/* "boot services", or with a name, which may hold anything, in quotes. */
static void print_owner(const struct sink *out,
			const struct conversion *conversion,
			const struct reservation *reservation)
{
	const char *name = reservation_name(conversion, reservation);

	if (name[0] == '\0') {
		print_str(out, owner_name(reservation->owner));
		return;
	}
	print(out, "\"%s ", owner_name(reservation->owner));
	print_quoted(out, name);
	print_str(out, "\"");
}

static void print_reservations(const struct sink *out,
			       const struct conversion *conversion)
{
	for (size_t i = 0; i < conversion->reservation_cnt; i++) {
		const struct reservation *reservation =
			&conversion->reservations[i];

		print_range(out, "reservation", i, reservation->range.base,
			    reservation->range.size);
		print_str(out, ",");
		print_owner(out, conversion, reservation);
		print(out, ",,%s\n", owner_lifetime_text(reservation->owner));
	}
}

static void print_e820(const struct sink *out, const char *list,
		       const struct e820_table *table)
{
	for (size_t i = 0; i < table->cnt; i++) {
		const struct e820_entry *entry = &table->entries[i];
		const char *name = e820_type_name(entry->type);

		print_range(out, list, i, entry->range.base, entry->range.size);
		print(out, "%u,%s,,\n", entry->type, name ? name : "");
	}
}

void report_csv(const struct sink *out, const struct conversion *conversion)
{
	const struct memblock *mb = &conversion->mb;
	size_t count = efimap_count(&conversion->capture->map);

	print_str(out, "list,index,base,last,size,type,name,attribute,detail"
		       "\n");
	print_facts(out, conversion->capture);
	for (size_t i = 0; i < count; i++)
		print_desc(out, conversion, i);
	print_set(out, &mb->memory);
	print_set(out, &mb->reserved);
	print_reservations(out, conversion);
	print_set(out, &mb->physmap);
	print_e820(out, "e820", &conversion->firmware_e820);
}
