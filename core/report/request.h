/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a report is asked for, and what it prints besides the conversion.
 */
#ifndef CORE_REPORT_REQUEST_H
#define CORE_REPORT_REQUEST_H

#include "core/base/types.h"

enum format {
	FORMAT_TEXT,
	FORMAT_LINUX,
	FORMAT_E820,
	FORMAT_CSV,
	FORMAT_JSON,
	FORMAT_COUNT,
};

/* A word as it was written, and the name of the place that it came from. */
struct report_word {
	const char *word;   /* "mem=1G" */
	const char *source; /* "memblock.cfg" */
};

struct report_request {
	enum format format;
	/* The words mem= and memmap= in their order; each may hold several of
	 * the conversion's edits. */
	const struct report_word *edits;
	size_t edit_cnt;
	const char *arguments; /* of the kernel, NULL without */
	const char *options;   /* the file of options, NULL without */
};

#endif
