/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Checks a table: the header, the form of each section, then their entries.
 */
#include "core/table/check_internal.h"

/* A row of the schema with the columns of the checker. */
static const struct row {
	uint8_t flags; /* SECTION_* */
	uint8_t size;
	bool (*check)(struct table_check *check,
		      const struct mbt_section *section);
} rows[MBT_KNOWN_TAGS] = {
#define ROW(tag, name, size, flags, drop, written, checked, ...) \
	[MBT_##tag] = { flags, size, table_check_##checked },
	TABLE_SCHEMA(ROW)
};

/* --- the form of sections ------------------------------------------------ */

/* Whether the payload is the entries and zeros up to a multiple of 8. */
static bool padding_good(const struct mbt_section *section)
{
	uint64_t used = (uint64_t)section->count * section->entry_size;
	const uint8_t *payload = (const uint8_t *)(section + 1);

	if (section->payload_size - used >= 8)
		return false;
	for (uint64_t i = used; i < section->payload_size; i++)
		if (payload[i] != 0)
			return false;
	return true;
}

static bool check_form(struct table_check *check,
		       const struct mbt_section *section)
{
	const struct row *row = &rows[section->tag];
	unsigned int least =
		row->size - (row->flags & SECTION_GREW ? SECTION_GROWTH : 0);

	if (section->entry_size < least ||
	    (row->flags & SECTION_FIXED && section->entry_size > row->size))
		return table_fault_(check, TABLE_ENTRY_SIZE, section->tag, 0);
	if (row->flags & SECTION_CRITICAL && !(section->flags & MBT_CRITICAL))
		return table_fault_(check, TABLE_NOT_CRITICAL, section->tag, 0);
	if (row->flags & SECTION_SINGLE && section->count != 1)
		return table_fault_(check, TABLE_NOT_SINGLE, section->tag, 0);
	if (!padding_good(section))
		return table_fault_(check, TABLE_PADDING, section->tag, 0);
	return true;
}

/* Fills check->sections. mbt_check() has made sure that none occurs twice. */
static bool check_forms(struct table_check *check)
{
	const struct mbt_section *section = mbt_first_section(check->header);

	for (uint32_t i = 0; i < check->header->section_count; i++) {
		if (section->tag != MBT_END && section->tag < MBT_KNOWN_TAGS) {
			if (!check_form(check, section))
				return false;
			check->sections[section->tag] = section;
		}
		section = mbt_next_section(section);
	}
	if ((const uint8_t *)section !=
	    (const uint8_t *)check->header + check->header->used_size)
		return table_fault_(check, TABLE_TRAILING, 0, 0);
	for (uint32_t tag = 0; tag < MBT_KNOWN_TAGS; tag++)
		if (rows[tag].flags & SECTION_REQUIRED &&
		    check->sections[tag] == NULL)
			return table_fault_(check, TABLE_MISSING, tag, 0);
	return true;
}

/* --- the header ---------------------------------------------------------- */

static bool check_header(struct table_check *check)
{
	const struct mbt_header *header = check->header;
	bool capped = header->flags & MBT_FLAG_CAPPED;
	bool truncated = header->flags & MBT_FLAG_TRUNCATED;

	if (header->page_size != PAGE_SIZE_4K)
		return table_fault_(check, TABLE_PAGE_SIZE, 0, 0);
	if (capped != (header->mem_limit != UINT64_MAX) ||
	    (!capped && (header->flags & MBT_FLAG_AMOUNT)))
		return table_fault_(check, TABLE_LIMIT_FLAGS, 0, 0);
	if (truncated != (check->sections[MBT_LOST] != NULL))
		return table_fault_(check, TABLE_LOST_FLAG, 0, 0);
	return true;
}

/* Where the table says that it lies in memory. */
static bool check_place(struct table_check *check)
{
	const struct mbt_header *header = check->header;

	if (header->phys_base % PAGE_SIZE_4K != 0)
		return table_fault_(check, TABLE_NOT_ALIGNED, 0, 0);
	if (header->phys_base != 0 &&
	    !table_reserved_(check, header->phys_base, header->capacity))
		return table_fault_(check, TABLE_NOT_RESERVED, 0, 0);
	return true;
}

/* --- all ----------------------------------------------------------------- */

/* Checks the entries of the sections with SECTION_FIRST, or of the others: by
 * tag, so that the sets come before everything that has to be reserved. */
static bool check_entries(struct table_check *check, unsigned int first)
{
	for (uint32_t tag = 1; tag < MBT_KNOWN_TAGS; tag++)
		if (check->sections[tag] != NULL &&
		    (rows[tag].flags & SECTION_FIRST) == first &&
		    !rows[tag].check(check, check->sections[tag]))
			return false;
	return true;
}

static bool check_all(struct table_check *check)
{
	return check_forms(check) && check_header(check) &&
	       check_entries(check, SECTION_FIRST) && check_entries(check, 0) &&
	       check_place(check);
}

int table_validate(const void *table, size_t len, struct table_fault *ret_fault)
{
	struct table_check check = { .header = table };
	uint32_t limit = len < UINT32_MAX ? (uint32_t)len : UINT32_MAX;
	int error = mbt_check(table, limit);

	if (error == MBT_OK && check_all(&check))
		return CORE_OK;
	*ret_fault = check.fault;
	if (error != MBT_OK)
		*ret_fault = (struct table_fault){
			.problem = (enum table_problem)error,
		};
	return error == MBT_BAD_VERSION ? CORE_EVERSION : CORE_EFORMAT;
}
