/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * "facts": what is known of the machine besides its map.
 */
#include "core/report/json.h"

static void print_text(const struct sink *out, const char *name,
		       const char *text)
{
	print(out, "\"%s\": ", name);
	json_quoted(out, text);
	print_str(out, ", ");
}

static void print_smbios(const struct sink *out, const struct smbios *smbios)
{
	print_str(out, "\"smbios\": {");
	print_text(out, "maker", smbios->maker);
	print_text(out, "product", smbios->product);
	print_text(out, "bios_version", smbios->bios_version);
	print(out,
	      "\"installed\": \"0x%jx\", \"mapped\": \"0x%jx\", \"capacity\": "
	      "\"0x%jx\", \"slots\": %u, \"modules\": %u},\n    ",
	      (uintmax_t)smbios->installed, (uintmax_t)smbios->mapped,
	      (uintmax_t)smbios->capacity, smbios->slots, smbios->modules);
}

/* Begins the list called name, or the next element of it. */
static void begin(const struct sink *out, const char *name, size_t index)
{
	if (index == 0)
		print(out, "\"%s\": [", name);
	print_str(out, index > 0 ? ",\n      " : "\n      ");
}

static void end(const struct sink *out, size_t cnt)
{
	if (cnt > 0)
		print_str(out, "],\n    ");
}

static void print_lists(const struct sink *out, const struct facts *facts)
{
	for (size_t i = 0; i < facts->mtrr_cnt; i++) {
		begin(out, "mtrrs", i);
		json_range(out, facts->mtrrs[i].range.base,
			   facts->mtrrs[i].range.size);
		print(out, ", \"type\": %u}", facts->mtrrs[i].type);
	}
	end(out, facts->mtrr_cnt);
	for (size_t i = 0; i < facts->window_cnt; i++) {
		begin(out, "windows", i);
		json_range(out, facts->windows[i].base, facts->windows[i].size);
		print_str(out, "}");
	}
	end(out, facts->window_cnt);
	for (size_t i = 0; i < facts->bin_cnt; i++) {
		begin(out, "bins", i);
		print(out, "{\"type\": %u, \"pages\": %ju}",
		      facts->bins[i].type, (uintmax_t)facts->bins[i].pages);
	}
	end(out, facts->bin_cnt);
	for (size_t i = 0; i < facts->resource_cnt; i++) {
		const struct fact_resource *one = &facts->resources[i];

		begin(out, "resources", i);
		print_str(out, "{\"class\": ");
		json_quoted(out, one->class);
		for (size_t j = 0; j < 6; j++)
			print(out, ", \"%s\": %u", fact_resource_name(j),
			      one->numbers[j]);
		print_str(out, "}");
	}
	end(out, facts->resource_cnt);
	for (size_t i = 0; i < facts->place_cnt; i++) {
		const struct fact_place *place = &facts->places[i];

		begin(out, "places", i);
		json_range(out, place->range.base, place->range.size);
		print(out, ", \"what\": \"%s\", \"name\": ",
		      facts_place_name(place->what));
		json_quoted(out, place->name);
		print_str(out, "}");
	}
	end(out, facts->place_cnt);
}

static void print_bool(const struct sink *out, const char *name, bool value)
{
	print(out, ", \"%s\": %s", name, value ? "true" : "false");
}

static void print_protection(const struct sink *out,
			     const struct fact_protection *found)
{
	if (!found->known)
		return;
	print(out,
	      "\"protection\": {\"writable_code\": \"0x%jx\","
	      " \"free_mapped\": \"0x%jx\", \"device_code\": \"0x%jx\","
	      " \"image_rights\": \"0x%jx\"",
	      (uintmax_t)found->writable_code, (uintmax_t)found->free_mapped,
	      (uintmax_t)found->device_code, (uintmax_t)found->image_rights);
	print_bool(out, "page_0", found->page_0);
	print_bool(out, "stack_executable", found->stack_executable);
	print_bool(out, "stack_open", found->stack_open);
	print_bool(out, "no_protocol", found->no_protocol);
	print_str(out, "},\n    ");
}

/* Without what follows it; of a malformed one the header. */
static struct acpi_bytes whole_table(const struct acpi_bytes *memattr)
{
	uint64_t size = 0;

	if (memattr->len < EFITABLE_HEADER_SIZE)
		return *memattr;
	size = efitable_size(EFITABLE_MEMATTR, memattr->bytes, memattr->len);
	return (struct acpi_bytes){ memattr->bytes,
				    size ? (size_t)size
					 : EFITABLE_HEADER_SIZE };
}

void json_facts(const struct sink *out, const struct capture *capture)
{
	const struct facts *facts = capture->facts;
	struct acpi_bytes memattr;

	if (!facts_of_machine(facts))
		return;
	memattr = whole_table(&facts->memattr);
	json_hex(out, "memattr", &memattr);
	print_str(out, "  \"facts\": {");
	if (facts->smbios)
		print_smbios(out, facts->smbios);
	print_lists(out, facts);
	print_protection(out, &facts->protection);
	print(out,
	      "\"mtrr_default\": %u, \"probe\": %u, \"address_bits\": %u},\n",
	      facts->mtrr_default, facts->probe, facts->address_bits);
}
