/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sinks of the host program: a FILE, and memory that grows.
 */
#ifndef TOOLS_TEXTSINK_H
#define TOOLS_TEXTSINK_H

#include "core/text/print.h"

/* A sink into file, a FILE *. Its ferror() reports a failure. */
struct sink file_sink(void *file);

/* What text_sink() has collected. Initialised with { 0 }; bytes is NULL until
 * something is printed, then NUL-terminated, and freed by the owner. */
struct text {
	char *bytes;
	size_t len; /* without the NUL */
	size_t max;
};

/* A sink that appends to text. */
struct sink text_sink(struct text *text);

#endif
