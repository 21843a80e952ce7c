/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of the table's writer share: write.c puts a header in front
 * of each section, write_size.c decides what fits, the others count and fill
 * the sections of the schema (core/table/schema.h).
 */
#ifndef CORE_TABLE_WRITE_INTERNAL_H
#define CORE_TABLE_WRITE_INTERNAL_H

#include "core/table/schema.h"
#include "core/table/strings.h"
#include "core/table/write.h"

/* A table that is being written. */
struct table_job {
	const struct conversion *conversion;
	const struct table_facts *facts;
	size_t reserved_cnt; /* entries of MBT_RESERVED, see table_begin_() */
	bool dropped[MBT_KNOWN_TAGS]; /* by tag: it does not fit */
	uint8_t *at;                  /* where the next entry goes */
	struct table_strings strings;
};

/* Nothing is dropped or written yet. */
struct table_job table_begin_(const struct conversion *conversion,
			      const struct table_facts *facts);

/* A row of the schema with the columns of the writer. count() says how many
 * entries the section has, fill() puts exactly that many at job->at. */
struct table_row {
	uint8_t tag;
	uint8_t flags; /* SECTION_* */
	uint8_t drop;
	uint8_t size;
	size_t (*count)(const struct table_job *job);
	void (*fill)(struct table_job *job);
};
extern const struct table_row table_rows_[TABLE_SECTIONS];

#define TABLE_DECLARE_(tag, name, size, flags, drop, written, ...) \
	size_t table_count_##written(const struct table_job *job); \
	void table_fill_##written(struct table_job *job);
TABLE_SCHEMA(TABLE_DECLARE_)
#undef TABLE_DECLARE_

/* Puts one or more entries at job->at and moves it to the byte after them. */
void table_put_(struct table_job *job, const void *entries, size_t size);

/* Bytes of a section: its header and its payload, padded to a multiple of 8. */
uint64_t table_section_bytes_(uint64_t payload);

/* Bytes from one entry to the next. */
uint64_t table_entry_size_(const struct table_job *job,
			   const struct table_row *row);

/* Whether a section with so many entries is in the table. */
bool table_is_written_(const struct table_job *job, const struct table_row *row,
		       size_t count);

/* Bytes of the header and of all sections that come before MBT_STRINGS. */
uint64_t table_bytes_before_strings_(const struct table_job *job);

/* Drops the sections that do not fit into room bytes. Returns the bytes left
 * for MBT_STRINGS, 0 if not even the other sections fit. */
uint64_t table_fit_(struct table_job *job, uint64_t room);

/* Upper bound of the bytes that all texts take; rough: it takes less time. */
uint64_t table_text_bound_(const struct table_job *job, bool rough);
/* Whether MBT_STRINGS with all texts fits into so many bytes. */
bool table_texts_fit_(const struct table_job *job, uint64_t room);
/* At least what the reasons of any policy and the names of all owners take. */
#define TABLE_COMMON_TEXTS 1536

/* Puts the texts first that many entries share, see table_strings_put(). */
void table_put_common_texts_(struct table_job *job);

#endif
