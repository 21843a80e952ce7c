/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The descriptors as the firmware lists them.
 */
#include "core/report/text_sections.h"

const struct descriptor_mark descriptor_marks[] = {
	{ EFI_ATTR_RUNTIME, "RUN" },
	{ EFI_ATTR_MORE_RELIABLE, "MR" },
	{ EFI_ATTR_SP, "SP" },
	{ EFI_ATTR_NV, "NV" },
	{ EFI_ATTR_HOT_PLUGGABLE, "HP" },
	{ 0, NULL },
};

static void print_descriptor(const struct sink *out,
			     const struct conversion *conversion, size_t index)
{
	struct efi_memory_desc desc;

	efimap_get(&conversion->capture->map, index, &desc);
	if (classification_skipped(&conversion->classifications[index])) {
		print(out, "  #%-3zu 0x%016jx, %ju pages: skipped; ", index,
		      (uintmax_t)desc.phys_addr, (uintmax_t)desc.num_pages);
		print_efi_type(out, desc.type);
	} else {
		print_index_row(out, conversion, index);
	}
	for (const struct descriptor_mark *m = descriptor_marks; m->name; m++)
		if (desc.attribute & m->bit)
			print(out, " %s", m->name);
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
