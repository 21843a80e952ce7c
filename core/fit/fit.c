/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The attempts are data: a row for each, in Linux's order.
 *
 *   kernel       x86: efi_relocate_kernel(), pref_address and kernel_alignment
 *                of the setup header; arm64: handle_kernel_image(). Both
 *                without KASLR.
 *   initrd       efi_load_initrd(): below initrd_addr_max of the setup header
 *                (x86), then anywhere
 *   crashkernel= reserve_crashkernel_generic(): below CRASH_ADDR_LOW_MAX, then
 *                up to CRASH_ADDR_HIGH_MAX
 */
#include "core/fit/fit.h"

#include "core/memblock/alloc.h"
#include "core/memblock/builder.h"

#define MIB ((phys_addr_t)1 << 20)
#define GIB ((phys_addr_t)1 << 30)
#define TOP PHYS_ADDR_MAX

#define STEPS 2

/* clang-format off */

static const struct fit_step x86_steps[FIT_USES][STEPS] = {
	[FIT_KERNEL] = {
		{ FIT_FIRMWARE, 16 * MIB, TOP, true, true, 2 * MIB,
		  "at its preferred address, 16 MiB" },
		{ FIT_FIRMWARE, 16 * MIB, TOP, false, true, 2 * MIB,
		  "the lowest above 16 MiB, which is in use" },
	},
	[FIT_INITRD] = {
		{ FIT_FIRMWARE, 0, 2 * GIB, false, false, PAGE_SIZE_4K,
		  "the highest below 2 GiB" },
		{ FIT_FIRMWARE, 0, TOP, false, false, PAGE_SIZE_4K,
		  "the highest: nothing fits below 2 GiB" },
	},
	[FIT_CRASHKERNEL] = {
		{ FIT_MEMBLOCK, 0, 4 * GIB, false, false, 16 * MIB,
		  "the highest below 4 GiB" },
		{ FIT_MEMBLOCK, 4 * GIB, 65536 * GIB, false, false, 16 * MIB,
		  "the highest, and 256 MiB more below 4 GiB" },
	},
};

static const struct fit_step arm64_steps[FIT_USES][STEPS] = {
	[FIT_KERNEL] = {
		{ FIT_FIRMWARE, 0, TOP, false, false, 2 * MIB,
		  "the highest, aligned to 2 MiB" },
	},
	[FIT_INITRD] = {
		{ FIT_FIRMWARE, 0, TOP, false, false, PAGE_SIZE_4K,
		  "the highest" },
	},
	[FIT_CRASHKERNEL] = {
		{ FIT_MEMBLOCK, 0, 4 * GIB, false, false, 2 * MIB,
		  "the highest below 4 GiB" },
		{ FIT_MEMBLOCK, 4 * GIB, TOP, false, false, 2 * MIB,
		  "the highest, and 128 MiB more below 4 GiB" },
	},
};

/* Linux's zones (zone_sizes_init()); that of 32-bit devices ends at 4 GiB. */
static const struct fit_zone zones[PROFILE_COUNT][3] = {
	[PROFILE_LINUX_X86] = {
		{ .name = "DMA", .start = 0, .end = 16 * MIB },
		{ .name = "DMA32", .start = 16 * MIB, .end = 4 * GIB },
		{ .name = "Normal", .start = 4 * GIB, .end = TOP },
	},
	[PROFILE_LINUX_ARM64] = {
		{ .name = "DMA", .start = 0, .end = 4 * GIB },
		{ .name = "Normal", .start = 4 * GIB, .end = TOP },
	},
};

/* clang-format on */

const char *fit_use_name(enum fit_use use)
{
	static const char *const names[FIT_USES] = {
		[FIT_KERNEL] = "kernel",
		[FIT_INITRD] = "initrd",
		[FIT_CRASHKERNEL] = "crashkernel=",
	};

	return names[use];
}

/* --- the firmware's free memory ------------------------------------------- */

/* A third is for each set, and memory has the holes of descriptors that
 * overlap: 2n regions. */
size_t fit_space(const struct conversion *conversion)
{
	return 3 * (2 * conversion->order_cnt + 1) *
	       sizeof(struct memblock_region);
}

static bool is_conventional(const struct conversion *conversion, size_t index)
{
	struct efi_memory_desc desc;

	efimap_get(&conversion->capture->map, index, &desc);
	return desc.type == EFI_CONVENTIONAL_MEMORY &&
	       convert_rule(conversion, index)->disposition ==
		       DISPOSITION_MEMORY;
}

/* Adds the descriptors of conventional memory, or removes all others. */
static void apply(struct memblock *mb, const struct conversion *conversion,
		  bool conventional)
{
	for (size_t i = 0; i < conversion->order_cnt; i++) {
		size_t index = conversion->order[i];
		struct range range = range_inward(
			convert_range(conversion, index), PAGE_SIZE_4K);

		if (range.size == 0 ||
		    is_conventional(conversion, index) != conventional)
			continue;
		/* The space has room for each. */
		if (conventional)
			memblock_add(mb, range.base, range.size);
		else
			memblock_remove(mb, range.base, range.size);
	}
}

int fit_prepare(struct fit *ret, const struct conversion *conversion,
		void *space, size_t len)
{
	struct memblock *firmware = &ret->pools[FIT_FIRMWARE];

	if (len < fit_space(conversion))
		return CORE_ENOSPC;
	ret->profile = conversion->settings->profile;
	ret->pools[FIT_MEMBLOCK] = conversion->mb;
	memblock_init(firmware, space, 3 * (2 * conversion->order_cnt + 1));
	apply(firmware, conversion, true);
	apply(firmware, conversion, false);
	return CORE_OK;
}

/* --- searching ------------------------------------------------------------ */

static phys_addr_t search(const struct fit *fit, const struct fit_step *step,
			  const struct fit_request *request)
{
	struct memblock mb = fit->pools[step->pool];
	phys_addr_t end = phys_min(step->end, request->below);

	if (step->exact)
		end = phys_min(end, step->start + request->size);
	if (end <= step->start || request->size > end - step->start)
		return 0;
	memblock_set_bottom_up(&mb, step->bottom_up);
	return memblock_find_in_range(&mb, step->start, end, request->size,
				      phys_max(step->align, request->align));
}

phys_addr_t fit_find(const struct fit *fit, enum fit_use use,
		     const struct fit_request *request,
		     const struct fit_step **ret_step)
{
	const struct fit_step *steps = fit->profile == PROFILE_LINUX_ARM64
					       ? arm64_steps[use]
					       : x86_steps[use];

	for (size_t i = 0; i < STEPS && steps[i].what; i++) {
		phys_addr_t base = search(fit, &steps[i], request);

		*ret_step = &steps[i];
		if (base != 0)
			return base;
	}
	return 0;
}

/* --- zones ---------------------------------------------------------------- */

static void count_free(const struct fit *fit, struct fit_zone *zone)
{
	const struct memblock *mb = &fit->pools[FIT_MEMBLOCK];
	struct range all = range_from_to(zone->start, zone->end);
	struct memblock_range at;

	for_each_free_mem_range(mb, &memblock_mapped, &at) {
		struct range part =
			range_intersect(all, range_from_to(at.base, at.end));

		zone->free += part.size;
		if (part.size > zone->largest.size)
			zone->largest = part;
	}
}

bool fit_zone(const struct fit *fit, size_t index,
	      const struct fit_request *request, struct fit_zone *ret)
{
	struct fit_step step = { .pool = FIT_MEMBLOCK, .align = PAGE_SIZE_4K };

	if (index >= sizeof(*zones) / sizeof(**zones) ||
	    zones[fit->profile][index].name == NULL)
		return false;
	*ret = zones[fit->profile][index];
	ret->end = phys_min(ret->end, request->below);
	ret->start = phys_min(ret->start, ret->end);
	count_free(fit, ret);
	step.start = ret->start;
	step.end = ret->end;
	ret->highest = search(fit, &step, request);
	step.bottom_up = true;
	ret->lowest = search(fit, &step, request);
	return true;
}
