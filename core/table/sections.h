/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The sections of a table that is being written: how many entries each has,
 * and the entries. core/table/write.c decides what fits and puts a header
 * before each; core/table/sections.c has what comes from the conversion,
 * core/table/facts.c the rest.
 */
#ifndef CORE_TABLE_SECTIONS_H
#define CORE_TABLE_SECTIONS_H

#include "core/table/strings.h"
#include "core/table/write.h"

struct table_job {
	const struct conversion *conversion;
	const struct table_facts *facts;
	bool dropped[MBT_KNOWN_TAGS]; /* there is no room for it */
	uint8_t *at;                  /* where the next entry goes */
	struct table_strings strings;
};

/* The next entry. */
void table_put(struct table_job *job, const void *entry, size_t size);

size_t table_count_memory(const struct table_job *job);
void table_fill_memory(struct table_job *job);
size_t table_count_reserved(const struct table_job *job);
void table_fill_reserved(struct table_job *job);
size_t table_count_physmap(const struct table_job *job);
void table_fill_physmap(struct table_job *job);
size_t table_count_map(const struct table_job *job);
void table_fill_map(struct table_job *job);
size_t table_count_sources(const struct table_job *job);
void table_fill_sources(struct table_job *job);
size_t table_count_records(const struct table_job *job);
void table_fill_records(struct table_job *job);

size_t table_count_platform(const struct table_job *job);
void table_fill_platform(struct table_job *job);
size_t table_count_cpu(const struct table_job *job);
void table_fill_cpu(struct table_job *job);
size_t table_count_kernel(const struct table_job *job);
void table_fill_kernel(struct table_job *job);
size_t table_count_cmdline(const struct table_job *job);
void table_fill_cmdline(struct table_job *job);
size_t table_count_modules(const struct table_job *job);
void table_fill_modules(struct table_job *job);
size_t table_count_framebuffers(const struct table_job *job);
void table_fill_framebuffers(struct table_job *job);
size_t table_count_distances(const struct table_job *job);
void table_fill_distances(struct table_job *job);

/* Puts those texts first that many entries share. */
void table_common_texts(struct table_job *job);

/* No less than what all texts take. */
uint64_t table_text_bound(const struct table_job *job);

#endif
