/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sinks that the host has: a FILE, and memory that grows.
 */
#ifndef TOOLS_TEXTSINK_H
#define TOOLS_TEXTSINK_H

#include "core/text/print.h"

/* file is a FILE, whose ferror() remembers what failed. */
struct sink file_sink(void *file);

/* Starts as { 0 }; bytes is NUL-ended once something was written, and the
 * owner's to free. */
struct text {
	char *bytes;
	size_t len;
	size_t max;
};
struct sink text_sink(struct text *text);

#endif
