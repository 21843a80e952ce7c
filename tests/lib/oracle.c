/* SPDX-License-Identifier: BSD-2-Clause */
/* The model's steps: their start, their kinds, their frequencies. */
#include "tests/lib/oracle.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/oracle_pages.h"

void oracle_begin_sets(struct oracle *o)
{
	bool can_resize = o->mb.can_resize;

	memblock_init(&o->mb, o->store, 3 * o->room);
	o->mb.page_shift = o->unit == 1 ? 0 : PAGE_SHIFT_4K;
	o->mb.virt_offset = (uintptr_t)oracle_ram - (uintptr_t)o->origin;
	o->mb.can_resize = can_resize;
	for (int set = 0; set < ORACLE_SETS; set++) {
		struct memblock_type *type =
			oracle_type(o, (enum oracle_set)set);

		o->array[set] = type->regions;
		o->max[set] = type->max;
	}
}

void oracle_begin(struct oracle *o, size_t room, bool at_top, phys_addr_t unit)
{
	*o = (struct oracle){
		.origin = at_top ? PHYS_ADDR_MAX - ORACLE_PAGES * unit : 0,
		.unit = unit,
		.room = room,
		.store = malloc(3 * room * sizeof(struct memblock_region)),
	};
	oracle_begin_sets(o);
}

void oracle_end(struct oracle *o)
{
	free(o->store);
}

/* The preferences of allocations, and whether arrays may grow from now on. */
const char *oracle_settings(struct oracle *o, struct oracle_range r,
			    unsigned int arg)
{
	phys_addr_t limit = arg & 0x10 ? r.base : PHYS_ADDR_MAX;

	memblock_set_bottom_up(&o->mb, arg & 1);
	memblock_set_current_limit(&o->mb, limit);
	o->mb.has_mirror = arg & 2;
	o->mb.movable_node = arg & 4;
	/* Arrays need page frames. */
	if (arg & 8 && oracle_is_aligned(o))
		memblock_allow_resize(&o->mb);
	if (memblock_bottom_up(&o->mb) != (arg & 1) ||
	    memblock_has_mirror(&o->mb) != (arg >> 1 & 1) ||
	    memblock_get_current_limit(&o->mb) != limit)
		return "a setting is not kept";
	return oracle_compare(o);
}

static const struct {
	oracle_step_fn *step;
	/* Out of 256 steps; steps that empty the sets are rare. */
	uint8_t often;
} steps[ORACLE_OPS] = {
	[ORACLE_ADD] = { oracle_add, 30 },
	[ORACLE_REMOVE] = { oracle_remove, 15 },
	[ORACLE_MARK] = { oracle_mark, 15 },
	[ORACLE_CLEAR] = { oracle_unmark, 15 },
	[ORACLE_SET_NODE] = { oracle_set_node, 15 },
	[ORACLE_RESERVE] = { oracle_reserve, 15 },
	[ORACLE_RESERVE_KERN] = { oracle_reserve_kern, 10 },
	[ORACLE_FREE] = { oracle_free, 19 },
	[ORACLE_MARK_RESERVED] = { oracle_mark_reserved, 10 },
	[ORACLE_RESERVED_NODE] = { oracle_reserved_node, 5 },
	[ORACLE_PHYSMAP_ADD] = { oracle_physmap_add, 5 },
	[ORACLE_MANY] = { oracle_many, 8 },
	[ORACLE_ALLOC] = { oracle_alloc, 30 },
	[ORACLE_FIND] = { oracle_find, 6 },
	[ORACLE_WALK] = { oracle_walk, 15 },
	[ORACLE_LOOPS] = { oracle_loops, 10 },
	[ORACLE_FRAMES] = { oracle_frames, 4 },
	[ORACLE_ASK] = { oracle_ask, 10 },
	[ORACLE_COPY] = { oracle_copy, 4 },
	[ORACLE_FREE_ALL] = { oracle_free_all, 4 },
	[ORACLE_SETTINGS] = { oracle_settings, 4 },
	[ORACLE_ROOM] = { oracle_make_room, 2 },
	[ORACLE_TRIM] = { oracle_trim, 1 },
	[ORACLE_ENFORCE] = { oracle_enforce, 1 },
	[ORACLE_CAP] = { oracle_cap, 1 },
	[ORACLE_REMOVE_MAP] = { oracle_remove_map, 1 },
	[ORACLE_DISCARD] = { oracle_discard, 1 },
};

const char *oracle_step(struct oracle *o, enum oracle_op op, size_t from,
			size_t to, unsigned int arg)
{
	struct oracle_range r = { from, to, oracle_address(o, from),
				  (to - from) * o->unit };

	return steps[op].step(o, r, arg);
}

static enum oracle_op op_of(uint8_t byte)
{
	unsigned int op = 0;

	for (unsigned int left = byte; left >= steps[op].often; op++)
		left -= steps[op].often;
	return (enum oracle_op)op;
}

const char *oracle_step_bytes(struct oracle *o,
			      const uint8_t bytes[ORACLE_STEP_BYTES])
{
	size_t a = bytes[1] % ORACLE_PAGES;
	/* Short ranges make more regions than long ones. */
	size_t size = 1 + (bytes[2] & 0x80 ? bytes[2] & 3 : bytes[2] & 31);
	size_t end = a + size < ORACLE_PAGES ? a + size : ORACLE_PAGES;

	return oracle_step(o, op_of(bytes[0]), a, end,
			   bytes[3] | (unsigned int)bytes[4] << 8);
}
