/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a log says of the machine besides its map (core/firmware/facts.h).
 */
#ifndef TOOLS_IMPORT_LOG_FACTS_H
#define TOOLS_IMPORT_LOG_FACTS_H

#include "core/firmware/facts.h"
#include "tools/import/cursor.h"

/* No machine has more; what is beyond that is ignored. */
#define LOG_PLACES   64
#define LOG_MTRRS    32
#define LOG_WINDOWS  16
#define LOG_BINS     16
#define LOG_RESERVED 128

struct log_facts {
	struct facts facts; /* without the lists below */
	struct fact_place places[LOG_PLACES];
	struct fact_mtrr mtrrs[LOG_MTRRS];
	struct range windows[LOG_WINDOWS]; /* not in logs, see our_facts.h */
	struct fact_bin bins[LOG_BINS];    /* the same */
	struct fact_resource resources[FACTS_RESOURCES]; /* the same */
	struct range reserved[LOG_RESERVED]; /* of the device tree */
	/* From other maps of the log; freed with log_facts_free(). */
	struct range *memory;
	struct fact_e820 *e820;
	/* A memory attributes table that the log lists; also freed there. */
	uint8_t *memattr;
	bool memattr_lost; /* an entry could not be read */
};

/* The hints of the lines that log_facts_line() takes; NULL ends them. */
extern const char *const log_facts_hints[];

/* Takes the facts of a line, if it has any. */
void log_facts_line(struct log_facts *log, struct cursor line);

/* The part of it that collects the memory attributes table
 * (log_memattr.c). */
void log_memattr_line(struct log_facts *log, struct cursor line);

/* The size in bytes of the lists of log. */
size_t log_facts_size(const struct log_facts *log);

/* Copies the facts to *ret, which has been set to what the map itself shows,
 * and the lists to store, which is 8-byte aligned and of log_facts_size(). */
void log_facts_copy(struct facts *ret, char *store,
		    const struct log_facts *log);

void log_facts_free(struct log_facts *log);

#endif
