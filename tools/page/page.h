/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A report as one HTML page: it loads nothing, and everything can be read
 * without a script, on a phone and on paper.
 */
#ifndef TOOLS_PAGE_PAGE_H
#define TOOLS_PAGE_PAGE_H

#include "core/report/report_diff.h"

struct page_side {
	const char *name; /* of the file */
	const struct conversion *conversion;
	const struct report_request *request;
};

struct page {
	struct page_side sides[2]; /* before and after, or one */
	size_t side_cnt;
	const struct diff_report *diff; /* of two sides; else NULL */
};

/* Prints the page. */
void page_write(const struct sink *out, const struct page *page);

#endif
