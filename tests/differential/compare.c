/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/differential/compare.h"

#include <string.h>

#include "core/base/status.h"

/* --- states -------------------------------------------------------------- */

bool diff_same_set(const struct diff_set *a, const struct diff_set *b)
{
	return a->cnt == b->cnt && a->total == b->total &&
	       memcmp(a->r, b->r, a->cnt * sizeof(*a->r)) == 0;
}

bool diff_same_sets(const struct diff_state *a, const struct diff_state *b)
{
	for (int i = 0; i < DIFF_SETS; i++)
		if (!diff_same_set(&a->set[i], &b->set[i]))
			return false;
	return true;
}

void diff_copy_state(struct diff_state *to, const struct diff_state *from)
{
	memcpy(to, from, offsetof(struct diff_state, set));
	for (int i = 0; i < DIFF_SETS; i++)
		memcpy(&to->set[i], &from->set[i],
		       offsetof(struct diff_set, r) +
			       from->set[i].cnt * sizeof(*from->set[i].r));
}

static bool same_array(const struct diff_set *a, const struct diff_set *b)
{
	return a->max == b->max && a->array == b->array;
}

bool diff_same_state(const struct diff_state *a, const struct diff_state *b)
{
	return diff_same_sets(a, b) && a->bottom_up == b->bottom_up &&
	       a->limit == b->limit && a->movable == b->movable &&
	       same_array(&a->set[DIFF_MEMORY], &b->set[DIFF_MEMORY]) &&
	       same_array(&a->set[DIFF_RESERVED], &b->set[DIFF_RESERVED]);
}

bool diff_same_result(const struct diff_result *a, const struct diff_result *b)
{
	return !a->panicked && !b->panicked &&
	       (a->status == 0) == (b->status == 0) &&
	       memcmp(a->value, b->value, sizeof(a->value)) == 0 &&
	       a->n == b->n &&
	       memcmp(a->list, b->list, a->n * sizeof(*a->list)) == 0;
}

bool diff_moved(const struct diff_set *before, const struct diff_set *after)
{
	return !same_array(before, after);
}

/* --- repairs ------------------------------------------------------------- */

static void repair_set(struct diff_set *set, struct diff_repairs *ret)
{
	uint64_t total = 0;
	size_t out = 0;

	for (size_t i = 0; i < set->cnt; i++) {
		struct diff_region *last = &set->r[out - 1];
		const struct diff_region *r = &set->r[i];

		total += r->size;
		if (out > 0 && last->base + last->size == r->base &&
		    last->flags == r->flags && last->nid == r->nid)
			last->size += r->size;
		else
			set->r[out++] = *r;
	}
	ret->merged |= out != set->cnt;
	ret->total |= total != set->total;
	set->cnt = out;
	set->total = total;
}

void diff_repair(struct diff_state *state, struct diff_repairs *ret)
{
	*ret = (struct diff_repairs){ false, false };
	for (int i = 0; i < DIFF_SETS; i++)
		repair_set(&state->set[i], ret);
}

/* --- Linux with room ----------------------------------------------------- */

static uint64_t array_bytes(const struct diff_set *set)
{
	return (set->max * sizeof(*set->r) + 0xfff) & ~0xfffull;
}

/* The reservations that come and go because our arrays have moved. */
static void move_arrays(const struct diff_trial *t)
{
	/* Another array may take the place of the one of reserved. */
	static const enum diff_set_id order[] = { DIFF_RESERVED, DIFF_MEMORY,
						  DIFF_PHYSMAP };
	static struct diff_result result;

	for (int i = 0; i < DIFF_SETS; i++) {
		const struct diff_set *was = &t->before.set[order[i]];
		const struct diff_set *is = &t->ours.set[order[i]];

		if (!diff_moved(was, is))
			continue;
		diff_linux.call(&(struct diff_call){ .op = OP_reserve_kern,
						     .base = is->array,
						     .size = array_bytes(is) },
				&result);
		if (was->array)
			diff_linux.call(
				&(struct diff_call){ .op = OP_phys_free,
						     .base = was->array,
						     .size = array_bytes(was) },
				&result);
	}
}

/* Arrays move before the operation changes anything, but after an address to
 * reserve has been found. */
static void run_with_room(const struct diff_trial *t,
			  const struct diff_call *call, bool moves_first,
			  struct diff_state *ret,
			  struct diff_result *ret_result,
			  struct diff_repairs *ret_repairs)
{
	diff_linux.put(&t->before, true);
	if (moves_first)
		move_arrays(t);
	diff_linux.call(call, ret_result);
	if (!moves_first)
		move_arrays(t);
	diff_linux.get(ret);
	diff_repair(ret, ret_repairs);
}

static bool any_moved(const struct diff_trial *t)
{
	return diff_moved(&t->before.set[0], &t->ours.set[0]) ||
	       diff_moved(&t->before.set[1], &t->ours.set[1]) ||
	       diff_moved(&t->before.set[2], &t->ours.set[2]);
}

/* Operations on one set do not let its array grow. */
static bool may_grow(const struct diff_trial *t)
{
	enum diff_op op = t->call.op;

	return t->before.can_resize && op != OP_add_range &&
	       op != OP_remove_range && op != OP_setclr_flag &&
	       op != OP_set_node && op != OP_add_many && op != OP_remove_many &&
	       op != OP_setclr_flag_many;
}

static bool has_room(const struct diff_trial *t, const struct diff_state *after)
{
	for (int i = 0; i < DIFF_SETS; i++)
		if (after->set[i].cnt > t->before.set[i].max)
			return false;
	return true;
}

static bool refused(const struct diff_trial *t)
{
	bool allocates = diff_operations[t->call.op].kind == DIFF_ALLOCATES ||
			 diff_operations[t->call.op].kind == DIFF_POINTS;
	bool fails = allocates ? t->mine.value[0] == 0
			       : t->mine.status == CORE_ENOSPC;

	return fails && diff_same_sets(&t->before, &t->ours);
}

bool diff_linux_agrees(const struct diff_trial *t, const struct diff_call *call,
		       struct diff_repairs *ret_repairs)
{
	static struct diff_state after;
	static struct diff_result result;

	for (int first = 0; first < 2; first++) {
		run_with_room(t, call, first, &after, &result, ret_repairs);
		if (diff_same_sets(&after, &t->ours) &&
		    diff_same_result(&result, &t->mine))
			return may_grow(t) || has_room(t, &after);
		if (!may_grow(t) && !has_room(t, &after))
			return refused(t);
		if (!any_moved(t))
			return false;
	}
	return false;
}

bool diff_only_arrays_moved(const struct diff_trial *t)
{
	static struct diff_state after;

	diff_linux.put(&t->before, true);
	move_arrays(t);
	diff_linux.get(&after);
	return diff_same_sets(&after, &t->ours);
}
