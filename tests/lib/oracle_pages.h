/* SPDX-License-Identifier: BSD-2-Clause */
/* Shared by the files of the model: cells, changes to them, comparison. */
#ifndef TESTS_LIB_ORACLE_PAGES_H
#define TESTS_LIB_ORACLE_PAGES_H

#include "core/memblock/alloc.h"
#include "tests/lib/oracle.h"

/* Pages [from, to) and the same as bytes. */
struct oracle_range {
	size_t from, to;
	phys_addr_t base, size;
};

/* A step; returns NULL, or a message about the difference. */
typedef const char *oracle_step_fn(struct oracle *o, struct oracle_range r,
				   unsigned int arg);

/* --- cells --------------------------------------------------------------- */

oracle_cell oracle_cell_of(uint32_t flags, int nid);
uint32_t oracle_flags(oracle_cell c);
int oracle_nid(oracle_cell c);

phys_addr_t oracle_address(const struct oracle *o, size_t page);
/* Pages are where frames and alignments may begin. */
bool oracle_is_aligned(const struct oracle *o);
/* Pages in a frame. */
size_t oracle_frame(const struct oracle *o);
struct memblock_type *oracle_type(struct oracle *o, enum oracle_set set);

/* The number of regions, and of pages. */
size_t oracle_runs(const oracle_cells c);
size_t oracle_pages(const oracle_cells c);
/* The end of the run of equal cells that begins at page. */
size_t oracle_run_end(const oracle_cells c, size_t page);
bool oracle_same_set(const struct oracle *o, const struct memblock_type *type,
		     const oracle_cells c);

/* The physical memory of the pages, wherever they are: virt_offset. */
extern uint8_t oracle_ram[ORACLE_PAGES * PAGE_SIZE_4K];

/* --- changes ------------------------------------------------------------- */

enum oracle_effect { ORACLE_NOTHING, ORACLE_FILL, ORACLE_CHANGE, ORACLE_DROP };

/* The effect of an operation on the pages of n ranges. */
struct oracle_change {
	enum oracle_effect effect;
	oracle_cell with; /* fill */
	uint32_t off, on; /* change: flags */
	bool has_nid;
	int nid;
	struct oracle_range ranges[8];
	size_t n;
};

void oracle_apply(oracle_cells c, const struct oracle_change *change);
/* Empties [from, to), but not pages with a flag of spare. */
void oracle_clear(oracle_cells c, size_t from, size_t to, uint32_t spare);

/* --- comparison ---------------------------------------------------------- */

const char *oracle_compare(struct oracle *o);

/* Whether the change fits without growing an array. */
bool oracle_has_room(const struct oracle *o, enum oracle_set set,
		     const struct oracle_change *change);

/* The code has done the operation and returned status. Checks that its effect
 * is the change, that it succeeds if the change fits, and that an array grows
 * only if it must; grows: it may, after memblock_allow_resize(). */
const char *oracle_judge(struct oracle *o, enum oracle_set set,
			 const struct oracle_change *change, bool grows,
			 int status);

/* --- arrays that have grown (oracle_grow.c) ------------------------------- */

/* Memory that may be allocated: neither reserved nor excluded by its flags. */
bool oracle_is_free(const struct oracle *o, size_t page);
/* Whether one of the pages has an array, so that it must not be freed. */
bool oracle_holds_array(const struct oracle *o, size_t from, size_t to);
/* Whether an array has moved; if so, checks that its place is permitted and
 * does not overlap the range, and updates the model's reserved pages. */
const char *oracle_follow_arrays(struct oracle *o, struct oracle_range r,
				 bool *moved);
/* Whether no place is left for an array of twice the size. */
bool oracle_no_place(const struct oracle *o, enum oracle_set set,
		     struct oracle_range r);

/* New sets in the initial arrays (oracle.c). */
void oracle_begin_sets(struct oracle *o);

/* --- allocators (oracle_allocators.c) ------------------------------------- */

enum oracle_how {
	ORACLE_FROM = 1, /* start counts */
	ORACLE_TO = 2,   /* end counts */
	ORACLE_NID = 4,
	ORACLE_EXACT = 8,    /* exact_nid counts */
	ORACLE_ALWAYS = 16,  /* never another node */
	ORACLE_POINTER = 32, /* start is preferred, end is below the limit */
	ORACLE_CLEARED = 64,
	ORACLE_LOW = 128,
	ORACLE_HUGE = 256,
	ORACLE_TELLS = 512, /* returns the reason of a failure */
};

struct oracle_allocator {
	int (*call)(struct memblock *mb, const struct memblock_request *rq,
		    phys_addr_t *ret);
	unsigned int how;
};

#define ORACLE_ALLOCATORS 14
extern const struct oracle_allocator oracle_allocators[ORACLE_ALLOCATORS];

/* --- steps --------------------------------------------------------------- */

oracle_step_fn oracle_add, oracle_remove, oracle_mark, oracle_unmark,
	oracle_set_node, oracle_reserve, oracle_reserve_kern, oracle_free,
	oracle_mark_reserved, oracle_reserved_node, oracle_physmap_add,
	oracle_many, oracle_alloc, oracle_find, oracle_walk, oracle_loops,
	oracle_frames, oracle_ask, oracle_copy, oracle_free_all,
	oracle_settings, oracle_make_room, oracle_trim, oracle_enforce,
	oracle_cap, oracle_remove_map, oracle_discard;

#endif
