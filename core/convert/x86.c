/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Linux on x86: descriptors become E820 entries (x86-stub.c setup_e820), the
 * table is edited (setup.c, e820.c), its usable entries become memory
 * (e820__memblock_setup).
 */
#include "core/convert/stages.h"

#include "core/base/cstring.h"
#include "core/convert/classify.h"
#include "core/memblock/builder.h"

/* --- the table ----------------------------------------------------------- */

/*
 * Linux adds the EFI map a second time, with stricter rules, when it is told
 * to or when conventional memory is special purpose (efi.c
 * do_add_efi_memmap). There unaccepted memory turns from usable into reserved,
 * and what mem= and memmap= took away comes back; here unaccepted memory stays
 * as it is, and the edits follow.
 */
static uint32_t added_type(const struct efi_memory_desc *desc, uint32_t type)
{
	if (type == E820_RAM && desc->type != EFI_UNACCEPTED_MEMORY &&
	    !(desc->attribute & EFI_ATTR_WB))
		return E820_RESERVED;
	return type != 0 ? type : E820_RESERVED;
}

static int add_efi_map(struct e820_table *table, const struct descriptors *from)
{
	int status = CORE_OK;

	for (size_t i = 0; i < from->order_cnt && status == CORE_OK; i++) {
		uint32_t index = from->order[i];
		uint32_t rule = from->classifications[index].rule;
		struct efi_memory_desc desc;
		struct range range;

		efimap_get(from->map, index, &desc);
		convert_descriptor_range(&desc, &range);
		status = e820_add(table, range.base, range.size,
				  added_type(&desc, from->rules[rule].e820));
	}
	return status;
}

/* mem= and memmap= edit the table in the order in which they stand. */
static int apply_edits(struct e820_table *table,
		       const struct convert_settings *settings,
		       bool without_mem)
{
	int status = CORE_OK;

	for (size_t i = 0; i < settings->edit_cnt && status == CORE_OK; i++) {
		const struct e820_edit *edit = &settings->edits[i];

		if (!(edit->from_mem && without_mem))
			status = e820_apply(table, edit);
	}
	return status;
}

int convert_build_e820(struct e820_table *ret,
		       const struct e820_table *firmware,
		       const struct descriptors *readd,
		       const struct convert_settings *settings,
		       bool without_mem, struct keyed_range *scratch)
{
	int status = CORE_OK;

	/* The firmware's table is sorted and disjoint as it is. */
	if (!readd && settings->edit_cnt == 0) {
		*ret = *firmware;
		return CORE_OK;
	}
	if (firmware->cnt > ret->max)
		return CORE_ENOSPC;
	ret->cnt = firmware->cnt;
	memcpy(ret->entries, firmware->entries,
	       firmware->cnt * sizeof(*firmware->entries));
	if (readd)
		status = add_efi_map(ret, readd);
	if (readd && status == CORE_OK)
		status = e820_flatten(ret, scratch);
	if (status == CORE_OK)
		status = apply_edits(ret, settings, without_mem);
	return status ? status : e820_flatten(ret, scratch);
}

/* --- memory -------------------------------------------------------------- */

#define BIOS_BEGIN 0xa0000
#define BIOS_END   0x100000

/* In whole pages. Usable entries that touch are one, so that none joins. */
static inline void append(struct memblock_builder *to, struct range range)
{
	if (range.size > 0)
		memblock_builder_append_unchecked(to, range.base, range.size,
						  NUMA_NO_NODE, MEMBLOCK_NONE,
						  false);
}

/* Page 0 and the legacy BIOS area never become memory (setup.c
 * trim_bios_range). */
static void append_low(struct memblock_builder *to, struct range range)
{
	phys_addr_t end = range_end(range);

	append(to, range_from_to(phys_max(range.base, PAGE_SIZE_4K),
				 phys_min(end, BIOS_BEGIN)));
	append(to, range_from_to(phys_max(range.base, BIOS_END), end));
}

int convert_make_memory(struct memblock_type *ret_memory,
			const struct e820_table *e820)
{
	struct memblock_builder to = memblock_builder_begin(ret_memory);

	/* The BIOS area splits one at most. */
	if (e820->cnt + 1 > ret_memory->max)
		return CORE_ENOSPC;
	for (size_t i = 0; i < e820->cnt; i++) {
		const struct e820_entry *entry = &e820->entries[i];
		struct range range;

		if (entry->type != E820_RAM)
			continue;
		range = range_inward(entry->range, PAGE_SIZE_4K);
		if (range.base < BIOS_END)
			append_low(&to, range);
		else
			append(&to, range);
	}
	memblock_builder_end(&to);
	return CORE_OK;
}
