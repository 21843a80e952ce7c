/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Linux on x86: descriptors become E820 entries (x86-stub.c setup_e820), the
 * table is edited (setup.c, e820.c), its usable entries become memory
 * (e820__memblock_setup).
 */
#include "core/convert/layers.h"

#include "core/base/cstring.h"

#define BIOS_BEGIN 0xa0000
#define BIOS_END   0x100000

/*
 * Linux adds the EFI map a second time, with stricter rules, when it is told
 * to or when conventional memory is special purpose (efi.c
 * do_add_efi_memmap). Unlike Linux we leave unaccepted memory as it is: there
 * it would turn from usable into reserved. And we do so before mem= and
 * memmap=, not behind them: there it would add back what they took away.
 */
static uint32_t added_type(const struct efi_memory_desc *desc, uint32_t type)
{
	if (type == E820_RAM && desc->type != EFI_UNACCEPTED_MEMORY &&
	    !(desc->attribute & EFI_ATTR_WB))
		return E820_RESERVED;
	return type != 0 ? type : E820_RESERVED;
}

static int add_efi_memmap(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	struct e820_table *table = &conversion->e820;
	int status = CORE_OK;

	for (size_t i = 0; i < conversion->order_cnt && status == CORE_OK;
	     i++) {
		uint32_t index = conversion->order[i];
		struct range range = convert_range(conversion, index);
		const struct policy_row *rule = convert_rule(conversion, index);
		struct efi_memory_desc desc;

		efimap_get(&conversion->capture->map, index, &desc);
		status = e820_add(table, range.base, range.size,
				  added_type(&desc, rule->e820));
	}
	return status ? status : e820_flatten(table, work->scratch);
}

/* mem= and memmap= edit the table in the order in which they stand. */
static int apply_edits(struct workspace *work, bool with_mem)
{
	struct e820_table *table = &work->conversion->e820;
	const struct convert_settings *settings = work->conversion->settings;
	bool edited = false;
	int status = CORE_OK;

	for (size_t i = 0; i < settings->edit_cnt && status == CORE_OK; i++) {
		const struct e820_edit *edit = &settings->edits[i];

		if (edit->from_mem && !with_mem)
			continue;
		status = e820_apply(table, edit);
		edited = true;
	}
	if (status != CORE_OK || !edited)
		return status;
	return e820_flatten(table, work->scratch);
}

static int build_e820(struct workspace *work, bool with_mem)
{
	struct conversion *conversion = work->conversion;
	const struct e820_table *firmware = &conversion->firmware_e820;
	struct e820_table *table = &conversion->e820;
	int status = CORE_OK;

	/* The firmware's table is sorted and disjoint as it is. */
	if (!work->readd_efi_map && !work->e820_edited) {
		*table = *firmware;
		return CORE_OK;
	}
	table->cnt = firmware->cnt;
	memcpy(table->entries, firmware->entries,
	       firmware->cnt * sizeof(*firmware->entries));
	if (work->readd_efi_map)
		status = add_efi_memmap(work);
	if (status == CORE_OK)
		status = apply_edits(work, with_mem);
	return status;
}

/* Page 0 and the legacy BIOS area are nobody's RAM (setup.c
 * trim_bios_range). */
static int trim_bios_range(struct memblock *mb)
{
	/* Nothing lies below, so that no region is split: it cannot fail. */
	memblock_remove(mb, 0, PAGE_SIZE_4K);
	return memblock_remove(mb, BIOS_BEGIN, BIOS_END - BIOS_BEGIN);
}

/* The table is sorted and disjoint, and usable neighbours are one entry. */
static void add_usable(struct memblock_type *memory,
		       const struct e820_entry *entry,
		       const struct e820_entry *end)
{
	struct regions set = {
		memory->regions + memory->cnt,
		memory->total_size,
	};

	for (; entry < end; entry++) {
		if (entry->type == E820_RAM)
			lay_region(&set, entry->range, MEMBLOCK_NONE, false);
	}
	end_set(memory, &set);
}

static int make_memory(struct workspace *work)
{
	const struct e820_entry *entries = work->conversion->e820.entries;
	const struct e820_entry *end = entries + work->conversion->e820.cnt;
	const struct e820_entry *high = entries;
	struct memblock *mb = &work->conversion->mb;
	struct memblock_type *memory = &mb->memory;
	int status;

	memblock_type_init(memory, memory->name, memory->regions, memory->max);
	while (high < end && high->range.base < BIOS_END)
		high++;
	/* Trim while there is nothing above that would have to move. */
	add_usable(memory, entries, high);
	status = trim_bios_range(mb);
	add_usable(memory, high, end);
	if (status != CORE_OK || (work->sorted_disjoint && !work->e820_edited &&
				  !work->readd_efi_map))
		return status;
	memblock_trim_memory(mb, PAGE_SIZE_4K); /* wants no room */
	return convert_extend_physmap(mb);
}

int convert_x86(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	int status = build_e820(work, false);

	if (status == CORE_OK)
		status = make_memory(work);
	conversion->uncapped = conversion->mb.memory.total_size;
	if (status != CORE_OK || convert_caps_later(conversion->settings))
		return status;
	status = build_e820(work, true);
	return status ? status : make_memory(work);
}
