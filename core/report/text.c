/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The format for people: 80 columns, what it is first, details after it.
 */
#include "core/report/parts.h"

static void print_firmware(const struct sink *out,
			   const struct capture *capture)
{
	if (capture->vendor[0] == '\0' && capture->uefi_revision == 0)
		return;
	print(out, "Firmware  %s, revision 0x%08x, UEFI ",
	      capture->vendor[0] ? capture->vendor : "unknown vendor",
	      capture->firmware_revision);
	print_uefi_revision(out, capture->uefi_revision);
	print(out, "%s%s\n", capture->arch[0] ? ", " : "", capture->arch);
}

static void print_map(const struct sink *out,
		      const struct conversion *conversion)
{
	const struct efimap *map = &conversion->capture->map;

	print(out,
	      "Map       %zu descriptors of %zu bytes, version %u, from"
	      " %s\n",
	      efimap_count(map), map->desc_size, map->desc_version,
	      conversion->capture->origin);
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
	for (size_t i = 0; i < request->edit_cnt; i++)
		print(out, "Edit      %s, from %s\n", request->edits[i].word,
		      request->edits[i].source);
	if (request->arguments)
		print(out, "Kernel    %s\n", request->arguments);
}

/* The answer in one line. */
static void print_summary(const struct sink *out, const struct memblock *mb)
{
	char memory[HUMAN_SIZE], physmap[HUMAN_SIZE];
	char free[HUMAN_SIZE], largest[HUMAN_SIZE];
	struct free_total total = count_free(mb);

	print(out, "Memory    %s of %s RAM; %s free, largest range %s\n",
	      human_size(memory, mb->memory.total_size),
	      human_size(physmap, mb->physmap.total_size),
	      human_size(free, total.size),
	      human_size(largest, total.largest_size));
}

static void print_title(const struct sink *out, const char *name,
			const char *meaning, size_t cnt, const char *unit,
			uint64_t bytes)
{
	char room[HUMAN_SIZE];

	print(out, "\n%s: %s\n  %zu %s%s, %s\n", name, meaning, cnt, unit,
	      cnt == 1 ? "" : "s", human_size(room, bytes));
}

void print_row(const struct sink *out, phys_addr_t base, phys_addr_t size)
{
	char room[HUMAN_SIZE];

	print(out, "  " RANGE_FORMAT " %10s", RANGE_ARGS(base, size),
	      human_size(room, size));
}

static void print_flags(const struct sink *out, uint32_t flags)
{
	static const char *const names[] = { "HOTPLUG", "MIRROR", "NOMAP",
					     "DRIVER_MANAGED" };

	for (unsigned int i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (flags & 1u << i)
			print(out, "  %s", names[i]);
	}
}

static void print_set(const struct sink *out, const struct memblock_type *type,
		      const char *meaning)
{
	const struct memblock_region *r;

	print_title(out, type->name, meaning, type->cnt, "region",
		    type->total_size);
	for_each_memblock_type_region(type, r) {
		print_row(out, r->base, r->size);
		if (r->nid != NUMA_NO_NODE)
			print(out, "  node %d", r->nid);
		print_flags(out, r->flags);
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

static void print_reserved(const struct sink *out,
			   const struct conversion *conversion)
{
	const struct memblock_type *reserved = &conversion->mb.reserved;

	print_title(out, "reserved", "ranges in use, by owner", reserved->cnt,
		    "region", reserved->total_size);
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

static void print_anomaly(const struct sink *out,
			  const struct conversion *conversion, size_t index)
{
	unsigned int anomalies = conversion->classifications[index].anomalies;
	struct efi_memory_desc desc;

	if (anomalies == 0)
		return;
	efimap_get(&conversion->capture->map, index, &desc);
	print(out, "  #%zu %s at 0x%jx, %ju page%s\n", index,
	      efi_type_name(desc.type), (uintmax_t)desc.phys_addr,
	      (uintmax_t)desc.num_pages, desc.num_pages == 1 ? "" : "s");
	for_each_anomaly(anomalies, bit)
		print(out, "      %s\n", anomaly_text((enum anomaly)bit));
}

static void print_anomalies(const struct sink *out,
			    const struct conversion *conversion)
{
	size_t count = efimap_count(&conversion->capture->map);

	if (conversion->anomalous == 0) {
		print_str(out, "\nNo anomalies found.\n");
		return;
	}
	print(out, "\nAnomalies: %zu descriptor%s\n", conversion->anomalous,
	      conversion->anomalous == 1 ? "" : "s");
	for (size_t i = 0; i < count; i++)
		print_anomaly(out, conversion, i);
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
	print_summary(out, mb);
	print_set(out, &mb->memory, "RAM that the kernel may manage");
	print_reserved(out, conversion);
	print_set(out, &mb->physmap, "all RAM present");
	print_excluded(out, conversion);
	print_rounding(out, conversion);
	print_nodes(out, &conversion->numa);
	print_type_table(out, conversion);
	print_totals(out, conversion);
	print_anomalies(out, conversion);
}
