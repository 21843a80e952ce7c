/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Our side: the state of core/memblock, and its operations except walks.
 */
#include "tests/differential/ours.h"

#include <stdlib.h>
#include <string.h>

#include "core/memblock/builder.h"

_Static_assert(sizeof(struct memblock_region) == sizeof(struct diff_region) &&
		       offsetof(struct memblock_region, nid) ==
			       offsetof(struct diff_region, nid),
	       "both have the same layout");

static struct memblock mb;
static struct memblock_region store[DIFF_SETS][DIFF_ROOM];

struct memblock_type *ours_type(enum diff_set_id set)
{
	if (set == DIFF_MEMORY)
		return &mb.memory;
	return set == DIFF_RESERVED ? &mb.reserved : &mb.physmap;
}

/* --- state --------------------------------------------------------------- */

static void put_set(enum diff_set_id id, const struct diff_set *set, bool room)
{
	struct memblock_type *type = ours_type(id);
	bool grown = set->array && !room;

	type->name = "set";
	type->regions =
		grown ? memblock_phys_to_virt(&mb, set->array) : store[id];
	type->cnt = set->cnt;
	type->max = room ? DIFF_ROOM : set->max;
	type->total_size = set->total;
	memcpy(type->regions, set->r, set->cnt * sizeof(*set->r));
	mb.grown[id] = grown ? set->array : 0;
}

static void put(const struct diff_state *state, bool room)
{
	mb.page_shift = 12;
	/* Without memory, pointers are physical addresses. */
	mb.virt_offset =
		state->can_resize ? (uintptr_t)diff_ours_arena - ARENA_BASE : 0;
	mb.bottom_up = state->bottom_up;
	mb.current_limit = state->limit;
	mb.movable_node = state->movable;
	mb.has_mirror = state->mirror;
	mb.can_resize = state->can_resize && !room;
	for (int i = 0; i < DIFF_SETS; i++)
		put_set((enum diff_set_id)i, &state->set[i], room);
}

/* kernelcore is not a setting of ours, and stays as it is. */
static void get(struct diff_state *state)
{
	state->bottom_up = mb.bottom_up;
	state->limit = mb.current_limit;
	state->movable = mb.movable_node;
	state->mirror = mb.has_mirror;
	state->can_resize = mb.can_resize;
	for (int i = 0; i < DIFF_SETS; i++) {
		const struct memblock_type *type =
			ours_type((enum diff_set_id)i);
		struct diff_set *set = &state->set[i];

		set->cnt = type->cnt;
		set->max = type->max;
		set->total = type->total_size;
		set->array = type->regions == store[i] ? 0 : mb.grown[i];
		memcpy(set->r, type->regions, set->cnt * sizeof(*set->r));
	}
}

/* --- operations ---------------------------------------------------------- */

static int change_many(const struct diff_call *c)
{
	struct memblock_type *type = ours_type(c->set);
	struct memblock_region many[3] = { { .base = c->base,
					     .size = c->size } };

	for (int i = 0; i < 2; i++) {
		many[i + 1].base = c->more[i][0];
		many[i + 1].size = c->more[i][1];
	}
	if (c->op == OP_add_many)
		return memblock_add_many(type, many, 3, c->nid, c->flags);
	if (c->op == OP_remove_many)
		return memblock_remove_many(type, many, 3);
	return memblock_setclr_flag_many(type, many, 3, c->on, c->flags);
}

typedef int change_fn(struct memblock *map, phys_addr_t base, phys_addr_t size);

/* Those that have a range and nothing else. */
static change_fn *const simple[DIFF_OPS] = {
	[OP_add] = memblock_add,
	[OP_remove] = memblock_remove,
	[OP_reserve] = memblock_reserve,
	[OP_reserve_kern] = memblock_reserve_kern,
	[OP_phys_free] = memblock_phys_free,
	[OP_phys_free_exact] = memblock_phys_free_exact,
	[OP_physmap_add] = memblock_physmap_add,
	[OP_mark_hotplug] = memblock_mark_hotplug,
	[OP_clear_hotplug] = memblock_clear_hotplug,
	[OP_mark_mirror] = memblock_mark_mirror,
	[OP_clear_mirror] = memblock_clear_mirror,
	[OP_mark_nomap] = memblock_mark_nomap,
	[OP_clear_nomap] = memblock_clear_nomap,
	[OP_mark_driver_managed] = memblock_mark_driver_managed,
	[OP_clear_driver_managed] = memblock_clear_driver_managed,
	[OP_mark_kho_scratch] = memblock_mark_kho_scratch,
	[OP_clear_kho_scratch] = memblock_clear_kho_scratch,
	[OP_reserved_mark_noinit] = memblock_reserved_mark_noinit,
	[OP_reserved_clear_noinit] = memblock_reserved_clear_noinit,
	[OP_reserved_mark_kern] = memblock_reserved_mark_kern,
	[OP_reserved_clear_kern] = memblock_reserved_clear_kern,
	[OP_cap_memory_range] = memblock_cap_memory_range,
};

static int change(const struct diff_call *c)
{
	phys_addr_t base = c->base, size = c->size;
	struct memblock_type *type = ours_type(c->set);

	if (simple[c->op])
		return simple[c->op](&mb, base, size);
	switch (c->op) {
	case OP_add_node:
		return memblock_add_node(&mb, base, size, c->nid, c->flags);
	case OP_reserve_node:
		return memblock_reserve_node(&mb, base, size, c->nid, c->flags);
	case OP_free:
		return memblock_free(&mb, memblock_phys_to_virt(&mb, base),
				     size);
	case OP_memory_set_node:
		return memblock_memory_set_node(&mb, base, size, c->nid);
	case OP_reserved_set_node:
		return memblock_reserved_set_node(&mb, base, size, c->nid);
	case OP_add_range:
		return memblock_add_range(type, base, size, c->nid, c->flags);
	case OP_remove_range:
		return memblock_remove_range(type, base, size);
	case OP_setclr_flag:
		return memblock_setclr_flag(type, base, size, c->on, c->flags);
	case OP_set_node:
		return memblock_set_node(type, base, size, c->nid);
	case OP_add_many:
	case OP_remove_many:
	case OP_setclr_flag_many:
		return change_many(c);
	case OP_trim_memory:
		return memblock_trim_memory(&mb, c->align);
	case OP_enforce_memory_limit:
		return memblock_enforce_memory_limit(&mb, size);
	case OP_mem_limit_remove_map:
		return memblock_mem_limit_remove_map(&mb, size);
	default:
		abort();
	}
}

static phys_addr_t point(const struct diff_call *c)
{
	phys_addr_t size = c->size, align = c->align, start = c->start,
		    end = c->end;
	void *p;

	switch (c->op) {
	case OP_alloc:
		p = memblock_alloc(&mb, size, align);
		break;
	case OP_alloc_raw:
		p = memblock_alloc_raw(&mb, size, align);
		break;
	case OP_alloc_from:
		p = memblock_alloc_from(&mb, size, align, start);
		break;
	case OP_alloc_low:
		p = memblock_alloc_low(&mb, size, align);
		break;
	case OP_alloc_node:
		p = memblock_alloc_node(&mb, size, align, c->nid);
		break;
	case OP_alloc_try_nid:
		p = memblock_alloc_try_nid(&mb, size, align, start, end,
					   c->nid);
		break;
	case OP_alloc_try_nid_raw:
		p = memblock_alloc_try_nid_raw(&mb, size, align, start, end,
					       c->nid);
		break;
	case OP_alloc_exact_nid_raw:
		p = memblock_alloc_exact_nid_raw(&mb, size, align, start, end,
						 c->nid);
		break;
	case OP_alloc_hugetlb:
		p = memblock_alloc_hugetlb(&mb, size, c->nid, c->on);
		break;
	default:
		abort();
	}
	return p ? memblock_virt_to_phys(&mb, p) : 0;
}

static int alloc_in(const struct diff_call *c, uint64_t *ret)
{
	const struct memblock_request rq = {
		.size = c->size,
		.align = c->align,
		.start = c->start,
		.end = c->end,
		.nid = c->nid,
		.exact_nid = c->on,
	};

	return memblock_alloc_in(&mb, &rq, ret);
}

static phys_addr_t alloc(const struct diff_call *c)
{
	phys_addr_t size = c->size, align = c->align, start = c->start,
		    end = c->end;

	switch (c->op) {
	case OP_phys_alloc:
		return memblock_phys_alloc(&mb, size, align);
	case OP_phys_alloc_range:
		return memblock_phys_alloc_range(&mb, size, align, start, end);
	case OP_phys_alloc_try_nid:
		return memblock_phys_alloc_try_nid(&mb, size, align, c->nid);
	case OP_alloc_range_nid:
		return memblock_alloc_range_nid(&mb, size, align, start, end,
						c->nid, c->on);
	case OP_find_in_range:
		return memblock_find_in_range(&mb, start, end, size, align);
	case OP_find_in_range_node:
		return memblock_find_in_range_node(&mb, size, align, start, end,
						   c->nid, c->flags);
	default:
		abort();
	}
}

/* The copy, and the set that the builder makes of it, are equal and valid. */
static int copy(void)
{
	static struct memblock_region room[3 * DIFF_ROOM];
	struct memblock_builder b;
	struct memblock other;
	struct memblock_range i;

	memblock_init(&other, room, 3 * DIFF_ROOM);
	if (memblock_copy(&other, &mb) || !memblock_equal(&other, &mb) ||
	    memblock_type_validate(&other.memory) ||
	    memblock_type_validate(&other.reserved) ||
	    memblock_type_validate(&other.physmap))
		return CORE_EBUG;
	b = memblock_builder_begin(&other.physmap);
	i = MEMBLOCK_RANGE_START;
	while (memblock_next_range(&mb.memory, NULL, NULL, &i))
		if (memblock_builder_append(&b, i.base, i.end - i.base, i.nid,
					    i.flags))
			return CORE_EBUG;
	memblock_builder_end(&b);
	return memblock_type_equal(&other.physmap, &mb.memory) ? CORE_OK
							       : CORE_EBUG;
}

static void call(const struct diff_call *c, struct diff_result *result)
{
	enum diff_kind kind = diff_operations[c->op].kind;

	result->panicked = false;
	result->status = 0;
	result->n = 0;
	memset(result->value, 0, sizeof(result->value));
	if (kind == DIFF_CHANGES || kind == DIFF_LIMITS)
		result->status = change(c);
	else if (c->op == OP_alloc_in)
		result->status = alloc_in(c, result->value);
	else if (kind == DIFF_ALLOCATES)
		result->value[0] = alloc(c);
	else if (kind == DIFF_POINTS)
		result->value[0] = point(c);
	else if (kind == DIFF_ASKS)
		ours_ask(&mb, c, result->value);
	else if (kind == DIFF_WALKS)
		ours_walk(&mb, c, result);
	else if (c->op == OP_make_room)
		result->status = memblock_make_room(&mb, ours_type(c->set),
						    ours_type(c->set)->max + 1);
	else
		result->status = copy();
}

const struct diff_side diff_ours = { put, get, call };
