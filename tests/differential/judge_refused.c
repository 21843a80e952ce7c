/* SPDX-License-Identifier: BSD-2-Clause */
/* Arguments that ours refuses: it returns an error and changes nothing. */
#include "tests/differential/judge.h"

static bool unchanged(const struct diff_trial *t)
{
	return diff_same_state(&t->before, &t->ours);
}

static bool refuses(const struct diff_trial *t, int status)
{
	return t->mine.status == status && unchanged(t);
}

/* One of the ranges is invalid; the first decides. */
static enum diff_class invalid_range(const struct diff_trial *t)
{
	const struct diff_call *c = &t->call;
	uint64_t range[3][2] = { { c->base, c->size },
				 { c->more[0][0], c->more[0][1] },
				 { c->more[1][0], c->more[1][1] } };
	bool many = c->op == OP_add_many || c->op == OP_remove_many ||
		    c->op == OP_setclr_flag_many;
	int n = many ? 3 : 1;

	for (int i = 0; i < n; i++) {
		if (range[i][1] == 0)
			return only_if(refuses(t, CORE_EINVAL), CLASS_SIZE_0);
		if (wraps(range[i][0], range[i][1]))
			return only_if(refuses(t, CORE_EWRAP), CLASS_WRAP);
	}
	return DIFF_EQUAL;
}

/* Whether regions of the set have all of the range. */
static bool covers(const struct diff_set *set, uint64_t base, uint64_t size)
{
	uint64_t at = base;

	for (size_t i = 0; i < set->cnt && at - base < size; i++)
		if (set->r[i].base <= at &&
		    at - set->r[i].base < set->r[i].size)
			at = set->r[i].base + set->r[i].size;
	return at - base >= size;
}

static enum diff_class change_refused(const struct diff_trial *t)
{
	const struct diff_call *c = &t->call;
	enum diff_class class = invalid_range(t);

	if (class != DIFF_EQUAL)
		return class;
	if (c->op == OP_phys_free_exact &&
	    !covers(&t->before.set[DIFF_RESERVED], c->base, c->size))
		return only_if(refuses(t, CORE_ENOENT), CLASS_FREE_EXACT);
	return DIFF_EQUAL;
}

static enum diff_class limit_refused(const struct diff_trial *t)
{
	const struct diff_call *c = &t->call;

	if (c->op == OP_trim_memory)
		return power_of_two(c->align) ? DIFF_EQUAL
					      : only_if(refuses(t, CORE_EINVAL),
							CLASS_ALIGNMENT);
	return c->size ? DIFF_EQUAL
		       : only_if(refuses(t, CORE_EINVAL), CLASS_LIMIT_0);
}

static bool uses_window(const struct diff_trial *t)
{
	switch (t->call.op) {
	case OP_phys_alloc_range:
	case OP_alloc_range_nid:
	case OP_alloc_in:
	case OP_find_in_range:
	case OP_find_in_range_node:
	case OP_alloc_try_nid:
	case OP_alloc_try_nid_raw:
	case OP_alloc_exact_nid_raw:
		return true;
	default:
		return false;
	}
}

static enum diff_class allocation_refused(const struct diff_trial *t)
{
	const struct diff_call *c = &t->call;
	uint64_t align = c->op == OP_alloc_hugetlb ? c->size : c->align;

	if (c->size == 0)
		return only_if(diff_gives_nothing(t), CLASS_ALLOC_0);
	if (!power_of_two(align))
		return only_if(diff_gives_nothing(t), CLASS_ALIGNMENT);
	if (uses_window(t) && c->end == 1)
		return only_if(diff_gives_nothing(t), CLASS_END_1);
	if (t->mine.status == CORE_EINVAL)
		return only_if(diff_gives_nothing(t) && !t->theirs.value[0],
			       CLASS_EMPTY_WINDOW);
	return DIFF_EQUAL;
}
enum diff_class diff_judge_refused(const struct diff_trial *t)
{
	if (kind_of(t) == DIFF_CHANGES)
		return change_refused(t);
	if (kind_of(t) == DIFF_LIMITS)
		return limit_refused(t);
	return allocates(t) ? allocation_refused(t) : DIFF_EQUAL;
}
