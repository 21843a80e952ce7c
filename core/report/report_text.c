/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The format for people: 80 columns, the summary first, then a section for each
 * question that it answers.
 */
#include "core/base/version.h"
#include "core/report/text_sections.h"

static void print_firmware(const struct sink *out,
			   const struct capture *capture)
{
	if (capture->vendor[0] == '\0' && capture->uefi_revision == 0)
		return;
	print_str(out, "Firmware  ");
	print_escaped(out,
		      capture->vendor[0] ? capture->vendor : "unknown vendor");
	print(out, ", revision 0x%08x, UEFI ", capture->firmware_revision);
	print_uefi_revision(out, capture->uefi_revision);
	print_str(out, capture->arch[0] ? ", " : "");
	print_escaped(out, capture->arch);
	print_str(out, "\n");
}

static void print_map(const struct sink *out,
		      const struct conversion *conversion)
{
	const struct efimap *map = &conversion->capture->map;

	print(out, "Map       %zu descriptors of %zu bytes, version %u, from ",
	      efimap_count(map), map->desc_size, map->desc_version);
	print_escaped(out, conversion->capture->origin);
	print_str(out, "\n");
	if (conversion->descents > 0)
		print(out,
		      "          not ascending in %zu place%s, which is"
		      " usual\n",
		      conversion->descents,
		      conversion->descents == 1 ? "" : "s");
}

static void print_settings(const struct sink *out,
			   const struct convert_settings *settings,
			   const struct report_request *request)
{
	print(out, "Rules     %s", profile_name(settings->profile));
	if (settings->page_size != PAGE_SIZE_4K)
		print(out, ", pages of %u KiB", settings->page_size >> 10);
	print_str(out, "\n");
	if (request->options) {
		print_str(out, "Options   ");
		print_escaped(out, request->options);
		print_str(out, "\n");
	}
	for (size_t i = 0; i < request->edit_cnt; i++) {
		print_str(out, "Edit      ");
		print_escaped(out, request->edits[i].word);
		print(out, ", from %s\n", request->edits[i].source);
	}
	if (request->arguments) {
		print_str(out, "Kernel    ");
		print_escaped(out, request->arguments);
		print_str(out, "\n");
	}
}

/* With what is missing: 384 KiB less than 4 GiB are 4.0 GiB, too. */
static void print_share(const struct sink *out, const char *title,
			phys_addr_t part, phys_addr_t whole, const char *of,
			const char *rest)
{
	char one[HUMAN_SIZE], all[HUMAN_SIZE], missing[HUMAN_SIZE];

	print(out, "%-9s %s of %s %s", title, human_size(one, part),
	      human_size(all, whole), of);
	if (part != whole)
		print(out, ", %s %s", human_size(missing, whole - part), rest);
}

/* The answer in short. */
static void print_summary(const struct sink *out,
			  const struct conversion *conversion)
{
	const struct memblock *mb = &conversion->mb;
	struct free_total total = count_free(mb);
	phys_addr_t nomap = nomap_above_cap(conversion);
	char room[HUMAN_SIZE];

	print_share(out, "Memory", mb->memory.total_size,
		    mb->physmap.total_size, "RAM", "excluded");
	if (nomap > 0)
		print(out,
		      "\n          with %s of NOMAP that mem= does not cut",
		      human_size(room, nomap));
	print_str(out, "\n");
	print_share(out, "Free", total.size, mb->memory.total_size, "memory",
		    "in use");
	print(out, "; largest range %s\n",
	      human_size(room, total.largest_size));
}

void report_text(const struct sink *out, const struct conversion *conversion,
		 const struct report_request *request)
{
	const struct memblock *mb = &conversion->mb;

	print_str(out, "memblock.efi " MEMBLOCK_VERSION
		       ": the firmware's memory map as memblock sets\n\n");
	print_firmware(out, conversion->capture);
	print_map(out, conversion);
	print_settings(out, conversion->settings, request);
	print_summary(out, conversion);
	text_memory(out, mb);
	text_reserved(out, conversion);
	text_physmap(out, mb);
	text_excluded(out, conversion);
	text_rounding(out, conversion);
	text_nodes(out, &conversion->numa);
	text_descriptors(out, conversion);
	text_types(out, conversion);
	text_totals(out, conversion);
	text_facts(out, conversion->capture);
	text_findings(out, conversion);
}
