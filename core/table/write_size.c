/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How large a table is, and what is left out of it when the capacity is too
 * small.
 */
#include "core/table/write_internal.h"

/* MBT_LOST with all that can be lost: the dropped sections, and texts. */
#define LOST_BYTES \
	table_section_bytes_((SECTION_DROPS + 1) * sizeof(struct mbt_lost))
/* MBT_STRINGS with only the empty text. */
#define STRINGS_BYTES_MIN table_section_bytes_(1)

uint64_t table_section_bytes_(uint64_t payload)
{
	return sizeof(struct mbt_section) + ((payload + 7) & ~UINT64_C(7));
}

uint64_t table_entry_size_(const struct table_job *job,
			   const struct table_row *row)
{
	return row->flags & SECTION_STRIDE
		       ? job->conversion->capture->map.desc_size
		       : row->size;
}

bool table_is_written_(const struct table_job *job, const struct table_row *row,
		       size_t count)
{
	return !job->dropped[row->tag] &&
	       (count > 0 || row->flags & SECTION_REQUIRED);
}

uint64_t table_bytes_before_strings_(const struct table_job *job)
{
	uint64_t bytes = sizeof(struct mbt_header);

	for (const struct table_row *row = table_rows_; row->tag != MBT_STRINGS;
	     row++) {
		uint64_t count = row->count(job);

		if (table_is_written_(job, row, count))
			bytes += table_section_bytes_(
				count * table_entry_size_(job, row));
	}
	return bytes;
}

/* What one more descriptor may add: itself, its index in MBT_SOURCES, its
 * anomalies, and two regions in each set. */
static uint64_t descriptor_bytes(const struct table_job *job)
{
	return job->conversion->capture->map.desc_size + sizeof(uint32_t) +
	       sizeof(struct mbt_anomaly) + 6 * sizeof(struct mbt_region);
}

size_t table_space(const struct conversion *conversion,
		   const struct table_facts *facts, size_t more)
{
	struct table_job job = table_begin_(conversion, facts);
	uint64_t bytes =
		table_bytes_before_strings_(&job) +
		table_section_bytes_(table_text_bound_(&job, more > 0));

	/* MBT_SOURCES and MBT_ANOMALIES may be absent so far. */
	bytes += more > 0 ? 2 * table_section_bytes_(8) : 0;
	if (more > UINT32_MAX / descriptor_bytes(&job))
		return 0;
	bytes += more * descriptor_bytes(&job);
	return bytes <= UINT32_MAX ? (size_t)bytes : 0;
}

static void drop(struct table_job *job, unsigned int order)
{
	for (int i = 0; i < TABLE_SECTIONS; i++)
		if (table_rows_[i].drop == order)
			job->dropped[table_rows_[i].tag] = true;
}

uint64_t table_fit_(struct table_job *job, uint64_t room)
{
	unsigned int drops = 0;
	uint64_t used;

	/* A DescriptorSize that entry_size cannot hold. */
	if (job->conversion->capture->map.desc_size > UINT16_MAX)
		while (!job->dropped[MBT_EFI_MAP])
			drop(job, ++drops);
	for (;;) {
		used = table_bytes_before_strings_(job) +
		       (drops > 0 ? LOST_BYTES : 0);
		if (used <= room && table_texts_fit_(job, room - used))
			return room - used;
		if (drops == SECTION_DROPS)
			break;
		drop(job, ++drops);
	}
	return used <= room && STRINGS_BYTES_MIN <= room - used ? room - used
								: 0;
}
