/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The header, the form of sections, and texts. core/table/check_regions.c has
 * the sets, core/table/check_facts.c all other entries.
 */
#include "core/table/check_internal.h"

#include "core/base/cstring.h"

bool table_fault_(struct table_check *check, enum table_problem problem,
		  uint32_t tag, uint32_t index)
{
	check->fault = (struct table_fault){ problem, tag, index };
	return false;
}

/* --- texts --------------------------------------------------------------- */

/* The texts that fit were put in, the others are 0: no offset is odd. */
bool table_text_good_(const struct table_check *check, uint32_t offset)
{
	const struct mbt_section *strings = check->sections[MBT_STRINGS];
	const char *text = (const char *)(strings + 1);

	if (offset == 0)
		return true;
	return offset < strings->count && text[offset - 1] == '\0' &&
	       text[offset] != '\0';
}

static bool check_texts(struct table_check *check)
{
	const struct mbt_section *strings = check->sections[MBT_STRINGS];
	const char *text = (const char *)(strings + 1);

	if (strings->count == 0 || text[0] != '\0' ||
	    text[strings->count - 1] != '\0')
		return table_fault_(check, TABLE_TEXTS_END, MBT_STRINGS, 0);
	return true;
}

static bool check_cmdline(struct table_check *check)
{
	const struct mbt_section *section = check->sections[MBT_CMDLINE];
	const char *text;

	if (section == NULL)
		return true;
	text = (const char *)(section + 1);
	for (uint32_t i = 0; i < section->count; i++)
		if ((text[i] == '\0') != (i + 1 == section->count))
			return table_fault_(check, TABLE_TEXTS_END, MBT_CMDLINE,
					    i);
	return true;
}

/* --- the form of sections ------------------------------------------------ */

static const struct form {
	uint16_t entry_size; /* at least */
	bool exact;          /* and no more */
	bool one;            /* exactly one entry */
	bool must;           /* is in every table */
	bool critical;
} forms[MBT_KNOWN_TAGS] = {
	[MBT_MEMORY] = { sizeof(struct mbt_region), .must = true,
			 .critical = true },
	[MBT_RESERVED] = { sizeof(struct mbt_region), .must = true,
			   .critical = true },
	[MBT_PHYSMAP] = { sizeof(struct mbt_region), .must = true },
	[MBT_EFI_MAP] = { 40 },
	[MBT_STRINGS] = { 1, .exact = true, .must = true },
	[MBT_PLATFORM] = { sizeof(struct mbt_platform), .one = true },
	[MBT_FRAMEBUFFER] = { sizeof(struct mbt_framebuffer) },
	[MBT_MODULES] = { sizeof(struct mbt_module) },
	[MBT_CMDLINE] = { 1, .exact = true },
	[MBT_CPU] = { sizeof(struct mbt_cpu), .one = true },
	[MBT_DISTANCES] = { sizeof(struct mbt_distance) },
	[MBT_ANOMALIES] = { sizeof(struct mbt_anomaly) },
	[MBT_SOURCES] = { sizeof(uint32_t), .exact = true },
	[MBT_KERNEL] = { sizeof(struct mbt_kernel), .one = true },
	[MBT_LOST] = { sizeof(struct mbt_lost) },
};

/* No more than what rounds the entries up to 8, and that is 0. */
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
	const struct form *form = &forms[section->tag];

	if (section->entry_size < form->entry_size ||
	    (form->exact && section->entry_size > form->entry_size))
		return table_fault_(check, TABLE_ENTRY_SIZE, section->tag, 0);
	if (form->critical && !(section->flags & MBT_CRITICAL))
		return table_fault_(check, TABLE_NOT_CRITICAL, section->tag, 0);
	if (form->one && section->count != 1)
		return table_fault_(check, TABLE_NOT_ONE, section->tag, 0);
	if (!padding_good(section))
		return table_fault_(check, TABLE_PAYLOAD, section->tag, 0);
	return true;
}

/* Finds the known sections, each of which is there once at most. */
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
		return table_fault_(check, TABLE_END, 0, 0);
	for (uint32_t tag = 1; tag < MBT_KNOWN_TAGS; tag++)
		if (forms[tag].must && check->sections[tag] == NULL)
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

/* --- all ----------------------------------------------------------------- */

static bool check_all(struct table_check *check)
{
	return check_forms(check) && check_header(check) &&
	       check_texts(check) && check_cmdline(check) &&
	       table_check_map_(check) && table_check_regions_(check) &&
	       table_check_facts_(check);
}

int table_validate(const void *table, size_t len, struct table_fault *ret_fault)
{
	struct table_check check = { .header = table };
	uint32_t limit = len < UINT32_MAX ? (uint32_t)len : UINT32_MAX;
	int error = mbt_check(table, limit);

	_Static_assert(TABLE_ALIGN == (int)MBT_BAD_ALIGN, "one by one");
	if (error == MBT_OK && check_all(&check))
		return CORE_OK;
	*ret_fault = check.fault;
	if (error != MBT_OK)
		*ret_fault = (struct table_fault){
			.problem = (enum table_problem)error,
		};
	return error == MBT_BAD_VERSION ? CORE_EVERSION : CORE_EFORMAT;
}
