/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The conversion as a whole: the order of its stages.
 */
#include "core/convert/convert.h"

#include "core/convert/stages.h"

/* --- memory -------------------------------------------------------------- */

static int memory_by_e820(struct conversion *ret,
			  const struct descriptors *from, bool without_mem,
			  struct keyed_range *scratch)
{
	const struct convert_settings *settings = ret->settings;
	const struct descriptors *readd = ret->second_pass ? from : NULL;
	bool as_laid = from->disjoint && !readd && settings->edit_cnt == 0;
	int status = convert_build_e820(&ret->e820, &ret->firmware_e820, readd,
					settings, without_mem, scratch);

	if (status == CORE_OK)
		status = convert_make_memory(&ret->mb.memory, &ret->e820);
	return status || as_laid ? status : convert_extend_physmap(&ret->mb);
}

/* Without mem= first: what it takes away is present all the same. */
static int x86_memory(struct conversion *ret, const struct descriptors *from,
		      struct keyed_range *scratch)
{
	const struct convert_settings *settings = ret->settings;
	int status;

	ret->second_pass = settings->add_efi_memmap || from->special_purpose;
	status = memory_by_e820(ret, from, true, scratch);
	ret->uncapped = ret->mb.memory.total_size;
	if (status != CORE_OK || settings->mem == MEM_NONE ||
	    convert_caps_sets(settings))
		return status;
	return memory_by_e820(ret, from, false, scratch);
}

/* Linux on arm64 and riscv adds descriptors to memory directly (efi-init.c
 * reserve_regions): memory is a layer already. */
static int arm64_memory(struct conversion *ret, const struct descriptors *from)
{
	ret->uncapped = ret->mb.memory.total_size;
	return from->disjoint ? CORE_OK : convert_extend_physmap(&ret->mb);
}

static int larger_pages(struct conversion *ret, struct keyed_range *scratch)
{
	convert_page_size(&ret->mb.memory, &ret->rounding,
			  ret->settings->page_size, scratch);
	ret->uncapped = ret->mb.memory.total_size;
	return convert_extend_physmap(&ret->mb);
}

/* --- all stages ---------------------------------------------------------- */

static int read_map(struct conversion *ret, struct descriptors *ret_from,
		    struct layers *ret_layers, struct keyed_range *scratch)
{
	int status =
		convert_read_map(ret_from, ret_layers, ret->settings, scratch);

	ret->order_cnt = ret_from->order_cnt;
	ret->anomalous = ret_from->anomalous;
	ret->descents = ret_from->descents;
	if (!ret_from->disjoint) {
		ret->excluded = ret_layers->excluded.list;
		ret->excluded_cnt = ret_layers->excluded.cnt;
	}
	return status;
}

/* Together with the mem= that cuts what has been reserved. */
static int reserve(struct conversion *ret, const struct descriptors *from,
		   const struct layers *layers, struct keyed_range *scratch)
{
	const struct reservation_sources sources = {
		.layer = layers->reservations,
		.layer_disjoint = from->disjoint,
		.e820 = &ret->e820,
		.capture = ret->capture,
		.settings = ret->settings,
	};
	struct reservation_list all = { .list = ret->reservations };
	struct reservation_list owners = { .list = ret->page_owners };
	int status;

	convert_list_reservations(&all, &sources, scratch);
	status = convert_own_pages(&owners, &ret->mb.reserved, &all, scratch);
	if (status == CORE_OK && convert_caps_sets(ret->settings))
		status = convert_cap(&ret->mb, &all, &owners, ret->settings);
	ret->reservation_cnt = all.cnt;
	ret->page_owner_cnt = owners.cnt;
	return status;
}

static int run(struct conversion *ret, struct descriptors *from,
	       struct layers *layers, const struct convert_arrays *arrays)
{
	const struct convert_settings *settings = ret->settings;
	int status = read_map(ret, from, layers, arrays->scratch);

	if (status == CORE_OK)
		status = settings->profile == PROFILE_LINUX_X86
				 ? x86_memory(ret, from, arrays->scratch)
				 : arm64_memory(ret, from);
	if (status == CORE_OK && settings->page_size != PAGE_SIZE_4K)
		status = larger_pages(ret, arrays->scratch);
	if (status == CORE_OK)
		status = reserve(ret, from, layers, arrays->scratch);
	if (status == CORE_OK && settings->mirror)
		status = convert_mark_mirrors(&ret->mb, from,
					      settings->page_size);
	return status ? status
		      : convert_set_nodes(&ret->mb, &ret->numa, ret->capture,
					  settings, &arrays->numa);
}

int convert_run(struct conversion *ret, const struct capture *capture,
		const struct convert_settings *settings,
		const struct convert_arrays *arrays)
{
	struct conversion made = {
		.capture = capture,
		.settings = settings,
		.mb = arrays->mb,
		.firmware_e820 = arrays->firmware_e820,
		.e820 = arrays->e820,
		.reservations = arrays->reservations,
		.page_owners = arrays->page_owners,
		.classifications = arrays->classifications,
		.order = arrays->order,
		.rounding.pieces = arrays->pieces,
	};
	struct layers layers = {
		.e820 = &made.firmware_e820,
		.reservations.list = arrays->layer,
		.excluded.list = arrays->excluded,
		.physmap = &made.mb.physmap,
		.memory = &made.mb.memory,
	};
	struct descriptors from = {
		.map = &capture->map,
		.classifications = arrays->classifications,
		.order = arrays->order,
	};
	size_t count;
	int status;

	from.rules = policy_rows(settings->profile, &count);
	status = run(&made, &from, &layers, arrays);
	if (status == CORE_OK)
		*ret = made;
	return status;
}

int convert(struct conversion *ret, const struct capture *capture,
	    const struct convert_settings *settings, void *space, size_t len)
{
	struct convert_arrays arrays;
	size_t need;

	if (efimap_check(&capture->map) != EFIMAP_GOOD)
		return CORE_EFORMAT;
	need = convert_lay_out(&arrays, capture, settings,
			       efimap_count(&capture->map), space, len);
	if (need == 0 || len < need)
		return CORE_ENOSPC;
	return convert_run(ret, capture, settings, &arrays);
}
