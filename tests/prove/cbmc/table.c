/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Steps of the reader of the table: the header, one section, one entry of it, a
 * string. The checksum is not part of them: a table may have any content.
 *
 * UNWIND 50
 */
#include "core/handoff/table.h"
#include "tests/prove/cbmc/any.h"

#define PAYLOAD_MAX ((uint32_t)1 << 20)

/* Nothing is read of a header that is cut, and the sizes of a good one are in
 * order, so that what follows it begins in the table. */
void table_header(void)
{
	uint32_t limit = nondet_u32();
	size_t size = limit < sizeof(struct mbt_header)
			      ? limit
			      : sizeof(struct mbt_header);
	const struct mbt_header *header = (const void *)any_bytes(size);

	if (mbt_check_header(header, limit) != MBT_OK)
		return;
	PROVE(header->header_size >= sizeof(*header));
	PROVE(header->header_size % 8 == 0);
	PROVE(header->header_size <= header->used_size);
	PROVE(header->used_size <= limit);
}

/* A section that is accepted lies in the bytes that are left and takes some of
 * them, so that the walk over all of them ends in the table. */
void table_section(void)
{
	uint32_t left = nondet_u32();
	size_t size = left < sizeof(struct mbt_section)
			      ? left
			      : sizeof(struct mbt_section);
	const struct mbt_section *section = (const void *)any_bytes(size);

	if (mbt_check_section(section, left) != MBT_OK)
		return;
	PROVE(section->payload_size <= left - sizeof(*section));
	PROVE((sizeof(*section) + section->payload_size) % 8 == 0);
}

/* Any entry of an accepted section of up to 1 MiB is read inside of it, for
 * entries that are shorter than, as long as and longer than those of today. */
static void read_entry_of(uint16_t entry_size)
{
	uint32_t left = nondet_u32();
	struct mbt_section *section;
	struct mbt_region region;

	ASSUME(left >= sizeof(*section) &&
	       left <= sizeof(*section) + PAYLOAD_MAX);
	section = (void *)any_bytes(left);
	section->entry_size = entry_size;
	if (mbt_check_section(section, left) == MBT_OK)
		mbt_get_region(section, nondet_u32(), &region);
}

void table_entry_short(void)
{
	read_entry_of(8);
}

void table_entry(void)
{
	read_entry_of(sizeof(struct mbt_region));
}

void table_entry_long(void)
{
	read_entry_of(64);
}

/* A string that is found ends in its section. */
void table_string(void)
{
	enum { STRINGS = 24 };
	struct {
		struct mbt_header header;
		struct mbt_section section;
		char strings[STRINGS];
	} *table = (void *)any_bytes(sizeof(*table));
	const char *text;

	table->header.section_count = 1;
	table->header.header_size = sizeof(table->header);
	ASSUME(table->section.payload_size <= STRINGS);
	text = mbt_string(table, nondet_u32());
	for (uint32_t i = 0; text[i] != '\0'; i++)
		PROVE(text + i < table->strings + STRINGS);
	if (table->section.tag == MBT_CMDLINE) {
		ASSUME(table->section.count <= table->section.payload_size);
		PROVE(mbt_cmdline(table) != NULL);
	}
}
