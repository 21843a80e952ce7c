/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The stages that change the finished sets: mem=, kernelcore=mirror, nodes.
 */
#include "core/convert/classify.h"
#include "core/convert/stages.h"

/* --- mem= ---------------------------------------------------------------- */

static void cut_list(struct reservation_list *list, phys_addr_t end)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->cnt; i++) {
		struct reservation one = list->list[i];

		if (one.range.base >= end)
			continue;
		one.range = range_from_to(one.range.base,
					  phys_min(range_end(one.range), end));
		list->list[kept++] = one;
	}
	list->cnt = kept;
}

static phys_addr_t end_of(const struct memblock_type *type)
{
	const struct memblock_region *last = type->regions + type->cnt - 1;

	return type->cnt ? last->base + last->size : 0;
}

int convert_cap(struct memblock *mb, struct reservation_list *reservations,
		struct reservation_list *page_owners,
		const struct convert_settings *settings)
{
	phys_addr_t mem = align_down(settings->mem, settings->page_size);
	int status;

	if (settings->mem_kind == MEM_AMOUNT)
		status = memblock_mem_limit_remove_map(mb, mem);
	else
		status = memblock_cap_memory_range(mb, 0, mem);
	if (status == CORE_OK) {
		cut_list(reservations, end_of(&mb->reserved));
		cut_list(page_owners, end_of(&mb->reserved));
	}
	return status;
}

/* --- kernelcore=mirror --------------------------------------------------- */

/* A page is mirrored when all of it is. As in Linux, allocations ask for
 * mirrored memory from then on. */
static int mark_mirror(struct memblock *mb, struct range range)
{
	if (range.size == 0 ||
	    !memblock_overlaps_region(&mb->memory, range.base, range.size))
		return CORE_OK;
	mb->has_mirror = true;
	return memblock_mark_mirror(mb, range.base, range.size);
}

/* efi_find_mirror(), which Linux honours only with kernelcore=mirror. */
int convert_mark_mirrors(struct memblock *mb, const struct descriptors *from,
			 phys_addr_t page)
{
	int status = CORE_OK;

	for (size_t i = 0; i < from->order_cnt && status == CORE_OK; i++) {
		struct efi_memory_desc desc;
		struct range range;

		efimap_get(from->map, from->order[i], &desc);
		if (!(desc.attribute & EFI_ATTR_MORE_RELIABLE))
			continue;
		convert_descriptor_range(&desc, &range);
		status = mark_mirror(mb, range_inward(range, page));
	}
	return status;
}

/* --- nodes --------------------------------------------------------------- */

/* Bytes of memory without a node that Linux accepts on x86 (numa.c); on arm64
 * it accepts none (arch_numa.c). */
#define UNCOVERED_X86 0x100000

int convert_set_nodes(struct memblock *mb, struct numa *ret,
		      const struct capture *capture,
		      const struct convert_settings *settings,
		      const struct numa_room *room)
{
	struct acpi_tables tables = convert_tables(capture, settings);
	bool x86 = settings->profile == PROFILE_LINUX_X86;

	return numa_apply(ret, mb, &tables, x86 ? UNCOVERED_X86 : 0, room);
}
