/* SPDX-License-Identifier: BSD-2-Clause */
/* Shared by the files of our side. */
#ifndef TESTS_DIFFERENTIAL_OURS_H
#define TESTS_DIFFERENTIAL_OURS_H

#include "core/memblock/alloc.h"
#include "core/memblock/pfn.h"
#include "tests/differential/side.h"

struct memblock_type *ours_type(enum diff_set_id set);

/* Queries, and walks: ours_ask.c. */
void ours_ask(struct memblock *mb, const struct diff_call *c, uint64_t *value);
void ours_walk(struct memblock *mb, const struct diff_call *c,
	       struct diff_result *result);

#endif
