/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What Linux makes of the map: the first part of rules_linux.def.
 */
#include "core/lint/lint_internal.h"

/* --- numbers of entries -------------------------------------------------- */

/* E820_MAX_ENTRIES_ZEROPAGE, and INIT_MEMBLOCK_REGIONS. */
#define ARRAY 128

void lint_check_e820_128(const struct lint *lint)
{
	size_t count = lint->conversion->firmware_e820.cnt;

	if (count > ARRAY)
		lint_map(lint, LINT_E820_128, count, 0);
}

void lint_check_regions(const struct lint *lint)
{
	size_t count = lint->conversion->mb.memory.cnt;

	if (count > ARRAY)
		lint_map(lint, LINT_REGIONS_128, count, 0);
	else if (count > 100)
		lint_map(lint, LINT_REGIONS_100, count, 0);
}

/* --- memory that is not used --------------------------------------------- */

void lint_check_bios_area(const struct lint *lint)
{
	const struct e820_table *e820 = &lint->conversion->e820;
	const struct range page_0 = { 0, PAGE_SIZE_4K };
	const struct range bios = { 0xa0000, MIB - 0xa0000 };
	phys_addr_t size = 0;

	for (size_t i = 0; i < e820->cnt; i++) {
		struct range range = e820->entries[i].range;

		if (e820->entries[i].type == E820_RAM)
			size += range_intersect(range, page_0).size +
				range_intersect(range, bios).size;
	}
	if (size > 0)
		lint_map(lint, LINT_BIOS_AREA, size, 0);
}

static void check_loss(const struct lint *lint, enum lint_rule rule,
		       phys_addr_t page)
{
	const struct memblock_type *memory = &lint->conversion->mb.memory;
	phys_addr_t lost = 0;

	for (size_t i = 0; i < memory->cnt; i++) {
		const struct memblock_region *one = &memory->regions[i];
		struct range range = { one->base, one->size };

		if (!(one->flags & MEMBLOCK_NOMAP))
			lost += range.size - range_inward(range, page).size;
	}
	if (lost > 0)
		lint_map(lint, rule, lost, 0);
}

/* Of a conversion for larger pages the report has the exact ranges. */
void lint_check_page_loss(const struct lint *lint)
{
	if (lint->conversion->settings->page_size != PAGE_SIZE_4K)
		return;
	check_loss(lint, LINT_LOSS_16K, 16 * 1024);
	check_loss(lint, LINT_LOSS_64K, 64 * 1024);
}

void lint_check_nomap(const struct lint *lint)
{
	const struct memblock_type *memory = &lint->conversion->mb.memory;
	phys_addr_t size = 0;
	size_t count = 0;

	for (size_t i = 0; i < memory->cnt; i++) {
		if (!(memory->regions[i].flags & MEMBLOCK_NOMAP))
			continue;
		size += memory->regions[i].size;
		count++;
	}
	if (count > 0)
		lint_map(lint, LINT_NOMAP, count, size);
}

/* --- mirror -------------------------------------------------------------- */

void lint_check_mirrored(const struct lint *lint)
{
	phys_addr_t mirrored = 0, all = 0, lowest_other = PHYS_ADDR_MAX;
	phys_addr_t lowest_mirrored = PHYS_ADDR_MAX;
	struct lint_desc one;
	size_t at = 0;

	while (lint_next(lint, &at, &one)) {
		bool mirror = one.desc.attribute & EFI_ATTR_MORE_RELIABLE;
		phys_addr_t *lowest = mirror ? &lowest_mirrored : &lowest_other;

		if (!lint_is(&one, EFI_TYPES_USABLE))
			continue;
		mirrored += mirror ? one.range.size : 0;
		all += one.range.size;
		*lowest = phys_min(*lowest, one.range.base);
	}
	if (mirrored == 0)
		return;
	lint_map(lint, LINT_MIRRORED, mirrored, all);
	if (lowest_mirrored > lowest_other)
		lint_map(lint, LINT_MIRROR_ORDER, lowest_mirrored, 0);
}

/* --- nodes --------------------------------------------------------------- */

static phys_addr_t memory_without_node(const struct memblock_type *memory)
{
	phys_addr_t size = 0;

	for (size_t i = 0; i < memory->cnt; i++)
		if (memory->regions[i].nid == NUMA_NO_NODE)
			size += memory->regions[i].size;
	return size;
}

/* Entries with flags that ACPI 6.5 does not define. */
static size_t srat_reserved(const struct acpi_bytes *srat)
{
	const uint32_t memory =
		SRAT_ENABLED | SRAT_HOT_PLUGGABLE | SRAT_NON_VOLATILE;
	struct srat_entry entry;
	size_t at = 0, cnt = 0;

	while (srat_next(srat, &at, &entry))
		cnt += entry.memory && (entry.flags & ~memory);
	return cnt;
}

void lint_check_srat(const struct lint *lint)
{
	const struct numa *numa = &lint->conversion->numa;
	phys_addr_t unknown;
	size_t reserved;

	if (numa->outcome == NUMA_ABSENT)
		return;
	reserved = numa->outcome == NUMA_MALFORMED
			   ? 0
			   : srat_reserved(&lint->capture->acpi.srat);
	if (reserved > 0)
		lint_map(lint, LINT_SRAT_BITS, reserved, 0);
	if (numa_rejected(numa))
		lint_map(lint, LINT_SRAT_REJECTED, 0, 0);
	if (numa->wrapping > 0)
		lint_map(lint, LINT_SRAT_WRAPS, numa->wrapping, 0);
	if (numa->slit != ACPI_GOOD)
		lint_map(lint, LINT_SLIT_REJECTED, 0, 0);
	unknown = memory_without_node(&lint->conversion->mb.memory);
	if (unknown > 0)
		lint_map(lint, LINT_NODE_UNKNOWN, unknown, 0);
}

static bool any_hot_pluggable(const struct lint *lint)
{
	for (size_t i = 0; i < lint_rows(lint); i++)
		if (lint_desc(lint, i).desc.attribute & EFI_ATTR_HOT_PLUGGABLE)
			return true;
	return false;
}

void lint_check_hotplug(const struct lint *lint)
{
	const struct memblock_type *memory = &lint->conversion->mb.memory;
	phys_addr_t size = 0;

	for (size_t i = 0; i < memory->cnt; i++)
		if (memory->regions[i].flags & MEMBLOCK_HOTPLUG)
			size += memory->regions[i].size;
	if (size > 0 && !any_hot_pluggable(lint))
		lint_map(lint, LINT_HOTPLUG_HIDDEN, size, 0);
}
