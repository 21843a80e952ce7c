/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The class of a difference. Where an argument makes the difference, ours has
 * to refuse it and change nothing, or to do what Linux does with the argument
 * that the document names. All other differences are judged by what Linux does
 * with room for more regions.
 */
#include "tests/differential/judge.h"

const char *const diff_class_names[DIFF_CLASS_COUNT] = {
	[DIFF_EQUAL] = "equal",
#define DIFF_NAME(id, name) [CLASS_##id] = (name),
	DIFF_CLASSES(DIFF_NAME)
#undef DIFF_NAME
		[DIFF_UNLISTED] = "unlisted",
};

bool diff_uses_node(const struct diff_call *c)
{
	switch (c->op) {
	case OP_phys_alloc_try_nid:
	case OP_alloc_range_nid:
	case OP_alloc_in:
	case OP_find_in_range_node:
	case OP_alloc_node:
	case OP_alloc_try_nid:
	case OP_alloc_try_nid_raw:
	case OP_alloc_exact_nid_raw:
	case OP_alloc_hugetlb:
	case OP_reserved_kern_size:
	case OP_reserved_hugetlb_size:
		return true;
	default:
		return false;
	}
}

bool diff_uses_only_node(const struct diff_call *c)
{
	switch (c->op) {
	case OP_find_in_range_node:
	case OP_alloc_exact_nid_raw:
	case OP_reserved_kern_size:
	case OP_reserved_hugetlb_size:
		return true;
	case OP_alloc_range_nid:
	case OP_alloc_in:
	case OP_alloc_hugetlb:
		return c->on;
	default:
		return false;
	}
}

enum diff_class diff_judge(const struct diff_trial *t)
{
	enum diff_class class;

	if (kind_of(t) == DIFF_OWN)
		return only_if((t->mine.status != CORE_EBUG &&
				diff_only_arrays_moved(t)),
			       DIFF_EQUAL);
	if (t->call.op == OP_alloc_in && t->mine.status == CORE_EINVAL)
		return diff_judge_refused(t);
	if (diff_same_result(&t->mine, &t->theirs) &&
	    diff_same_state(&t->ours, &t->linux_))
		return DIFF_EQUAL;
	class = diff_judge_refused(t);
	if (class != DIFF_EQUAL)
		return class;
	if (kind_of(t) == DIFF_ASKS && diff_same_state(&t->ours, &t->linux_) &&
	    !diff_uses_node(&t->call))
		return diff_judge_query(t);
	if (kind_of(t) == DIFF_WALKS)
		return diff_judge_walk(t);
	return diff_judge_state(t);
}
