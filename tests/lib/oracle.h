/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A reference model of the sets, one cell per page: slow and obviously correct.
 * Each step is applied to both, and the results of all queries are compared.
 * Random tests, position tests and the fuzzer drive it; together its steps call
 * every public function of core/memblock/.
 */
#ifndef TESTS_LIB_ORACLE_H
#define TESTS_LIB_ORACLE_H

#include "core/memblock/memblock.h"

#define ORACLE_PAGES 48

/* 0: the page is not in the set. */
typedef uint32_t oracle_cell;
typedef oracle_cell oracle_cells[ORACLE_PAGES];

enum oracle_set { ORACLE_MEMORY, ORACLE_RESERVED, ORACLE_PHYSMAP, ORACLE_SETS };

struct oracle {
	struct memblock mb;
	phys_addr_t origin; /* of page 0 */
	phys_addr_t unit;   /* bytes in a page; a frame has one or two */
	size_t room;        /* initial capacity of each set */
	oracle_cells cells[ORACLE_SETS];
	/* The place of each array after the last step. */
	struct memblock_region *array[ORACLE_SETS];
	size_t max[ORACLE_SETS];
	struct memblock_region *store;
	size_t guess; /* for the hints of a walk */
};

enum oracle_op {
	ORACLE_ADD,
	ORACLE_REMOVE,
	ORACLE_MARK,
	ORACLE_CLEAR,
	ORACLE_SET_NODE,
	ORACLE_RESERVE,
	ORACLE_RESERVE_KERN,
	ORACLE_FREE,
	ORACLE_MARK_RESERVED,
	ORACLE_RESERVED_NODE,
	ORACLE_PHYSMAP_ADD,
	ORACLE_MANY,
	ORACLE_ALLOC,
	ORACLE_FIND,
	ORACLE_WALK,
	ORACLE_LOOPS,
	ORACLE_FRAMES,
	ORACLE_ASK,
	ORACLE_COPY,
	ORACLE_FREE_ALL,
	ORACLE_SETTINGS,
	ORACLE_ROOM,
	ORACLE_TRIM,
	ORACLE_ENFORCE,
	ORACLE_CAP,
	ORACLE_REMOVE_MAP,
	ORACLE_DISCARD,
	ORACLE_OPS
};

/* Empty sets of `room` regions each, at the bottom or the top of the address
 * space. unit is 1, or half a 4 KiB frame, or a whole one. */
void oracle_begin(struct oracle *o, size_t room, bool at_top, phys_addr_t unit);
void oracle_end(struct oracle *o);

/* A step on pages [from, to) with arg, from which the operation takes flags and
 * a node. Returns NULL, or a message about the difference. */
const char *oracle_step(struct oracle *o, enum oracle_op op, size_t from,
			size_t to, unsigned int arg);

/* The same, with arbitrary bytes. */
#define ORACLE_STEP_BYTES 5
const char *oracle_step_bytes(struct oracle *o,
			      const uint8_t bytes[ORACLE_STEP_BYTES]);

#endif
