/* SPDX-License-Identifier: BSD-2-Clause */
/* The functions that change a range of a set, and their effects on cells. */
#include "core/memblock/alloc.h"
#include "tests/prove/enumerate.h"

/* Kinds of region; numbers are flags, then the node. */
#define PLAIN cell_of_(0, -1)
#define HOT   cell_of_(MEMBLOCK_HOTPLUG, -1)
#define NODE0 cell_of_(0, 0)
#define NODE1 cell_of_(0, 1)
/* cell_of() as a constant. */
#define cell_of_(flags, nid) (1 | ((nid) + 1) << 1 | (flags) << 8)

/* A function with its other arguments. */
#define CALL_SET(name, call)                                   \
	static int name(struct memblock *mb, phys_addr_t base, \
			phys_addr_t size)                      \
	{                                                      \
		return call;                                   \
	}

CALL_SET(add_plain, memblock_add_range(&mb->memory, base, size, -1, 0))
CALL_SET(add_hot, memblock_add_range(&mb->memory, base, size, -1, 1))
CALL_SET(add_mirror, memblock_add_range(&mb->memory, base, size, -1, 2))
CALL_SET(add_node0, memblock_add_range(&mb->memory, base, size, 0, 0))
CALL_SET(add_node2, memblock_add_range(&mb->memory, base, size, 2, 0))
CALL_SET(remove, memblock_remove_range(&mb->memory, base, size))
CALL_SET(set_hot, memblock_setclr_flag(&mb->memory, base, size, true, 1))
CALL_SET(set_mirror, memblock_setclr_flag(&mb->memory, base, size, true, 2))
CALL_SET(clear_hot, memblock_setclr_flag(&mb->memory, base, size, false, 1))
CALL_SET(clear_both, memblock_setclr_flag(&mb->memory, base, size, false, 3))
CALL_SET(set_no_node, memblock_set_node(&mb->memory, base, size, -1))
CALL_SET(set_node0, memblock_set_node(&mb->memory, base, size, 0))
CALL_SET(set_node2, memblock_set_node(&mb->memory, base, size, 2))

#define ADDS(c)                             \
	{                                   \
		EFFECT_ADD, .with = (cell)c \
	}
#define REMOVES                         \
	{                               \
		.effect = EFFECT_REMOVE \
	}
#define FLAGS(off, on)                                 \
	{                                              \
		EFFECT_CHANGE, .clear = off, .set = on \
	}
#define NODE(to)                                          \
	{                                                 \
		EFFECT_CHANGE, .has_nid = true, .nid = to \
	}

const struct mutator set_mutators[] = {
	{ "add_range, flags", add_plain, 0, { PLAIN, HOT }, ADDS(PLAIN) },
	{ "add_range, flags", add_hot, 0, { PLAIN, HOT }, ADDS(HOT) },
	{ "add_range, other flags",
	  add_mirror,
	  0,
	  { PLAIN, HOT },
	  ADDS(cell_of_(MEMBLOCK_MIRROR, -1)) },
	{ "add_range, node", add_node0, 0, { NODE0, NODE1 }, ADDS(NODE0) },
	{ "add_range, other node",
	  add_node2,
	  0,
	  { NODE0, NODE1 },
	  ADDS(cell_of_(0, 2)) },
	{ "remove_range, flags", remove, 0, { PLAIN, HOT }, REMOVES },
	{ "remove_range, nodes", remove, 0, { NODE0, NODE1 }, REMOVES },
	{ "setclr_flag, set", set_hot, 0, { PLAIN, HOT }, FLAGS(1, 1) },
	{ "setclr_flag, set other",
	  set_mirror,
	  0,
	  { PLAIN, HOT },
	  FLAGS(2, 2) },
	{ "setclr_flag, set, nodes",
	  set_hot,
	  0,
	  { NODE0, NODE1 },
	  FLAGS(1, 1) },
	{ "setclr_flag, clear", clear_hot, 0, { PLAIN, HOT }, FLAGS(1, 0) },
	{ "setclr_flag, clear two",
	  clear_both,
	  0,
	  { PLAIN, HOT },
	  FLAGS(3, 0) },
	{ "set_node", set_node0, 0, { NODE0, NODE1 }, NODE(0) },
	{ "set_node, other", set_node2, 0, { NODE0, NODE1 }, NODE(2) },
	{ "set_node, none", set_no_node, 0, { PLAIN, NODE1 }, NODE(-1) },
	{ "set_node, flags", set_node0, 0, { PLAIN, HOT }, NODE(0) },
};
const size_t n_set_mutators = sizeof(set_mutators) / sizeof(*set_mutators);

CALL_SET(add_node, memblock_add_node(mb, base, size, 1, 2))
CALL_SET(reserve_node, memblock_reserve_node(mb, base, size, 1, 0x10))
CALL_SET(memory_node, memblock_memory_set_node(mb, base, size, 1))
CALL_SET(free_pointer, memblock_free(mb, memblock_phys_to_virt(mb, base), size))
CALL_SET(reserved_node, memblock_reserved_set_node(mb, base, size, 1))

/* A flag and the functions that set and clear it. */
#define MARKS(set, flag, name)                                              \
	{ "mark_" #name,                                                    \
	  memblock_##set##mark_##name,                                      \
	  SET_OF_##set,                                                     \
	  { PLAIN, cell_of_(flag, -1) },                                    \
	  FLAGS(flag, flag) },                                              \
	{                                                                   \
		"clear_" #name, memblock_##set##clear_##name, SET_OF_##set, \
			{ PLAIN, cell_of_(flag, -1) }, FLAGS(flag, 0)       \
	}
#define SET_OF_          SET_MEMORY
#define SET_OF_reserved_ SET_RESERVED
#define KERN             cell_of_(MEMBLOCK_RSRV_KERN, -1)

const struct mutator map_mutators[] = {
	{ "add", memblock_add, SET_MEMORY, { PLAIN, HOT }, ADDS(PLAIN) },
	{ "add_node",
	  add_node,
	  SET_MEMORY,
	  { PLAIN, cell_of_(2, 1) },
	  ADDS(cell_of_(2, 1)) },
	{ "remove", memblock_remove, SET_MEMORY, { PLAIN, HOT }, REMOVES },
	{ "memory_set_node",
	  memory_node,
	  SET_MEMORY,
	  { PLAIN, NODE1 },
	  NODE(1) },
	MARKS(, MEMBLOCK_HOTPLUG, hotplug),
	MARKS(, MEMBLOCK_MIRROR, mirror),
	MARKS(, MEMBLOCK_NOMAP, nomap),
	MARKS(, MEMBLOCK_DRIVER_MANAGED, driver_managed),
	MARKS(, MEMBLOCK_KHO_SCRATCH, kho_scratch),
	{ "reserve",
	  memblock_reserve,
	  SET_RESERVED,
	  { PLAIN, KERN },
	  ADDS(PLAIN) },
	{ "reserve_kern",
	  memblock_reserve_kern,
	  SET_RESERVED,
	  { PLAIN, KERN },
	  ADDS(KERN) },
	{ "reserve_node",
	  reserve_node,
	  SET_RESERVED,
	  { PLAIN, cell_of_(0x10, 1) },
	  ADDS(cell_of_(0x10, 1)) },
	{ "phys_free",
	  memblock_phys_free,
	  SET_RESERVED,
	  { PLAIN, KERN },
	  REMOVES },
	{ "free", free_pointer, SET_RESERVED, { PLAIN, KERN }, REMOVES },
	{ "phys_free_exact",
	  memblock_phys_free_exact,
	  SET_RESERVED,
	  { PLAIN, KERN },
	  REMOVES },
	{ "reserved_set_node",
	  reserved_node,
	  SET_RESERVED,
	  { PLAIN, NODE1 },
	  NODE(1) },
	MARKS(reserved_, MEMBLOCK_RSRV_NOINIT, noinit),
	MARKS(reserved_, MEMBLOCK_RSRV_KERN, kern),
	{ "physmap_add",
	  memblock_physmap_add,
	  SET_PHYSMAP,
	  { PLAIN, HOT },
	  ADDS(PLAIN) },
};
const size_t n_map_mutators = sizeof(map_mutators) / sizeof(*map_mutators);
