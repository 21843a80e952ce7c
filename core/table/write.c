/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Writes a table: the sections of the schema one after the other, and the
 * header when all of them are known.
 */
#include "core/table/write_internal.h"

#include "core/base/cstring.h"
#include "core/table/crc.h"

const struct table_row table_rows_[TABLE_SECTIONS] = {
#define TABLE_ROW_(tag, name, size, flags, drop, written, ...)           \
	{ MBT_##tag,           flags, drop, size, table_count_##written, \
	  table_fill_##written },
	TABLE_SCHEMA(TABLE_ROW_)
};

void table_put_(struct table_job *job, const void *entries, size_t size)
{
	memcpy(job->at, entries, size);
	job->at += size;
}

/* --- MBT_LOST ------------------------------------------------------------ */

/* How many entries, or texts, are missing in a section. */
static size_t lost_of(const struct table_job *job, const struct table_row *row)
{
	if (row->tag == MBT_STRINGS)
		return job->strings.lost;
	return job->dropped[row->tag] ? row->count(job) : 0;
}

size_t table_count_lost(const struct table_job *job)
{
	size_t count = 0;

	for (int i = 0; i < TABLE_SECTIONS; i++)
		count += lost_of(job, &table_rows_[i]) > 0;
	return count;
}

void table_fill_lost(struct table_job *job)
{
	for (int i = 0; i < TABLE_SECTIONS; i++) {
		const struct table_row *row = &table_rows_[i];
		struct mbt_lost lost = {
			.tag = row->tag,
			.count = (uint32_t)lost_of(job, row),
		};

		if (lost.count > 0)
			table_put_(job, &lost, sizeof(lost));
	}
}

/* --- sections ------------------------------------------------------------ */

/* Returns whether the section is in the table. */
static bool write_section(struct table_job *job, const struct table_row *row)
{
	size_t count = row->count(job);
	uint64_t size = table_entry_size_(job, row);
	uint64_t payload = count * size, padded = (payload + 7) & ~UINT64_C(7);
	struct mbt_section header = {
		.tag = row->tag,
		.flags = row->flags & SECTION_CRITICAL ? MBT_CRITICAL : 0,
		.entry_size = (uint16_t)size,
		.count = (uint32_t)count,
		.payload_size = (uint32_t)padded,
	};

	if (!table_is_written_(job, row, count))
		return false;
	table_put_(job, &header, sizeof(header));
	row->fill(job);
	memset(job->at, 0, (size_t)(padded - payload));
	job->at += padded - payload;
	return true;
}

/* --- the header ---------------------------------------------------------- */

static uint32_t flags_of(const struct table_job *job)
{
	const struct convert_settings *settings = job->conversion->settings;
	uint32_t flags = table_count_lost(job) > 0 ? MBT_FLAG_TRUNCATED : 0;

	if (settings->mem != MEM_NONE)
		flags |= MBT_FLAG_CAPPED;
	if (settings->mem != MEM_NONE && settings->mem_kind == MEM_AMOUNT)
		flags |= MBT_FLAG_AMOUNT;
	if (job->facts->final)
		flags |= MBT_FLAG_FINAL;
	if (job->facts->simulated)
		flags |= MBT_FLAG_SIMULATED;
	return flags;
}

/* The sections are there already; header holds what the caller knows, and 0 as
 * its checksum. */
static void write_header(const struct table_job *job, uint8_t *bytes,
			 struct mbt_header header)
{
	header.magic = MBT_MAGIC;
	header.version_major = MBT_VERSION_MAJOR;
	header.version_minor = MBT_VERSION_MINOR;
	header.header_size = sizeof(header);
	header.used_size = (uint32_t)(job->at - bytes);
	header.flags = flags_of(job);
	header.mem_limit = job->conversion->settings->mem;
	header.page_size = (uint32_t)PAGE_SIZE_4K;
	header.total_ram = job->conversion->mb.physmap.total_size;
	memcpy(bytes, &header, sizeof(header));
	header.crc32 = table_crc32(bytes, header.used_size);
	memcpy(bytes, &header, sizeof(header));
}

/* --- all ----------------------------------------------------------------- */

/* Where MBT_STRINGS will be, texts can be put from now on. */
static void begin_strings(struct table_job *job, uint8_t *bytes, uint64_t room)
{
	uint8_t *section = bytes + table_bytes_before_strings_(job);

	table_strings_init(&job->strings,
			   (char *)section + sizeof(struct mbt_section),
			   (uint32_t)(room - sizeof(struct mbt_section)));
	table_put_common_texts_(job);
}

int table_write(void *blob, size_t capacity, uint64_t phys_base,
		const struct conversion *conversion,
		const struct table_facts *facts, size_t *ret_used)
{
	uint64_t room = (capacity < UINT32_MAX ? capacity : UINT32_MAX) & ~7u;
	struct table_job job = table_begin_(conversion, facts);
	struct mbt_header header = {
		.capacity = (uint32_t)room,
		.phys_base = phys_base,
	};
	uint64_t texts;
	uint8_t *bytes = blob;

	if ((uintptr_t)blob % 8 != 0)
		return CORE_EINVAL;
	texts = table_fit_(&job, room);
	if (texts == 0)
		return CORE_ENOSPC;
	begin_strings(&job, bytes, texts);
	job.at = bytes + sizeof(header);
	for (int i = 0; i < TABLE_SECTIONS; i++)
		header.section_count += write_section(&job, &table_rows_[i]);
	write_header(&job, bytes, header);
	*ret_used = (size_t)(job.at - bytes);
	return CORE_OK;
}
