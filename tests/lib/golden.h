/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text that must not change: the files of tests/golden/. After an intended
 * change, GOLDEN=write in the environment rewrites them; git diff then shows
 * the difference.
 */
#ifndef TESTS_LIB_GOLDEN_H
#define TESTS_LIB_GOLDEN_H

#include "core/text/print.h"

/* A sink that keeps all of its text, NUL-ended; free() the text. */
struct kept {
	char *text;
	size_t len, max;
};
struct sink keep_text(struct kept *ret);

/* A message about the first line that differs, or "". */
const char *differs_from_golden(const char *name, const char *text);

#endif
