/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Two conversions compared in every way that a report needs.
 */
#ifndef TOOLS_COMPARED_H
#define TOOLS_COMPARED_H

#include "core/report/report_diff.h"

struct compared {
	struct diff_report report; /* names, requests and colour are
				    * the caller's */
	bool differ;               /* in anything */
	struct diff diffs[2];      /* for people, and at DIFF_E820 */
	struct hibernation hibernation[2], grub[2];
	void *spaces[6];
	size_t space_cnt;
};

/* all: every descriptor type by itself. The conversions must outlive *ret. */
void compare_maps(struct compared *ret, const struct conversion *before,
		  const struct conversion *after, bool all);
void compared_free(struct compared *compared);

#endif
