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
	else if (table->size != lint->capture->map.desc_size)
		lint_map(lint, LINT_MAT_STRIDE, table->size,
			 lint->capture->map.desc_size);
}

/* The descriptor for runtime services that has all of the range; false: there
 * is none. */
static bool find_around(const struct lint *lint, struct range range,
			struct lint_desc *ret)
{
	for (size_t i = 0; i < lint_rows(lint); i++) {
		*ret = lint_desc(lint, i);
		if (lint_is(ret, EFI_TYPES_RUNTIME) &&
		    range_intersect(ret->range, range).size == range.size)
			return range.size > 0;
	}
	return false;
}

/* Where UEFI 2.10, 2.3.6.1 requires runtime services on 64-bit Arm to start. */
#define ARM_64K ((phys_addr_t)0x10000)

static void check_rights(const struct lint *lint, uint32_t i,
			 const struct efi_memory_desc *desc, struct range range)
{
	if (!(desc->attribute & (EFI_ATTR_RO | EFI_ATTR_XP)))
		lint_range(lint, LINT_MAT_RWX, range, i, 0);
	else if (desc->type == EFI_RUNTIME_SERVICES_DATA &&
		 !(desc->attribute & EFI_ATTR_XP))
		lint_range(lint, LINT_MAT_DATA_CODE, range, i, 0);
	if ((range.base | range.size) % ARM_64K != 0)
		lint_range(lint, LINT_MAT_64K, range, i, 0);
}

static void check_entry(const struct lint *lint, uint32_t i,
			const struct efi_memory_desc *desc,
			const struct efi_memory_desc *last)
{
	struct range range, before;
	struct lint_desc one;

	convert_descriptor_range(desc, &range);
	convert_descriptor_range(last, &before);
	if (!find_around(lint, range, &one))
		lint_range(lint, LINT_MAT_OUTSIDE, range, i, 0);
	else if (one.desc.type != desc->type)
		lint_range(lint, LINT_MAT_TYPE, range, i, 0);
	check_rights(lint, i, desc, range);
	if (i > 0 && desc->phys_addr <= last->phys_addr)
		lint_range(lint, LINT_MAT_ORDER, range, i, 0);
	if (i > 0 && range_overlaps(range, before))
		lint_range(lint, LINT_MAT_OVERLAP, range, i, 0);
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
