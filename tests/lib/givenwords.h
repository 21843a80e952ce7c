/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Options as text: the words of memblock.cfg and of the command line, as the
 * application would read them. A "--" and what follows it may be there, too.
 */
#ifndef TESTS_LIB_GIVENWORDS_H
#define TESTS_LIB_GIVENWORDS_H

#include "core/options/parse.h"

/* What options_parse() returns and fills. file or line NULL: no such source.
 * The texts live until the next call. */
int parse_words(struct options *ret, struct option_fault *ret_fault,
		const char *file, const char *line, enum profile machine);

/* For a test with an options and a fault of its own, which brings cmocka.h. */
#define parse2(file, line)                                                    \
	assert_int_equal(                                                     \
		parse_words(&options, &fault, file, line, PROFILE_LINUX_X86), \
		CORE_OK)
#define parse(line) parse2(NULL, line)

#endif
