/* SPDX-License-Identifier: BSD-2-Clause */
/* Queries and walks, which change nothing. */
#include "tests/differential/judge.h"

#define LAST_PAGE (UINT64_MAX - 0xfff)

static bool in_last_page(const struct diff_set *set)
{
	const struct diff_region *last = &set->r[set->cnt - 1];

	return set->cnt && last->base + last->size > LAST_PAGE;
}

/* Linux's answer when memory ends at the last page, no frame of which is
 * whole. */
static bool same_without_last_page(const struct diff_trial *t)
{
	static struct diff_result result;

	diff_linux.put(&t->before, true);
	diff_linux.call(&(struct diff_call){ .op = OP_remove,
					     .base = UINT64_MAX - 0xfff + 1,
					     .size = 0xffe },
			&result);
	diff_linux.call(&t->call, &result);
	return diff_same_result(&t->mine, &result);
}

static uint64_t kernel_bytes(const struct diff_state *s)
{
	const struct diff_set *reserved = &s->set[DIFF_RESERVED];
	uint64_t bytes = 0;

	for (size_t i = 0; i < reserved->cnt; i++)
		if (reserved->r[i].flags & 0x20)
			bytes += reserved->r[i].size;
	return bytes;
}

enum diff_class diff_judge_query(const struct diff_trial *t)
{
	const struct diff_call *c = &t->call;
	const uint64_t *mine = t->mine.value;

	switch (c->op) {
	case OP_is_region_reserved:
	case OP_overlaps_region:
		return only_if(c->size == 0 && !mine[0], CLASS_EMPTY_RANGE);
	case OP_is_region_memory:
		return only_if(wraps(c->base, c->size) && !mine[0],
			       CLASS_REGION_TOP);
	case OP_end_of_DRAM:
		return only_if(t->before.set[DIFF_MEMORY].cnt == 0 && !mine[0],
			       CLASS_EMPTY_END);
	case OP_search_pfn_nid:
		return only_if(c->base >> 52 && mine[0] == UINT64_MAX &&
				       !mine[1] && !mine[2],
			       CLASS_LARGE_FRAME);
	case OP_estimated_nr_free_pages:
		return only_if(
			kernel_bytes(&t->before) >
					t->before.set[DIFF_MEMORY].total &&
				!mine[0],
			CLASS_ESTIMATE);
	case OP_validate_numa_coverage:
		return only_if(in_last_page(&t->before.set[DIFF_MEMORY]) &&
				       same_without_last_page(t),
			       CLASS_LAST_PAGE);
	default:
		return DIFF_UNLISTED;
	}
}

/* Linux's list without its empty ranges is ours. */
static bool same_but_empty(const struct diff_result *mine,
			   const struct diff_result *theirs, bool nodes)
{
	size_t k = 0;

	for (size_t i = 0; i < theirs->n; i++)
		if (theirs->list[i].size != 0 &&
		    (k == mine->n ||
		     mine->list[k].base != theirs->list[i].base ||
		     mine->list[k].size != theirs->list[i].size ||
		     (mine->list[k++].nid != theirs->list[i].nid && nodes)))
			return false;
	return k == mine->n;
}

/* Linux's walk of the state before, whose ranges ours has to give although
 * their lower halves are reserved meanwhile; and those reservations. */
static bool walk_changes(const struct diff_trial *t)
{
	static struct diff_result result;
	static struct diff_state after;
	const struct diff_call plain = { .op = OP_free_mem_range, .nid = -1 };
	struct diff_repairs repairs;

	diff_linux.put(&t->before, true);
	diff_linux.call(&plain, &result);
	if (!same_but_empty(&t->mine, &result, false))
		return false;
	for (size_t i = 0; i < t->mine.n && i < 15; i++)
		diff_linux.call(
			&(struct diff_call){ .op = OP_reserve,
					     .base = t->mine.list[i].base,
					     .size = t->mine.list[i].size / 2 },
			&result);
	diff_linux.get(&after);
	diff_repair(&after, &repairs);
	return diff_same_sets(&after, &t->ours);
}

/* A region of the last page: rounded up, its frames wrap to 0. */
static bool same_pfns(const struct diff_trial *t)
{
	for (size_t i = 0; i < t->theirs.n; i++) {
		const struct diff_region *r = &t->theirs.list[i];
		const struct diff_region *mine = &t->mine.list[i];
		uint64_t end = r->base + r->size;

		if (r->base != mine->base && r->base != 0)
			return false;
		if (end != mine->base + mine->size && end != 0)
			return false;
	}
	return t->theirs.n == t->mine.n;
}

enum diff_class diff_judge_walk(const struct diff_trial *t)
{
	bool top = in_last_page(&t->before.set[DIFF_MEMORY]) ||
		   in_last_page(&t->before.set[DIFF_RESERVED]);

	switch (t->call.op) {
	case OP_free_mem_range:
	case OP_free_mem_range_reverse:
	case OP_physmem_range:
		return only_if(same_but_empty(&t->mine, &t->theirs, true),
			       CLASS_EMPTY_WALK);
	case OP_mem_pfn_range:
		return only_if(top && same_without_last_page(t),
			       CLASS_LAST_PAGE);
	case OP_region_pfns:
		return only_if(top && same_pfns(t), CLASS_LAST_PAGE);
	case OP_changing_walk:
		return only_if(walk_changes(t), CLASS_WALK_CHANGES);
	default:
		return DIFF_UNLISTED;
	}
}
