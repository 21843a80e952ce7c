/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Paragraphs, wrapped to 79 columns, and rows below them.
 */
#ifndef CORE_REPORT_PROSE_H
#define CORE_REPORT_PROSE_H

#include "core/convert/conversion.h"
#include "core/text/print.h"

#define PROSE_MAX 1024

/* A paragraph that is being written. A sentence that does not fit any more is
 * cut. */
struct prose {
	const struct sink *out;
	struct buffer buffer;
	struct sink text; /* print sentences here, each ends with a blank */
	char room[PROSE_MAX];
};

/* Starts a paragraph. *ret must not be moved. */
void prose_begin(struct prose *ret, const struct sink *out);

/* Prints it, after an empty line. */
void prose_end(struct prose *prose);

/* Which descriptors are meant. */
typedef bool (*prose_filter)(const struct conversion *conversion, size_t index);

/* What the filter lets through. */
struct prose_rows {
	size_t cnt;
	uint64_t bytes;
};
struct prose_rows prose_count(const struct conversion *conversion,
			      prose_filter filter);

/* Prints the largest rows that the filter lets through, at most three, and how
 * many more there are. */
void prose_rows(const struct sink *out, const struct conversion *conversion,
		prose_filter filter);

#endif
