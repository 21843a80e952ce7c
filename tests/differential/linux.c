/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Linux's side. mm/memblock.c of a Linux tree is compiled as a part of this
 * file, so that its static functions and variables can be used; nothing of it
 * is in this repository. Messages are dropped, and panic() returns to the call.
 */
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/mmzone.h>
#include <linux/slab.h>
#include <setjmp.h>
#include <stdlib.h>

static jmp_buf stopped;

#include "internal.h"
#define memblock_free_pages unused_memblock_free_pages
#include "mm_init.h"
#undef memblock_free_pages
void memblock_free_pages(unsigned long pfn, unsigned int order);

#undef pr_err
#undef pr_warn
#undef pr_info
#undef pr_warn_ratelimited
#undef WARN_ON
#undef WARN_ON_ONCE
#undef BUG_ON
#define pr_err(...) \
	do {        \
	} while (0)
#define pr_warn(...) \
	do {         \
	} while (0)
#define pr_info(...) \
	do {         \
	} while (0)
#define pr_warn_ratelimited(...) \
	do {                     \
	} while (0)
#define WARN_ON(condition)      (!!(condition))
#define WARN_ON_ONCE(condition) (!!(condition))
#define panic(...)              longjmp(stopped, 1)
#define BUG_ON(condition)        \
	do {                     \
		if (condition)   \
			panic(); \
	} while (0)
#include "memblock.c"

#include "tests/differential/side.h"

_Static_assert(sizeof(struct memblock_region) == sizeof(struct diff_region) &&
		       offsetof(struct memblock_region, nid) ==
			       offsetof(struct diff_region, nid),
	       "both have the same layout");

#include "bench/linux_kernel.h"

/* --- state --------------------------------------------------------------- */

static struct memblock_region physmem_store[DIFF_ROOM];

static struct memblock_type *type_of(enum diff_set_id set)
{
	if (set == DIFF_MEMORY)
		return &memblock.memory;
	return set == DIFF_RESERVED ? &memblock.reserved : &physmem;
}

static struct memblock_region *initial(enum diff_set_id set)
{
	if (set == DIFF_MEMORY)
		return memblock_memory_init_regions;
	return set == DIFF_RESERVED ? memblock_reserved_init_regions
				    : physmem_store;
}

/* Memory without a node has MAX_NUMNODES, reserved has NUMA_NO_NODE. */
static void put_set(enum diff_set_id id, const struct diff_set *set, bool room)
{
	struct memblock_type *type = type_of(id);
	bool grown = set->array && !room && id != DIFF_PHYSMAP;

	type->regions = grown ? __va(set->array) : initial(id);
	type->cnt = set->cnt;
	type->max = room ? DIFF_ROOM : set->max;
	type->total_size = set->total;
	memset(type->regions, 0, sizeof(*type->regions));
	memcpy(type->regions, set->r, set->cnt * sizeof(*set->r));
	for (size_t i = 0; id != DIFF_RESERVED && i < set->cnt; i++)
		if (type->regions[i].nid == NUMA_NO_NODE)
			type->regions[i].nid = MAX_NUMNODES;
}

/* physmem cannot grow safely, so it has room when the others may grow. */
static void put(const struct diff_state *state, bool room)
{
	memblock.bottom_up = state->bottom_up;
	memblock.current_limit = state->limit;
	movable_node_enabled = state->movable;
	system_has_some_mirror = state->mirror;
	mirrored_kernelcore = state->kernelcore;
	memblock_can_resize = state->can_resize;
	put_set(DIFF_MEMORY, &state->set[DIFF_MEMORY], room);
	put_set(DIFF_RESERVED, &state->set[DIFF_RESERVED], room);
	put_set(DIFF_PHYSMAP, &state->set[DIFF_PHYSMAP],
		room || state->can_resize);
}

static void get(struct diff_state *state)
{
	state->bottom_up = memblock.bottom_up;
	state->limit = memblock.current_limit;
	state->movable = movable_node_enabled;
	state->mirror = system_has_some_mirror;
	state->kernelcore = mirrored_kernelcore;
	state->can_resize = memblock_can_resize;
	for (int i = 0; i < DIFF_SETS; i++) {
		const struct memblock_type *type = type_of(i);
		struct diff_set *set = &state->set[i];

		set->cnt = type->cnt;
		set->max = type->max;
		set->total = type->total_size;
		set->array =
			type->regions == initial(i) ? 0 : __pa(type->regions);
		memcpy(set->r, type->regions, type->cnt * sizeof(*set->r));
		for (size_t k = 0; k < set->cnt; k++)
			if (set->r[k].nid == MAX_NUMNODES)
				set->r[k].nid = NUMA_NO_NODE;
	}
}

/* --- calls --------------------------------------------------------------- */

#include "tests/differential/linux_calls.h"
#include "tests/differential/linux_walks.h"

static void call(const struct diff_call *c, struct diff_result *result)
{
	enum diff_kind kind = diff_operations[c->op].kind;

	result->panicked = false;
	result->status = 0;
	result->n = 0;
	memset(result->value, 0, sizeof(result->value));
	if (setjmp(stopped)) {
		result->panicked = true;
		return;
	}
	if (kind == DIFF_CHANGES || kind == DIFF_LIMITS)
		result->status = change(c);
	else if (kind == DIFF_ALLOCATES || kind == DIFF_POINTS)
		result->value[0] = alloc(c);
	else if (kind == DIFF_ASKS)
		ask(c, result->value);
	else if (kind == DIFF_WALKS)
		walk(c, result);
	if (c->op == OP_alloc_in && !result->value[0])
		result->status = -ENOMEM;
}

const struct diff_side diff_linux = { put, get, call };
