/* SPDX-License-Identifier: BSD-2-Clause */
/* Changes that differ, and why: what Linux does with room tells what ours has
 * to do. */
#include "tests/differential/judge.h"

/* The call that Linux has to be given for the result of ours, and the class of
 * that; DIFF_EQUAL: the same call. */
static enum diff_class other_call(const struct diff_trial *t,
				  struct diff_call *c)
{
	*c = t->call;
	if (c->op == OP_cap_memory_range && wraps(c->base, c->size)) {
		/* At the top itself nothing is left of the range. */
		if (c->base != UINT64_MAX)
			c->size = UINT64_MAX - c->base;
		return CLASS_CAP_TOP;
	}
	if (c->op == OP_mark_mirror && !t->before.kernelcore) {
		c->op = OP_setclr_flag;
		c->set = DIFF_MEMORY;
		c->on = true;
		c->flags = 2;
		return CLASS_MARK_MIRROR;
	}
	if (diff_uses_node(&t->call) && c->nid >= LINUX_NODES) {
		c->nid = -1;
		return CLASS_UNKNOWN_NODE;
	}
	return DIFF_EQUAL;
}
/* --- room ---------------------------------------------------------------- */

static bool linux_grew(const struct diff_trial *t)
{
	return diff_moved(&t->before.set[0], &t->linux_.set[0]) ||
	       diff_moved(&t->before.set[1], &t->linux_.set[1]);
}

static bool ours_grew(const struct diff_trial *t)
{
	return diff_moved(&t->before.set[0], &t->ours.set[0]) ||
	       diff_moved(&t->before.set[1], &t->ours.set[1]);
}

/* Repairs that Linux needed, in the operations that may need them. */
static enum diff_class repaired(const struct diff_trial *t,
				const struct diff_repairs *repairs)
{
	enum diff_op op = t->call.op;

	if (repairs->total)
		return only_if(op == OP_trim_memory, CLASS_TRIM_TOTAL);
	if (!repairs->merged)
		return DIFF_EQUAL;
	return op == OP_cap_memory_range || op == OP_mem_limit_remove_map
		       ? CLASS_CAP_NOMAP
		       : CLASS_NO_NODE;
}

static enum diff_class room_differs(const struct diff_trial *t)
{
	if (t->mine.status == CORE_ENOSPC && t->before.can_resize)
		return CLASS_ONE_SET;
	if (diff_moved(&t->before.set[DIFF_PHYSMAP],
		       &t->ours.set[DIFF_PHYSMAP]))
		return CLASS_PHYSMEM;
	if (ours_grew(t))
		return CLASS_GROWTH;
	if (t->theirs.panicked || t->theirs.status || linux_grew(t))
		return CLASS_FULL;
	/* These go on, or try elsewhere, when an array could not grow. */
	return only_if(t->before.can_resize &&
			       (kind_of(t) == DIFF_LIMITS || allocates(t) ||
				t->call.op == OP_free),
		       CLASS_FULL);
}

/* Finds nothing, or memory with all of the flags. */
static bool finds_by_flags(const struct diff_trial *t)
{
	const struct diff_set *memory = &t->before.set[DIFF_MEMORY];
	uint64_t at = t->mine.value[0];

	for (size_t i = 0; at && i < memory->cnt; i++)
		if (at - memory->r[i].base < memory->r[i].size)
			return (memory->r[i].flags & t->call.flags) ==
			       t->call.flags;
	return at == 0;
}

/* Linux's own result, once it is repaired. */
static enum diff_class only_repaired(const struct diff_trial *t)
{
	static struct diff_state after;
	struct diff_repairs repairs;

	diff_copy_state(&after, &t->linux_);
	diff_repair(&after, &repairs);
	return diff_same_result(&t->mine, &t->theirs) &&
			       diff_same_state(&t->ours, &after)
		       ? repaired(t, &repairs)
		       : DIFF_EQUAL;
}

/* There was no memory for a larger array, or none where ours puts it. */
static enum diff_class growth_failed(const struct diff_trial *t)
{
	bool fails = allocates(t) ? t->mine.value[0] == 0
				  : t->mine.status == CORE_ENOMEM;

	if (!t->before.can_resize || !fails || !diff_only_arrays_moved(t))
		return DIFF_EQUAL;
	/* Linux's memblock_free() returns nothing. */
	if (t->theirs.status || (allocates(t) && !t->theirs.value[0]) ||
	    (t->call.op == OP_free && !linux_grew(t)))
		return CLASS_ERROR;
	if (t->call.set == DIFF_PHYSMAP)
		return CLASS_PHYSMEM;
	if (t->call.op == OP_mark_mirror && !t->before.kernelcore)
		return CLASS_MARK_MIRROR;
	return linux_grew(t) ? CLASS_GROWTH : DIFF_EQUAL;
}

/* Rounding up the base of a region in the last aligned block wraps. */
static bool trim_agrees(const struct diff_trial *t)
{
	uint64_t top = ~(t->call.align - 1);
	static struct diff_result result;
	static struct diff_state after;
	struct diff_repairs repairs;

	diff_linux.put(&t->before, true);
	diff_linux.call(&(struct diff_call){ .op = OP_remove,
					     .base = top,
					     .size = UINT64_MAX - top },
			&result);
	diff_linux.call(&t->call, &result);
	diff_linux.get(&after);
	diff_repair(&after, &repairs);
	return t->mine.status == 0 && diff_same_sets(&after, &t->ours);
}

static bool linux_agrees(const struct diff_trial *t, struct diff_call *call,
			 struct diff_repairs *ret)
{
	if (diff_linux_agrees(t, call, ret))
		return true;
	/* Where reserved has no room, pointers are tried below start, too. */
	if (kind_of(t) != DIFF_POINTS || call->start == 0)
		return false;
	call->start = 0;
	return diff_linux_agrees(t, call, ret);
}

enum diff_class diff_judge_state(const struct diff_trial *t)
{
	struct diff_repairs repairs;
	struct diff_call call;
	enum diff_class class = only_repaired(t);

	if (class != DIFF_EQUAL)
		return class;
	class = other_call(t, &call);
	if (class == CLASS_UNKNOWN_NODE && diff_uses_only_node(&t->call))
		return only_if(diff_gives_nothing(t), class);
	if (!linux_agrees(t, &call, &repairs)) {
		class = growth_failed(t);
		if (t->call.op == OP_find_in_range_node &&
		    t->call.flags & ~0x42u && finds_by_flags(t))
			class = CLASS_FIND_FLAGS;
		if (class == DIFF_EQUAL && t->call.op == OP_trim_memory &&
		    trim_agrees(t))
			class = CLASS_LAST_PAGE;
		return class == DIFF_EQUAL ? DIFF_UNLISTED : class;
	}
	if (class == DIFF_EQUAL)
		class = repaired(t, &repairs);
	return class == DIFF_EQUAL ? room_differs(t) : class;
}
