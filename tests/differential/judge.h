/* SPDX-License-Identifier: BSD-2-Clause */
/* Shared by the files of the judge. */
#ifndef TESTS_DIFFERENTIAL_JUDGE_H
#define TESTS_DIFFERENTIAL_JUDGE_H

#include "core/base/status.h"
#include "tests/differential/compare.h"

/* Nodes that Linux is compiled for. */
#define LINUX_NODES 16

static inline enum diff_kind kind_of(const struct diff_trial *t)
{
	return diff_operations[t->call.op].kind;
}

static inline bool allocates(const struct diff_trial *t)
{
	return kind_of(t) == DIFF_ALLOCATES || kind_of(t) == DIFF_POINTS;
}

static inline bool power_of_two(uint64_t n)
{
	return n && (n & (n - 1)) == 0;
}

static inline bool wraps(uint64_t base, uint64_t size)
{
	return size > UINT64_MAX - base;
}

static inline enum diff_class only_if(bool holds, enum diff_class class)
{
	return holds ? class : DIFF_UNLISTED;
}

/* Ours changes nothing and returns 0 where an address is expected. */
static inline bool diff_gives_nothing(const struct diff_trial *t)
{
	return t->mine.value[0] == 0 && diff_same_state(&t->before, &t->ours);
}

/* Whether the operation has a node as argument, and uses no other. */
bool diff_uses_node(const struct diff_call *call);
bool diff_uses_only_node(const struct diff_call *call);

/* What each file judges: DIFF_EQUAL when it finds nothing to say. Arguments
 * that ours refuses; queries; walks; all that is left. */
enum diff_class diff_judge_refused(const struct diff_trial *t);
enum diff_class diff_judge_query(const struct diff_trial *t);
enum diff_class diff_judge_walk(const struct diff_trial *t);
enum diff_class diff_judge_state(const struct diff_trial *t);

#endif
