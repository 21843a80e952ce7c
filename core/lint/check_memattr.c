/* SPDX-License-Identifier: BSD-2-Clause */
/* The memory attributes table. */
#include "core/convert/classify.h"
#include "core/firmware/memattr.h"
#include "core/lint/lint_internal.h"

static void check_header(const struct lint *lint, const struct memattr *table)
{
	if (table->version != 1 && table->version != 2)
		lint_map(lint, LINT_MAT_VERSION, table->version, 0);
	else if (table->cnt == 0)
		lint_map(lint, LINT_MAT_EMPTY, 0, 0);
	else if (!table->entries)
		lint_map(lint, LINT_MAT_SIZE, table->cnt, table->size);
}

/* The range is within one descriptor for runtime services. */
static bool is_inside(const struct lint *lint, struct range range)
{
	for (size_t i = 0; i < lint_rows(lint); i++) {
		struct lint_desc one = lint_desc(lint, i);

		if (lint_is(&one, EFI_TYPES_RUNTIME) &&
		    range_intersect(one.range, range).size == range.size)
			return range.size > 0;
	}
	return false;
}

static void check_entry(const struct lint *lint, uint32_t i,
			const struct efi_memory_desc *desc,
			const struct efi_memory_desc *last)
{
	struct range range;

	convert_descriptor_range(desc, &range);
	if (!is_inside(lint, range))
		lint_range(lint, LINT_MAT_OUTSIDE, range, i, 0);
	if (!(desc->attribute & (EFI_ATTR_RO | EFI_ATTR_XP)))
		lint_range(lint, LINT_MAT_RWX, range, i, 0);
	if (i > 0 && desc->phys_addr <= last->phys_addr)
		lint_range(lint, LINT_MAT_ORDER, range, i, 0);
}

/* Bytes of a range that the entries cover. */
static phys_addr_t covered(const struct memattr *table, struct range range)
{
	phys_addr_t size = 0;

	for (uint32_t i = 0; i < table->cnt; i++) {
		struct efi_memory_desc desc = memattr_entry(table, i);
		struct range its;

		convert_descriptor_range(&desc, &its);
		size += range_intersect(its, range).size;
	}
	return size;
}

static void check_cover(const struct lint *lint, const struct memattr *table)
{
	for (size_t i = 0; i < lint_rows(lint); i++) {
		struct lint_desc one = lint_desc(lint, i);
		phys_addr_t size;

		if (!lint_is(&one, EFI_TYPES_RUNTIME))
			continue;
		size = covered(table, one.range);
		if (size < one.range.size)
			lint_row(lint, LINT_MAT_COVER, i,
				 one.range.size - size);
	}
}

void lint_check_memattr(const struct lint *lint)
{
	struct memattr table = memattr_read(&lint->facts->memattr);
	struct efi_memory_desc last = { 0 };

	if (!lint->facts->memattr.bytes)
		return;
	check_header(lint, &table);
	for (uint32_t i = 0; table.entries && i < table.cnt; i++) {
		struct efi_memory_desc desc = memattr_entry(&table, i);

		check_entry(lint, i, &desc, &last);
		last = desc;
	}
	if (table.entries)
		check_cover(lint, &table);
}
