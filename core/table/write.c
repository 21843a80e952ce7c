/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What fits into the table, and where: the header, sections one behind the
 * other, then the texts that they named, then what was lost.
 */
#include "core/table/write.h"

#include "core/base/cstring.h"
#include "core/table/sections.h"

static const struct section {
	uint32_t tag;
	uint16_t flags;
	uint16_t entry_size; /* 0: the map's stride */
	bool always;         /* also without entries */
	size_t (*count)(const struct table_job *job);
	void (*fill)(struct table_job *job);
} sections[] = {
	{ MBT_MEMORY, MBT_CRITICAL, sizeof(struct mbt_region), true,
	  table_count_memory, table_fill_memory },
	{ MBT_RESERVED, MBT_CRITICAL, sizeof(struct mbt_region), true,
	  table_count_reserved, table_fill_reserved },
	{ MBT_PHYSMAP, 0, sizeof(struct mbt_region), true, table_count_physmap,
	  table_fill_physmap },
	{ MBT_PLATFORM, 0, sizeof(struct mbt_platform), true,
	  table_count_platform, table_fill_platform },
	{ MBT_CPU, 0, sizeof(struct mbt_cpu), false, table_count_cpu,
	  table_fill_cpu },
	{ MBT_KERNEL, 0, sizeof(struct mbt_kernel), false, table_count_kernel,
	  table_fill_kernel },
	{ MBT_CMDLINE, 0, 1, false, table_count_cmdline, table_fill_cmdline },
	{ MBT_MODULES, 0, sizeof(struct mbt_module), false, table_count_modules,
	  table_fill_modules },
	{ MBT_FRAMEBUFFER, 0, sizeof(struct mbt_framebuffer), false,
	  table_count_framebuffers, table_fill_framebuffers },
	{ MBT_DISTANCES, 0, sizeof(struct mbt_distance), false,
	  table_count_distances, table_fill_distances },
	{ MBT_EFI_MAP, 0, 0, true, table_count_map, table_fill_map },
	{ MBT_SOURCES, 0, sizeof(uint32_t), false, table_count_sources,
	  table_fill_sources },
	{ MBT_ANOMALIES, 0, sizeof(struct mbt_anomaly), false,
	  table_count_records, table_fill_records },
};
#define SECTIONS (sizeof(sections) / sizeof(*sections))

/* What is given up for what is more important, in this order. Records and
 * sources speak of the map. */
static const uint32_t expendable[] = { MBT_ANOMALIES, MBT_SOURCES, MBT_EFI_MAP,
				       MBT_DISTANCES };
#define EXPENDABLE (sizeof(expendable) / sizeof(*expendable))

/* A section's header and payload. */
static uint64_t section_bytes(uint64_t payload)
{
	return sizeof(struct mbt_section) + ((payload + 7) & ~UINT64_C(7));
}

/* All of the above and the texts. */
#define LOST_BYTES section_bytes((EXPENDABLE + 1) * sizeof(struct mbt_lost))
/* No text but "". */
#define TEXTS_LEAST section_bytes(1)

/* --- sizes --------------------------------------------------------------- */

static uint64_t entry_size(const struct table_job *job,
			   const struct section *section)
{
	return section->entry_size ? section->entry_size
				   : job->conversion->capture->map.desc_size;
}

/* Where the texts stand: the header and the sections before it. */
static uint64_t sections_bytes(const struct table_job *job)
{
	uint64_t bytes = sizeof(struct mbt_header);

	for (size_t i = 0; i < SECTIONS; i++) {
		const struct section *section = &sections[i];
		uint64_t count = section->count(job);

		if (!job->dropped[section->tag] &&
		    (count > 0 || section->always))
			bytes +=
				section_bytes(count * entry_size(job, section));
	}
	return bytes;
}

/* What one more descriptor may add: itself, its place in the order, its
 * record, and two regions in each set. */
static uint64_t descriptor_bytes(const struct table_job *job)
{
	return job->conversion->capture->map.desc_size + sizeof(uint32_t) +
	       sizeof(struct mbt_anomaly) + 6 * sizeof(struct mbt_region);
}

size_t table_space(const struct conversion *conversion,
		   const struct table_facts *facts, size_t more)
{
	struct table_job job = { .conversion = conversion, .facts = facts };
	uint64_t bytes =
		sections_bytes(&job) + section_bytes(table_text_bound(&job));

	/* A section's round-up, should there be one that now is empty. */
	bytes += more > 0 ? 2 * section_bytes(8) : 0;
	if (more > UINT32_MAX / descriptor_bytes(&job))
		return 0;
	bytes += more * descriptor_bytes(&job);
	return bytes <= UINT32_MAX ? (size_t)bytes : 0;
}

/* Drops what there is no room for. Returns the room for texts, or 0. */
static uint64_t make_fit(struct table_job *job, uint64_t room)
{
	uint64_t texts = section_bytes(table_text_bound(job)), used;
	size_t dropped = 0;

	/* A stride that entry_size cannot hold: the map has no place. */
	if (job->conversion->capture->map.desc_size > UINT16_MAX)
		while (!job->dropped[MBT_EFI_MAP])
			job->dropped[expendable[dropped++]] = true;
	for (;;) {
		used = sections_bytes(job) + (dropped > 0 ? LOST_BYTES : 0);
		if (used <= room && texts <= room - used)
			return room - used;
		if (dropped == EXPENDABLE)
			break;
		job->dropped[expendable[dropped++]] = true;
	}
	return used <= room && TEXTS_LEAST <= room - used ? room - used : 0;
}

/* --- writing ------------------------------------------------------------- */

struct table {
	struct table_job job;
	uint8_t *bytes;
	uint32_t section_count;
	struct mbt_lost lost[EXPENDABLE + 1];
	uint32_t lost_count;
};

/* A header at `at`, whose payload is there already. */
static void finish_section(struct table *table, uint8_t *at,
			   const struct section *section, uint64_t count)
{
	uint64_t size = entry_size(&table->job, section);
	uint64_t payload = count * size, padded = (payload + 7) & ~UINT64_C(7);
	struct mbt_section header = {
		.tag = section->tag,
		.flags = section->flags,
		.entry_size = (uint16_t)size,
		.count = (uint32_t)count,
		.payload_size = (uint32_t)padded,
	};

	memcpy(at, &header, sizeof(header));
	memset(at + sizeof(header) + payload, 0, (size_t)(padded - payload));
	table->job.at = at + sizeof(header) + padded;
	table->section_count++;
}

static void write_section(struct table *table, const struct section *section)
{
	struct table_job *job = &table->job;
	uint8_t *at = job->at;
	size_t count = section->count(job);

	if (job->dropped[section->tag]) {
		if (count > 0)
			table->lost[table->lost_count++] = (struct mbt_lost){
				section->tag,
				(uint32_t)count,
			};
		return;
	}
	if (count == 0 && !section->always)
		return;
	job->at += sizeof(struct mbt_section);
	section->fill(job);
	finish_section(table, at, section, count);
}

static void write_strings(struct table *table)
{
	static const struct section strings = { .tag = MBT_STRINGS,
						.entry_size = 1 };
	struct table_job *job = &table->job;

	if (job->strings.lost > 0)
		table->lost[table->lost_count++] = (struct mbt_lost){
			MBT_STRINGS,
			job->strings.lost,
		};
	finish_section(table, job->at, &strings, job->strings.used);
}

static void write_lost(struct table *table)
{
	static const struct section lost = {
		.tag = MBT_LOST,
		.entry_size = sizeof(struct mbt_lost),
	};
	struct table_job *job = &table->job;

	if (table->lost_count == 0)
		return;
	memcpy(job->at + sizeof(struct mbt_section), table->lost,
	       table->lost_count * sizeof(*table->lost));
	finish_section(table, job->at, &lost, table->lost_count);
}

static uint32_t flags_of(const struct table *table)
{
	const struct convert_settings *settings =
		table->job.conversion->settings;
	uint32_t flags = table->lost_count > 0 ? MBT_FLAG_TRUNCATED : 0;

	if (settings->mem != MEM_NONE)
		flags |= MBT_FLAG_CAPPED;
	if (settings->mem != MEM_NONE && settings->mem_kind == MEM_AMOUNT)
		flags |= MBT_FLAG_AMOUNT;
	if (table->job.facts->final)
		flags |= MBT_FLAG_FINAL;
	if (table->job.facts->simulated)
		flags |= MBT_FLAG_SIMULATED;
	return flags;
}

static void write_header(const struct table *table, uint32_t capacity,
			 uint64_t phys_base)
{
	const struct conversion *conversion = table->job.conversion;
	struct mbt_header header = {
		.magic = MBT_MAGIC,
		.version_major = MBT_VERSION_MAJOR,
		.version_minor = MBT_VERSION_MINOR,
		.header_size = sizeof(header),
		.used_size = (uint32_t)(table->job.at - table->bytes),
		.capacity = capacity,
		.flags = flags_of(table),
		.phys_base = phys_base,
		.mem_limit = conversion->settings->mem,
		.page_size = (uint32_t)PAGE_SIZE_4K,
		.section_count = table->section_count,
		.total_ram = conversion->mb.physmap.total_size,
	};

	memcpy(table->bytes, &header, sizeof(header));
	header.crc32 = mbt_checksum(table->bytes);
	memcpy(table->bytes, &header, sizeof(header));
}

int table_write(void *blob, size_t capacity, uint64_t phys_base,
		const struct conversion *conversion,
		const struct table_facts *facts, size_t *ret_used)
{
	uint64_t room = (capacity < UINT32_MAX ? capacity : UINT32_MAX) & ~7u;
	struct table table = {
		.job = { .conversion = conversion, .facts = facts },
		.bytes = blob,
	};
	struct table_job *job = &table.job;
	uint64_t texts;

	if ((uintptr_t)blob % 8 != 0)
		return CORE_EINVAL;
	texts = make_fit(job, room);
	if (texts == 0)
		return CORE_ENOSPC;
	job->at =
		table.bytes + sections_bytes(job) + sizeof(struct mbt_section);
	table_strings_init(&job->strings, (char *)job->at,
			   (uint32_t)(texts - sizeof(struct mbt_section)));
	table_common_texts(job);
	job->at = table.bytes + sizeof(struct mbt_header);
	for (size_t i = 0; i < SECTIONS; i++)
		write_section(&table, &sections[i]);
	write_strings(&table);
	write_lost(&table);
	write_header(&table, (uint32_t)room, phys_base);
	*ret_used = (size_t)(job->at - table.bytes);
	return CORE_OK;
}
