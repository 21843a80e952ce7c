/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The model: arrays that grow. The code chooses the place of a new array; the
 * model checks that it is permitted, and the effect on reserved.
 */
#include "tests/lib/oracle_pages.h"

#include <string.h>

bool oracle_is_free(const struct oracle *o, size_t page)
{
	oracle_cell c = o->cells[ORACLE_MEMORY][page];
	uint32_t never = MEMBLOCK_NOMAP | MEMBLOCK_DRIVER_MANAGED;

	if (o->mb.movable_node)
		never |= MEMBLOCK_HOTPLUG;
	return c && !o->cells[ORACLE_RESERVED][page] &&
	       !(oracle_flags(c) & never);
}

/* Pages [from, to) of an array. */
static size_t array_pages(const struct oracle *o, size_t max)
{
	phys_addr_t frame = (phys_addr_t)1 << o->mb.page_shift;
	phys_addr_t bytes = max * sizeof(struct memblock_region);

	return (size_t)((bytes + frame - 1) / frame * frame / o->unit);
}

static struct oracle_range pages_of(const struct oracle *o,
				    const struct memblock_region *array,
				    size_t max)
{
	uintptr_t at = (uintptr_t)array - (uintptr_t)oracle_ram;
	struct oracle_range r = { .from = (size_t)(at / o->unit) };

	if (at >= sizeof(oracle_ram))
		return (struct oracle_range){ 0 };
	r.to = r.from + array_pages(o, max);
	return r;
}

bool oracle_holds_array(const struct oracle *o, size_t from, size_t to)
{
	for (int set = 0; set < ORACLE_SETS; set++) {
		struct oracle_range r = pages_of(o, o->array[set], o->max[set]);

		if (r.from < to && from < r.to)
			return true;
	}
	return false;
}

/* Whether an array may be in pages [at, at + n) while the range is changed. */
static bool may_be_at(const struct oracle *o, size_t at, size_t n,
		      struct oracle_range r)
{
	const oracle_cell *memory = o->cells[ORACLE_MEMORY];

	if (at < oracle_frame(o) || at % oracle_frame(o) ||
	    at + n > ORACLE_PAGES || (at < r.to && r.from < at + n) ||
	    oracle_address(o, at + n) > memblock_get_current_limit(&o->mb))
		return false;
	for (size_t i = at; i < at + n; i++)
		if (!oracle_is_free(o, i) || memory[i] != memory[at])
			return false;
	return true;
}

bool oracle_no_place(const struct oracle *o, enum oracle_set set,
		     struct oracle_range r)
{
	size_t n = array_pages(o, 2 * o->max[set]);

	for (size_t at = 0; at < ORACLE_PAGES; at++)
		if (may_be_at(o, at, n, r))
			return false;
	return true;
}

static const char *follow(struct oracle *o, enum oracle_set set,
			  struct oracle_range r)
{
	const struct memblock_type *type = oracle_type(o, set);
	struct oracle_range old = pages_of(o, o->array[set], o->max[set]);
	struct oracle_range new = pages_of(o, type->regions, type->max);
	oracle_cell *reserved = o->cells[ORACLE_RESERVED];

	if (!may_be_at(o, new.from, new.to - new.from, r))
		return "an array is where it must not be";
	for (size_t i = new.from; i < new.to; i++)
		reserved[i] = oracle_cell_of(MEMBLOCK_RSRV_KERN, NUMA_NO_NODE);
	oracle_clear(reserved, old.from, old.to, 0);
	o->array[set] = type->regions;
	o->max[set] = type->max;
	return NULL;
}

const char *oracle_follow_arrays(struct oracle *o, struct oracle_range r,
				 bool *moved)
{
	/* Reserved grows first, to make room for the arrays of the others. */
	static const enum oracle_set order[] = {
		ORACLE_RESERVED,
		ORACLE_MEMORY,
		ORACLE_PHYSMAP,
	};
	const char *differs = NULL;

	*moved = false;
	for (size_t i = 0; i < ORACLE_SETS && !differs; i++) {
		if (oracle_type(o, order[i])->regions == o->array[order[i]])
			continue;
		*moved = true;
		differs = follow(o, order[i], r);
	}
	return differs;
}

/* --- steps --------------------------------------------------------------- */

/* The expected status of making room for n; the arrays have followed. */
static bool right_status(const struct oracle *o, enum oracle_set set, size_t n,
			 size_t before, int status)
{
	const struct oracle_range none = { 0 };

	if (n <= before)
		return status == CORE_OK;
	if (!o->mb.can_resize)
		return status == CORE_ENOSPC;
	if (status == CORE_OK)
		return n <= o->max[set];
	/* A single doubling might have fitted where this does not. */
	return status == CORE_ENOMEM &&
	       (n + 3 > 2 * before || oracle_no_place(o, set, none));
}

/* Sometimes for so many regions that the array takes several frames. */
const char *oracle_make_room(struct oracle *o, struct oracle_range r,
			     unsigned int arg)
{
	enum oracle_set set = (enum oracle_set)(arg % ORACLE_SETS);
	size_t n = arg & 0x30 ? r.to : 8 * r.to;
	size_t before = o->max[set];
	int status = memblock_make_room(&o->mb, oracle_type(o, set), n);
	const char *differs;
	bool moved;

	r = (struct oracle_range){ 0 };
	differs = oracle_follow_arrays(o, r, &moved);
	if (differs)
		return differs;
	if (moved && (n <= before || !o->mb.can_resize))
		return "room is made where it should not be";
	if (!right_status(o, set, n, before, status))
		return "too little room is made, or too much";
	return oracle_compare(o);
}

/* The pages that discard frees, one cell per page. */
struct given {
	const struct oracle *o;
	oracle_cells cells;
	uint64_t frames;
};

static void take(void *ctx, struct memblock_block block)
{
	struct given *to = ctx;
	const struct oracle *o = to->o;

	for (phys_addr_t at = block.base; at < block.end; at += o->unit)
		to->cells[(at - o->origin) / o->unit]++;
	to->frames += (uint64_t)1 << block.order;
	memset(memblock_phys_to_virt(&o->mb, block.base), 0xdd,
	       (size_t)(block.end - block.base));
}

/* Discards the arrays and starts with new sets. */
const char *oracle_discard(struct oracle *o, struct oracle_range r,
			   unsigned int arg)
{
	struct given given = { .o = o };
	bool loader_ranges[ORACLE_PAGES];
	uint64_t frames;

	(void)r;
	for (size_t i = 0; i < ORACLE_PAGES; i++)
		loader_ranges[i] = oracle_holds_array(o, i, i + 1);
	frames = memblock_discard(&o->mb, arg & 7, take, &given);
	for (size_t i = 0; i < ORACLE_PAGES; i++)
		if (given.cells[i] != loader_ranges[i])
			return "discard gives other pages";
	if (frames != given.frames)
		return "discard miscounts";
	memset(o->cells, 0, sizeof(o->cells));
	for (int set = 0; set < ORACLE_SETS; set++) {
		o->array[set] = NULL;
		o->max[set] = 0;
	}
	if (oracle_compare(o))
		return "discard leaves something";
	oracle_begin_sets(o);
	return oracle_compare(o);
}
