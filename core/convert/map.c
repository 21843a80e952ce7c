/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * First step: what each descriptor says, what is doubtful about it, and the
 * sound ones as spans in the order of addresses.
 */
#include "core/convert/internal.h"

#include "core/base/cstring.h"

#define PAGES_MAX (UINT64_MAX >> PAGE_SHIFT_4K)

/* The usual RAM types: a kernel is free to use them. */
static bool is_usable_type(uint32_t type)
{
	return (type >= EFI_LOADER_CODE && type <= EFI_BOOT_SERVICES_DATA) ||
	       type == EFI_CONVENTIONAL_MEMORY;
}

static bool is_runtime_type(uint32_t type)
{
	return type == EFI_RUNTIME_SERVICES_CODE ||
	       type == EFI_RUNTIME_SERVICES_DATA;
}

static bool is_undefined_type(uint32_t type)
{
	return type >= EFI_MEMORY_TYPE_COUNT && type < EFI_OEM_TYPE_FIRST;
}

static unsigned int doubts_of_kind(const struct efi_memory_desc *desc)
{
	bool runtime = desc->attribute & EFI_ATTR_RUNTIME;
	unsigned int doubts = 0;

	if (is_undefined_type(desc->type))
		doubts |= DOUBT_TYPE;
	if (is_usable_type(desc->type) && !(desc->attribute & EFI_ATTR_WB))
		doubts |= DOUBT_NOT_WB;
	if (is_usable_type(desc->type) && runtime)
		doubts |= DOUBT_RUNTIME;
	if (is_runtime_type(desc->type) && !runtime)
		doubts |= DOUBT_NO_RUNTIME;
	return doubts;
}

/* The range, and what is doubtful about it. Linux drops empty and wrapping
 * descriptors too (efi_memmap_entry_valid). */
static unsigned int doubts_of_range(const struct efi_memory_desc *desc,
				    struct span *ret)
{
	phys_addr_t base = desc->phys_addr;
	phys_addr_t size = desc->num_pages << PAGE_SHIFT_4K;
	unsigned int doubts = 0;

	if (desc->num_pages == 0)
		return DOUBT_EMPTY;
	if (desc->num_pages > PAGES_MAX || size - 1 > UINT64_MAX - base)
		return DOUBT_WRAPS;
	if (base % PAGE_SIZE_4K != 0)
		doubts |= DOUBT_MISALIGNED;
	if (base + size == 0) {
		doubts |= DOUBT_TOP;
		size = align_down(PHYS_ADDR_MAX, PAGE_SIZE_4K) - base;
	}
	*ret = (struct span){ .base = base, .size = size };
	return doubts;
}

/* What type and attribute decide, remembered for the last attribute of each
 * type: firmware uses few of them, in long rows. */
struct memory {
	uint64_t attribute;
	struct verdict verdict; /* row NULL: nothing yet */
};

static struct verdict decide(const struct options *options,
			     const struct efi_memory_desc *desc)
{
	uint64_t attribute = desc->attribute;

	if (!options->soft_reserve)
		attribute &= ~EFI_ATTR_SP;
	return (struct verdict){
		.row = policy_find(options->profile, desc->type, attribute),
		.doubts = (uint16_t)doubts_of_kind(desc),
	};
}

static struct verdict recall(struct memory memory[EFI_MEMORY_TYPE_COUNT],
			     const struct options *options,
			     const struct efi_memory_desc *desc)
{
	struct memory *last;

	if (desc->type >= EFI_MEMORY_TYPE_COUNT)
		return decide(options, desc);
	last = &memory[desc->type];
	if (last->verdict.row == NULL || last->attribute != desc->attribute)
		*last = (struct memory){ desc->attribute,
					 decide(options, desc) };
	return last->verdict;
}

static void mark_overlaps(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	phys_addr_t end = 0;

	for (size_t i = 0; i < conversion->map_cnt; i++) {
		const struct span *span = &conversion->map[i];

		if (span->base < end) {
			struct verdict *verdict =
				&conversion->verdicts[span->index];

			conversion->doubtful += verdict->doubts == 0;
			verdict->doubts |= DOUBT_OVERLAP;
			work->overlaps = true;
		}
		end = phys_max(end, span_end(span));
	}
}

void convert_map(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	const struct efimap *map = &conversion->capture->map;
	struct memory memory[EFI_MEMORY_TYPE_COUNT] = { 0 };
	size_t count = efimap_count(map), kept = 0;
	phys_addr_t last = 0;

	for (size_t i = 0; i < count; i++) {
		struct verdict *verdict = &conversion->verdicts[i];
		struct span span = { 0 };
		struct efi_memory_desc desc;

		efimap_get(map, i, &desc);
		conversion->descents += desc.phys_addr < last;
		last = desc.phys_addr;
		*verdict = recall(memory, conversion->options, &desc);
		verdict->doubts |= (uint16_t)doubts_of_range(&desc, &span);
		conversion->doubtful += verdict->doubts != 0;
		span.index = (uint32_t)i;
		conversion->map[kept] = span;
		kept += span.size > 0;
	}
	conversion->map_cnt = kept;
	spans_sort(conversion->map, kept, work->scratch);
	mark_overlaps(work);
}
