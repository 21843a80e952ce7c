/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The map compared with facts that a running machine has, too.
 */
#include "core/lint/lint_internal.h"

/* --- tables -------------------------------------------------------------- */

/* Ranges that have rules of their own. */
static bool is_range(enum facts_place what)
{
	return what == FACTS_FRAMEBUFFER || what == FACTS_ECAM ||
	       what == FACTS_EBDA;
}

/* The types that UEFI 2.10, 2.3.6 allows, or EBBR 2.1, 2.4.2 for the device
 * tree; 0: any. */
static uint32_t types_of(enum facts_place what)
{
	switch (what) {
	case FACTS_ACPI:
	case FACTS_ACPI_TABLE:
		return LINT_ACPI;
	case FACTS_SMBIOS:
		return LINT_ACPI | EFI_TYPES_RUNTIME;
	case FACTS_DEVICE_TREE:
		return EFI_TYPE_BIT(EFI_ACPI_RECLAIM_MEMORY);
	case FACTS_SYSTEM_TABLE:
		return EFI_TYPES_RUNTIME;
	default:
		return 0;
	}
}

/* What Linux itself reserves before boot services memory is freed. */
static bool is_kept_by_linux(enum facts_place what)
{
	return what != FACTS_ACPI && what != FACTS_ACPI_TABLE &&
	       what != FACTS_SMBIOS && what != FACTS_SYSTEM_TABLE;
}

/* What a loader rather than the firmware may have placed, and announces. */
static bool is_from_loader(enum facts_place what)
{
	return what == FACTS_INITRD || what == FACTS_RNG_SEED ||
	       what == FACTS_DEVICE_TREE || what == FACTS_OTHER;
}

static bool find_desc(const struct lint *lint, phys_addr_t addr,
		      struct lint_desc *ret)
{
	for (size_t i = 0; i < lint_rows(lint); i++) {
		*ret = lint_desc(lint, i);
		if (range_contains(ret->range, addr))
			return true;
	}
	return false;
}

static void check_table(const struct lint *lint, enum facts_place what,
			struct range range)
{
	bool kept = is_kept_by_linux(what);
	struct lint_desc one;

	if (what == FACTS_ACPI || what == FACTS_SMBIOS ||
	    what == FACTS_SYSTEM_TABLE)
		if (range.base >= 4 * GIB)
			lint_range(lint, LINT_TABLE_HIGH, range, what, 0);
	if (!find_desc(lint, range.base, &one))
		lint_range(lint, LINT_TABLE_OUTSIDE, range, what, 0);
	else if (lint_is(&one, EFI_TYPES_BOOT) && kept)
		lint_range(lint, LINT_TABLE_BOOT, range, what, 0);
	else if (lint_is(&one, EFI_TYPES_USABLE) && !is_from_loader(what))
		lint_range(lint, LINT_TABLE_FREED, range, what, 0);
	else if (types_of(what) && !lint_is(&one, types_of(what)))
		lint_range(lint, LINT_TABLE_TYPE, range, what, 0);
}

void lint_check_tables(const struct lint *lint)
{
	static const uint8_t places[EFITABLE_COUNT] = {
		[EFITABLE_MEMATTR] = FACTS_MEMATTR,
		[EFITABLE_ESRT] = FACTS_ESRT,
	};

	for (int i = 0; i < EFITABLE_COUNT; i++) {
		const struct capture_range *one = &lint->capture->tables[i];

		if (one->size > 0)
			check_table(lint, (enum facts_place)places[i],
				    (struct range){ one->base, one->size });
	}
	for (size_t i = 0; i < lint->facts->place_cnt; i++) {
		const struct fact_place *one = &lint->facts->places[i];
		struct range range = one->range;

		range.size = phys_max(range.size, 1);
		if (!is_range(one->what))
			check_table(lint, one->what, range);
	}
}

/* --- GetMemoryMap() ------------------------------------------------------ */

void lint_check_probe(const struct lint *lint)
{
	unsigned int bits = lint->facts->probe;

	if (bits & FACTS_PROBE_NO_DESC_SIZE)
		lint_map(lint, LINT_PROBE_DESC_SIZE, 0, 0);
	if (bits & FACTS_PROBE_OVERRUN)
		lint_map(lint, LINT_PROBE_OVERRUN, 0, 0);
	if (bits & FACTS_PROBE_KEY)
		lint_map(lint, LINT_PROBE_KEY, 0, 0);
	if (bits & FACTS_PROBE_SIZE)
		lint_map(lint, LINT_PROBE_SIZE, 0, 0);
	if (bits & FACTS_PROBE_STUCK)
		lint_map(lint, LINT_PROBE_STUCK, 0, 0);
	if (bits & FACTS_PROBE_PAGES)
		lint_map(lint, LINT_PROBE_PAGES, 0, 0);
}
