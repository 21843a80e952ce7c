/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Options as text: the words of memblock.cfg and of the command line, as the
 * application would read them. A "--" with all behind it works too.
 */
#ifndef TESTS_GIVENWORDS_H
#define TESTS_GIVENWORDS_H

#include "core/options/options.h"

/* What options_parse() returns and fills. file or line NULL: no such source.
 * The texts live until the next call. */
int parse_words(struct options *ret, struct option_fault *ret_fault,
		const char *file, const char *line, enum profile machine);

#endif
