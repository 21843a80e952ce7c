/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The steps of diff().
 */
#ifndef CORE_DIFF_DIFF_INTERNAL_H
#define CORE_DIFF_DIFF_INTERNAL_H

#include "core/diff/diff.h"

/* The most entries that a side can have. */
size_t diff_max_entries(const struct conversion *conversion);

/* Order of classes: below 0, 0 or above. */
int diff_class_order(struct diff_class a, struct diff_class b);
static inline bool diff_class_equal(struct diff_class a, struct diff_class b)
{
	return a.kind == b.kind && a.number == b.number;
}

/* Fills ret->entries, which has room for diff_max_entries(). scratch has room
 * for five times as many. bytes: E820 rows as they were logged, and not as
 * whole pages, where they are known. */
void diff_fill_side(struct diff_side *ret, const struct conversion *conversion,
		    enum diff_level level, bool bytes,
		    struct keyed_range *scratch, struct diff_entry *unsorted);

/* Matches the entries of both sides. used[side] has a byte for each entry,
 * sizes room for three times as many as both sides have entries. */
void diff_match(struct diff *diff, uint8_t *used[2], struct keyed_range *sizes);

/* Appends what has other attributes. */
void diff_attributes(struct diff *diff);

#endif
