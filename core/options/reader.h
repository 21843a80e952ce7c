/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of core/options/parse.h share while words are being read:
 *
 *   options   which words count, and in which order
 *   value     what each word does
 *   lists     the caller's space
 *   machine   what the profile decides
 */
#ifndef CORE_OPTIONS_READER_H
#define CORE_OPTIONS_READER_H

#include "core/options/option_table.h"
#include "core/options/parse.h"

struct reader {
	struct options *options;
	struct report_word word;   /* the current one */
	struct report_word raw;    /* the last save-raw= */
	struct option_fault fault; /* the first one */
	/* Lists in the caller's space; they stay empty without room. */
	bool has_room;
	struct e820_edit *edits;
	struct report_word *words; /* that hold the edits */
	struct option_module *modules;
	struct option_reserve_mem *reserve_mems;
	char *text; /* the end of what is used */
};

/* The current word is wrong from at on. Only the first call is recorded; later
 * ones return false. */
bool option_refuse(struct reader *reader, enum option_problem problem,
		   const char *at);

/* Reads the current word, which names the option; value is its = or its end. */
void option_read(struct reader *reader, const struct option *option,
		 const char *value);

/* Cuts the lists for these sources from space[len]. */
void option_lists_cut(struct reader *reader,
		      const struct option_source *sources, size_t count,
		      void *space, size_t len);
/* Defaults, except that frame and exit stay as they are. */
void options_default(struct options *options);

#endif
