/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The descriptors by type, and the sizes of everything.
 */
#include "core/report/text_sections.h"

/* The descriptors of one efi_type_group(). */
struct type_total {
	uint32_t type; /* of the first descriptor */
	bool several;  /* there are other types, too */
	size_t count;
	uint64_t pages; /* without skipped descriptors */
};

static void count_types(const struct conversion *conversion,
			struct type_total ret_totals[EFI_TYPE_GROUPS])
{
	const struct efimap *map = &conversion->capture->map;

	for (size_t i = 0; i < EFI_TYPE_GROUPS; i++)
		ret_totals[i] = (struct type_total){ 0 };
	for (size_t i = 0; i < efimap_count(map); i++) {
		struct efi_memory_desc desc;
		struct type_total *total;

		efimap_get(map, i, &desc);
		total = &ret_totals[efi_type_group(desc.type)];
		if (total->count++ == 0)
			total->type = desc.type;
		total->several |= total->type != desc.type;
		if (!classification_skipped(&conversion->classifications[i]))
			total->pages += desc.num_pages;
	}
}

static void print_type_total(const struct sink *out,
			     const struct type_total *total)
{
	char pages[GROUPED_SIZE], size[HUMAN_SIZE];
	/* Overlapping descriptors may have more pages than addresses. */
	uint64_t all = UINT64_MAX >> PAGE_SHIFT_4K;
	uint64_t bytes =
		total->pages > all ? UINT64_MAX : total->pages << PAGE_SHIFT_4K;

	if (total->type < EFI_MEMORY_TYPE_COUNT)
		print(out, "  %-26s", efi_type_name(total->type));
	else if (total->several)
		print(out, "  %-7s several types     ",
		      efi_type_name(total->type));
	else
		print(out, "  %-7s 0x%08x        ", efi_type_name(total->type),
		      total->type);
	print(out, " %5zu %16s %12s\n", total->count,
	      grouped(pages, total->pages), human_size(size, bytes));
}

void text_types(const struct sink *out, const struct conversion *conversion)
{
	struct type_total totals[EFI_TYPE_GROUPS];

	count_types(conversion, totals);
	print(out, "\n%-28s %5s %16s %12s\n", "Descriptors by type", "rows",
	      "pages", "size");
	for (size_t i = 0; i < EFI_TYPE_GROUPS; i++) {
		if (totals[i].count > 0)
			print_type_total(out, &totals[i]);
	}
}

static void print_total(const struct sink *out, const char *name,
			uint64_t bytes)
{
	char human[HUMAN_SIZE], exact[GROUPED_SIZE];

	print(out, "  %-26s %12s %24s bytes\n", name, human_size(human, bytes),
	      grouped(exact, bytes));
}

void text_totals(const struct sink *out, const struct conversion *conversion)
{
	const struct memblock *mb = &conversion->mb;
	phys_addr_t memory = mb->memory.total_size;
	struct free_total total = count_free(mb);
	phys_addr_t nomap = nomap_above_cap(conversion);

	print_str(out, "\nTotals\n");
	print_total(out, "physmap: all RAM present", mb->physmap.total_size);
	print_total(out, "excluded from memory",
		    mb->physmap.total_size - memory);
	/* Edits after mem= may have added more than it cut. */
	if (conversion->settings->mem != MEM_NONE)
		print_total(out, "  of which cut by mem=",
			    phys_max(conversion->uncapped, memory) - memory);
	print_total(out, "memory", memory);
	if (nomap > 0)
		print_total(out, "  NOMAP, not cut by mem=", nomap);
	print_total(out, "free: not reserved", total.size);
	print_total(out, "largest free range", total.largest_size);
	if (total.largest_size > 0)
		print(out, "    at " RANGE_FORMAT "\n",
		      RANGE_ARGS(total.largest_base, total.largest_size));
}
