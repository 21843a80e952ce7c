/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What one word does to the options while they are being read.
 */
#ifndef CORE_OPTIONS_VALUE_H
#define CORE_OPTIONS_VALUE_H

#include "core/options/option_table.h"

struct reader {
	struct options *options;
	/* Lists in the caller's space, as large as options_space() says. */
	struct e820_edit *edits;
	struct report_word *words; /* that hold the edits */
	struct option_fault fault; /* word and source: of the word at hand */
};

/* false, with the fault filled. */
bool option_refuse(struct reader *reader, enum option_problem problem,
		   const char *at);

/* The word of the option, with value at its = or at its end. */
bool option_read(struct reader *reader, const struct option *option,
		 const char *value);

#endif
