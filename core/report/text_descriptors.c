/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The descriptors as the firmware lists them.
 */
#include "core/report/text_sections.h"

/* What sets a descriptor apart from another of its type; how memory can be
 * cached or protected is not among it. Abbreviated as in Linux's log. */
static const struct {
	uint64_t bit;
	const char *name;
} marks[] = {
	{ EFI_ATTR_RUNTIME, " RUN" },
	{ EFI_ATTR_MORE_RELIABLE, " MR" },
	{ EFI_ATTR_SP, " SP" },
	{ EFI_ATTR_NV, " NV" },
	{ EFI_ATTR_HOT_PLUGGABLE, " HP" },
};

static void print_descriptor(const struct sink *out,
			     const struct conversion *conversion, size_t index)
{
	struct efi_memory_desc desc;

	efimap_get(&conversion->capture->map, index, &desc);
	if (classification_skipped(&conversion->classifications[index]))
		print(out, "  #%-3zu 0x%016jx, %ju pages: skipped; %s", index,
		      (uintmax_t)desc.phys_addr, (uintmax_t)desc.num_pages,
		      efi_type_name(desc.type));
	else
		print_index_row(out, conversion, index);
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (desc.attribute & marks[i].bit)
			print_str(out, marks[i].name);
	print_str(out, "\n");
}

void text_descriptors(const struct sink *out,
		      const struct conversion *conversion)
{
	size_t cnt = efimap_count(&conversion->capture->map);

	print_str(out, "\nDescriptors as the firmware lists them\n");
	for (size_t i = 0; i < cnt; i++)
		print_descriptor(out, conversion, i);
}
