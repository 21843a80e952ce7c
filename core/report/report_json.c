/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * format=json: one object with everything (docs/json.md). 64-bit numbers are
 * strings in hexadecimal, because many readers store numbers as doubles.
 */
#include "core/base/version.h"
#include "core/report/json.h"

static void print_range(const struct sink *out, const char *name,
			const struct capture_range *range)
{
	print(out, "  \"%s\": ", name);
	json_range(out, range->base, range->size);
	print_str(out, "},\n");
}

/* Only tables that are present. */
static void print_efi_tables(const struct sink *out,
			     const struct capture_range *tables)
{
	for (int i = 0; i < EFITABLE_COUNT; i++)
		if (tables[i].size > 0)
			print_range(out, efitable_name((enum efitable)i),
				    &tables[i]);
}

static void print_machine(const struct sink *out, const struct capture *capture)
{
	print_str(out, "  \"firmware\": {\"vendor\": ");
	json_quoted(out, capture->vendor);
	print(out, ", \"revision\": \"0x%x\", \"uefi\": \"0x%x\"},\n",
	      capture->firmware_revision, capture->uefi_revision);
	print_str(out, "  \"machine\": {\"arch\": ");
	json_quoted(out, capture->arch);
	print(out, ", \"profile\": \"%s\"},\n", profile_name(capture->profile));
	print_range(out, "image", &capture->image);
	print_range(out, "map_buffer", &capture->map_buffer);
	print_efi_tables(out, capture->tables);
	json_acpi_tables(out, &capture->acpi);
	json_facts(out, capture);
}

static void print_bool(const struct sink *out, const char *name, bool value)
{
	print(out, ", \"%s\": %s", name, value ? "true" : "false");
}

static void print_options(const struct sink *out,
			  const struct convert_settings *settings,
			  const struct report_request *request)
{
	const char *comma = "";

	print(out, "  \"options\": {\"profile\": \"%s\", \"mem_kind\": \"%s\"",
	      profile_name(settings->profile),
	      settings->mem_kind == MEM_AMOUNT ? "amount" : "address");
	if (settings->mem != MEM_NONE)
		print(out, ", \"mem\": \"0x%jx\"", (uintmax_t)settings->mem);
	print(out, ", \"page_size\": %u", settings->page_size);
	print_bool(out, "soft_reserve", settings->soft_reserve);
	print_bool(out, "mirror", settings->mirror);
	print_bool(out, "add_efi_memmap", settings->add_efi_memmap);
	print_bool(out, "numa", settings->numa);
	print_str(out, ", \"edits\": [");
	for (size_t i = 0; i < request->edit_cnt; i++) {
		print_str(out, comma);
		json_quoted(out, request->edits[i].word);
		comma = ", ";
	}
	print_str(out, "]");
	if (request->arguments) {
		print_str(out, ", \"arguments\": ");
		json_quoted(out, request->arguments);
	}
	print_str(out, "},\n");
}

static void print_anomalies(const struct sink *out, unsigned int anomalies)
{
	const char *comma = "";

	for_each_anomaly(anomalies, bit) {
		print(out, "%s\"%s\"", comma, anomaly_name((enum anomaly)bit));
		comma = ", ";
	}
}

static void print_desc(const struct sink *out,
		       const struct conversion *conversion, size_t index)
{
	const struct classification *classification =
		&conversion->classifications[index];
	struct efi_memory_desc desc;

	efimap_get(&conversion->capture->map, index, &desc);
	print(out,
	      "{\"index\": %zu, \"type\": %u, \"name\": \"%s\","
	      " \"phys_addr\": \"0x%jx\", \"virt_addr\": \"0x%jx\","
	      " \"num_pages\": \"0x%jx\", \"attribute\": \"0x%jx\","
	      " \"attributes\": [",
	      index, desc.type, efi_type_name(desc.type),
	      (uintmax_t)desc.phys_addr, (uintmax_t)desc.virt_addr,
	      (uintmax_t)desc.num_pages, (uintmax_t)desc.attribute);
	if (desc.attribute != 0) {
		print_str(out, "\"");
		print_attributes(out, desc.attribute, "\", \"");
		print_str(out, "\"");
	}
	print(out, "], \"disposition\": \"%s\", \"anomalies\": [",
	      classification_word(conversion, index));
	print_anomalies(out, classification->anomalies);
	print_str(out, "]}");
}

static void print_map(const struct sink *out,
		      const struct conversion *conversion)
{
	const struct capture *capture = conversion->capture;
	size_t count = efimap_count(&capture->map);

	print_str(out, "  \"map\": {\"origin\": ");
	json_quoted(out, capture->origin);
	print(out,
	      ", \"descriptor_size\": %zu, \"descriptor_version\": %u,"
	      " \"descriptors\": [",
	      capture->map.desc_size, capture->map.desc_version);
	for (size_t i = 0; i < count; i++) {
		json_element(out, i);
		print_desc(out, conversion, i);
	}
	json_list_end(out, count, "}");
}

void report_json(const struct sink *out, const struct conversion *conversion,
		 const struct report_request *request)
{
	const struct lint_input input = { conversion->capture, conversion,
					  NULL };
	const struct memblock *mb = &conversion->mb;

	print(out,
	      "{\n  \"format\": \"memblock-efi\",\n  \"version\": %d,\n"
	      "  \"program\": {\"name\": \"memblock.efi\","
	      " \"version\": \"" MEMBLOCK_VERSION "\"},\n",
	      REPORT_VERSION);
	print_machine(out, conversion->capture);
	print_options(out, conversion->settings, request);
	print_map(out, conversion);
	json_set(out, &mb->memory);
	json_set(out, &mb->reserved);
	json_reservations(out, conversion);
	json_set(out, &mb->physmap);
	json_rounding(out, conversion);
	json_nodes(out, &conversion->numa);
	json_e820(out, "firmware_e820", &conversion->firmware_e820);
	json_e820(out, "e820", &conversion->e820);
	json_findings(out, &input, LINT_NOTE, NULL);
	json_totals(out, conversion);
	print_str(out, "}\n");
}
