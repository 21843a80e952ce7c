/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a map means, in prose for people.
 */
#ifndef CORE_REPORT_EXPLAIN_H
#define CORE_REPORT_EXPLAIN_H

#include "core/convert/conversion.h"
#include "core/text/print.h"

/*
 * Prints paragraphs about where the totals come from: what is RAM and what is
 * not, holes, what the kernel does not get and who has it instead. Each is
 * followed by the largest rows that it is based on. Lines have at most 79
 * columns as far as names that come from outside allow.
 */
void report_explain(const struct sink *out,
		    const struct conversion *conversion);

#endif
