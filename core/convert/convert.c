/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The conversion as a whole: the order of its steps.
 */
#include "core/convert/convert.h"

#include "core/convert/convert_internal.h"

int convert_extend_physmap(struct memblock *mb)
{
	struct memblock_range range = MEMBLOCK_RANGE_START;
	int status = CORE_OK;

	while (status == CORE_OK &&
	       memblock_next_range(&mb->memory, &mb->physmap, NULL, &range))
		status = memblock_physmap_add(mb, range.base,
					      range.end - range.base);
	return status;
}

/* A page is mirrored when all of it is. As in Linux, allocations ask for
 * mirrored memory from then on. */
static int mark_mirror(struct memblock *mb, struct range range,
		       phys_addr_t page)
{
	phys_addr_t base = align_up(range.base, page);
	phys_addr_t end = align_down(range_end(range), page);

	if (base >= end ||
	    !memblock_overlaps_region(&mb->memory, base, end - base))
		return CORE_OK;
	mb->has_mirror = true;
	return memblock_mark_mirror(mb, base, end - base);
}

/* efi_find_mirror(), which Linux heeds with kernelcore=mirror alone. */
static int mark_mirrors(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	int status = CORE_OK;

	if (!conversion->settings->mirror)
		return CORE_OK;
	for (size_t i = 0; i < conversion->order_cnt && status == CORE_OK;
	     i++) {
		uint32_t index = conversion->order[i];
		struct range range = convert_range(conversion, index);
		struct efi_memory_desc desc;

		efimap_get(&conversion->capture->map, index, &desc);
		if (desc.attribute & EFI_ATTR_MORE_RELIABLE)
			status = mark_mirror(&conversion->mb, range,
					     conversion->settings->page_size);
	}
	return status;
}

int convert_run(struct workspace *work, struct conversion *ret)
{
	static int (*const steps[])(struct workspace *) = {
		convert_rounding, convert_reservations, convert_cap,
		mark_mirrors,     convert_nodes,
	};
	struct conversion *conversion = work->conversion;
	bool x86 = conversion->settings->profile == PROFILE_LINUX_X86;
	size_t rules;
	int status;

	work->rules = policy_rows(conversion->settings->profile, &rules);
	work->readd_efi_map = x86 && conversion->settings->add_efi_memmap;
	convert_map(work);
	conversion->second_pass = work->readd_efi_map;
	status = x86 ? convert_x86(work) : convert_arm64(work);
	for (size_t i = 0;
	     i < sizeof(steps) / sizeof(*steps) && status == CORE_OK; i++)
		status = steps[i](work);
	if (status == CORE_OK)
		*ret = *conversion;
	return status;
}

int convert(struct conversion *ret, const struct capture *capture,
	    const struct convert_settings *settings, void *space, size_t len)
{
	struct conversion conversion = { .capture = capture,
					 .settings = settings };
	struct workspace work = { .conversion = &conversion };
	size_t need;

	if (efimap_check(&capture->map) != EFIMAP_GOOD)
		return CORE_EFORMAT;
	need = convert_lay_out(&work, efimap_count(&capture->map), space, len);
	if (need == 0 || len < need)
		return CORE_ENOSPC;
	return convert_run(&work, ret);
}
