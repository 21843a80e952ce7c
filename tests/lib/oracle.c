// SPDX-License-Identifier: BSD-2-Clause
#include "tests/lib/oracle.h"

#include <stdlib.h>
#include <string.h>

#include "core/memblock/alloc.h"
#include "core/memblock/pfn.h"

typedef oracle_cell cells[ORACLE_PAGES];

/* --- pages --------------------------------------------------------------- */

#define PRESENT 0x80000000u

static oracle_cell cell(uint32_t flags, int nid)
{
	return PRESENT | (uint32_t)(nid + 1) << 16 | flags;
}

static uint32_t flags_of(oracle_cell c)
{
	return c & 0xff;
}

static int nid_of(oracle_cell c)
{
	return (int)((c & ~PRESENT) >> 16) - 1;
}

static phys_addr_t address(const struct oracle *o, size_t page)
{
	return o->origin + page * o->unit;
}

static size_t runs(const cells c)
{
	size_t n = 0;

	for (size_t i = 0; i < ORACLE_PAGES; i++)
		n += c[i] && (i == 0 || c[i] != c[i - 1]);
	return n;
}

static size_t pages(const cells c)
{
	size_t n = 0;

	for (size_t i = 0; i < ORACLE_PAGES; i++)
		n += c[i] != 0;
	return n;
}

/* --- comparing ----------------------------------------------------------- */

static bool is_run(const struct oracle *o, const cells c, size_t from,
		   size_t to, const struct memblock_region *r)
{
	return r->base == address(o, from) &&
	       r->size == (to - from) * o->unit &&
	       r->flags == flags_of(c[from]) && r->nid == nid_of(c[from]);
}

static bool same_set(const struct oracle *o, const struct memblock_type *type,
		     const cells c)
{
	size_t n = 0;

	for (size_t i = 0, end; i < ORACLE_PAGES; i = end) {
		for (end = i + 1; end < ORACLE_PAGES && c[end] == c[i];)
			end++;
		if (!c[i])
			continue;
		if (n == type->cnt || !is_run(o, c, i, end, &type->regions[n]))
			return false;
		n++;
	}
	return n == type->cnt;
}

static const char *compare(const struct oracle *o)
{
	if (memblock_type_validate(&o->mb.memory) ||
	    memblock_type_validate(&o->mb.reserved) ||
	    memblock_type_validate(&o->mb.physmap))
		return "a set is not sound";
	if (!same_set(o, &o->mb.memory, o->memory))
		return "memory differs";
	if (!same_set(o, &o->mb.reserved, o->reserved))
		return "reserved differs";
	if (!same_set(o, &o->mb.physmap, o->physmap))
		return "physmap differs";
	return NULL;
}

/* The model takes the new cells over if they fit; that is what the code must
 * have done. */
static const char *judge(struct oracle *o, const struct memblock_type *type,
			 cells now, const cells next, int status)
{
	int expected = runs(next) > type->max ? CORE_ENOSPC : CORE_OK;

	if (expected == CORE_OK)
		memcpy(now, next, sizeof(cells));
	if (status != expected)
		return "another status";
	return compare(o);
}

/* --- building the sets --------------------------------------------------- */

struct range {
	size_t from, to;
	phys_addr_t base, size;
};

static void fill(cells c, struct range r, oracle_cell with)
{
	for (size_t i = r.from; i < r.to; i++)
		c[i] = c[i] ? c[i] : with;
}

static void clear(cells c, size_t from, size_t to, uint32_t spare)
{
	for (size_t i = from; i < to; i++)
		if (!(flags_of(c[i]) & spare))
			c[i] = 0;
}

static void mark(cells c, struct range r, uint32_t off, uint32_t on)
{
	for (size_t i = r.from; i < r.to; i++)
		if (c[i])
			c[i] = (c[i] & ~off) | on;
}

static void move_to(cells c, struct range r, int nid)
{
	for (size_t i = r.from; i < r.to; i++)
		if (c[i])
			c[i] = cell(flags_of(c[i]), nid);
}

static const char *step_memory(struct oracle *o, enum oracle_op op,
			       struct range r, unsigned int arg)
{
	struct memblock *mb = &o->mb;
	uint32_t flag = 1u << (arg & 3);
	int nid = (int)(arg >> 2 & 3) - 1;
	cells next;
	int status = 0;

	memcpy(next, o->memory, sizeof(next));
	if (op == ORACLE_ADD) {
		flag = arg & 0x10 ? flag : 0;
		fill(next, r, cell(flag, nid));
		status = memblock_add_node(mb, r.base, r.size, nid, flag);
	} else if (op == ORACLE_REMOVE) {
		clear(next, r.from, r.to, 0);
		status = memblock_remove(mb, r.base, r.size);
	} else if (op == ORACLE_MARK || op == ORACLE_CLEAR) {
		bool set = op == ORACLE_MARK;

		mark(next, r, flag, set ? flag : 0);
		status = memblock_setclr_flag(&mb->memory, r.base, r.size, set,
					      flag);
	} else {
		move_to(next, r, nid);
		status = memblock_set_node(&mb->memory, r.base, r.size, nid);
	}
	return judge(o, &mb->memory, o->memory, next, status);
}

static const char *step_reserved(struct oracle *o, enum oracle_op op,
				 struct range r, unsigned int arg)
{
	struct memblock *mb = &o->mb;
	cells next;
	int status = 0;

	memcpy(next, o->reserved, sizeof(next));
	if (op == ORACLE_RESERVE) {
		fill(next, r, cell(0, NUMA_NO_NODE));
		status = memblock_reserve(mb, r.base, r.size);
	} else if (op == ORACLE_RESERVE_KERN) {
		fill(next, r, cell(MEMBLOCK_RSRV_KERN, NUMA_NO_NODE));
		status = memblock_reserve_kern(mb, r.base, r.size);
	} else if (op == ORACLE_FREE) {
		clear(next, r.from, r.to, 0);
		status = memblock_phys_free(mb, r.base, r.size);
	} else if (arg & 1) {
		mark(next, r, 0, MEMBLOCK_RSRV_NOINIT);
		status = memblock_reserved_mark_noinit(mb, r.base, r.size);
	} else {
		mark(next, r, MEMBLOCK_RSRV_NOINIT, 0);
		status = memblock_reserved_clear_noinit(mb, r.base, r.size);
	}
	return judge(o, &mb->reserved, o->reserved, next, status);
}

static const char *step_physmap(struct oracle *o, struct range r)
{
	cells next;

	memcpy(next, o->physmap, sizeof(next));
	fill(next, r, cell(0, NUMA_NO_NODE));
	return judge(o, &o->mb.physmap, o->physmap, next,
		     memblock_physmap_add(&o->mb, r.base, r.size));
}

/* Several ranges of one kind in one call, in descending order and partly on
 * top of each other. */
static const char *step_add_many(struct oracle *o, struct range r,
				 unsigned int arg)
{
	struct memblock_region ranges[8];
	uint32_t flag = arg & 0x10 ? MEMBLOCK_NOMAP : 0;
	int nid = (int)(arg >> 2 & 3) - 1;
	size_t n = 0;
	cells next;

	memcpy(next, o->memory, sizeof(next));
	for (; n < 8 && r.to > r.from; n++) {
		ranges[n] = (struct memblock_region){ .base = r.base,
						      .size = r.size };
		fill(next, r, cell(flag, nid));
		r.size = (1 + (arg >> n & 1)) * o->unit;
		r.from = r.from * 7 % (ORACLE_PAGES - 2);
		r.to = r.from + 1 + (arg >> n & 1);
		r.base = address(o, r.from);
	}
	return judge(o, &o->mb.memory, o->memory, next,
		     memblock_add_many(&o->mb.memory, ranges, n, nid, flag));
}

/* --- allocation ---------------------------------------------------------- */

struct wish {
	size_t size; /* pages */
	size_t align;
	size_t from, to;
	int nid;
	uint32_t need;
};

static bool free_page(const struct oracle *o, const struct wish *w, size_t i)
{
	oracle_cell c = o->memory[i];
	uint32_t never = MEMBLOCK_NOMAP | MEMBLOCK_DRIVER_MANAGED;

	if (o->mb.movable_node)
		never |= MEMBLOCK_HOTPLUG;
	return c && !o->reserved[i] && !(flags_of(c) & never) &&
	       !(w->need & ~flags_of(c)) &&
	       (w->nid < 0 || w->nid == nid_of(c));
}

/* All pages free, and all of one region of memory. */
static bool fits_at(const struct oracle *o, const struct wish *w, size_t at)
{
	if (at == 0 || at < w->from || at + w->size > w->to ||
	    (at % w->align) != 0)
		return false;
	for (size_t i = at; i < at + w->size; i++)
		if (!free_page(o, w, i) || o->memory[i] != o->memory[at])
			return false;
	return true;
}

/* 0: nowhere. */
static size_t place_for(const struct oracle *o, const struct wish *w)
{
	size_t found = 0;

	for (size_t i = 1; i < ORACLE_PAGES; i++)
		if (fits_at(o, w, i) && !(found && o->mb.bottom_up))
			found = i;
	return found;
}

static size_t place_in_order(const struct oracle *o, struct wish w, bool exact)
{
	int nid = w.nid;

	for (int mirror = o->mb.has_mirror; mirror >= 0; mirror--) {
		size_t at;

		w.need = mirror ? MEMBLOCK_MIRROR : 0;
		w.nid = nid;
		at = place_for(o, &w);
		w.nid = exact ? nid : NUMA_NO_NODE;
		at = at ? at : place_for(o, &w);
		if (at)
			return at;
	}
	return 0;
}

static const char *step_alloc(struct oracle *o, struct range r,
			      unsigned int arg)
{
	struct wish w = {
		.size = 1 + (arg & 3),
		.align = (size_t)1 << (arg >> 2 & 1),
		.from = r.from,
		.to = ORACLE_PAGES - (arg >> 3 & 7),
		.nid = (int)(r.to & 3) - 1,
	};
	struct memblock_request rq = {
		.size = w.size * o->unit,
		.align = w.align * o->unit,
		.start = r.base,
		.end = address(o, w.to),
		.nid = w.nid,
		.exact_nid = arg & 0x40,
	};
	phys_addr_t addr = 0;
	size_t at;
	cells next;
	int status;

	o->mb.bottom_up = arg & 0x80;
	o->mb.has_mirror = r.to & 4;
	o->mb.movable_node = r.to & 8;
	status = memblock_alloc_in(&o->mb, &rq, &addr);
	if (w.from >= w.to)
		return status == CORE_EINVAL ? NULL : "another status";
	at = place_in_order(o, w, rq.exact_nid);
	if (!at)
		return status == CORE_ENOMEM && !addr ? NULL :
							 "an allocation more";
	memcpy(next, o->reserved, sizeof(next));
	for (size_t i = at; i < at + w.size; i++)
		next[i] = cell(MEMBLOCK_RSRV_KERN, w.nid);
	if (status == CORE_OK && addr != address(o, at))
		return "an allocation elsewhere";
	return judge(o, &o->mb.reserved, o->reserved, next, status);
}

/* --- limits -------------------------------------------------------------- */

/* Every run of memory loses its pages below and above the aligned ones. */
static const char *step_trim(struct oracle *o, unsigned int arg)
{
	size_t align = (size_t)1 << (arg & 3);
	cells next = { 0 };

	for (size_t i = 0, end; i < ORACLE_PAGES; i = end) {
		for (end = i + 1; end < ORACLE_PAGES &&
				  o->memory[end] == o->memory[i];)
			end++;
		for (size_t k = i; k < end; k++)
			if (k / align * align >= i &&
			    (k / align + 1) * align <= end)
				next[k] = o->memory[k];
	}
	return judge(o, &o->mb.memory, o->memory, next,
		     memblock_trim_memory(&o->mb, align * o->unit));
}

static const char *step_amount(struct oracle *o, enum oracle_op op,
			       size_t amount)
{
	uint32_t spare = op == ORACLE_REMOVE_MAP ? MEMBLOCK_NOMAP : 0;
	bool cut = amount > 0 && amount < pages(o->memory);
	size_t end = 0;
	int status;

	for (size_t left = amount; cut && left > 0; end++)
		left -= o->memory[end] != 0;
	if (cut) {
		clear(o->memory, end, ORACLE_PAGES, spare);
		clear(o->reserved, end, ORACLE_PAGES, 0);
	}
	status = op == ORACLE_ENFORCE ?
			 memblock_enforce_memory_limit(&o->mb,
						       amount * o->unit) :
			 memblock_mem_limit_remove_map(&o->mb,
						       amount * o->unit);
	if (status != (amount ? CORE_OK : CORE_EINVAL))
		return "another status";
	return compare(o);
}

static const char *step_cap(struct oracle *o, struct range r)
{
	clear(o->memory, 0, r.from, MEMBLOCK_NOMAP);
	clear(o->memory, r.to, ORACLE_PAGES, MEMBLOCK_NOMAP);
	clear(o->reserved, 0, r.from, 0);
	clear(o->reserved, r.to, ORACLE_PAGES, 0);
	if (memblock_cap_memory_range(&o->mb, r.base, r.size))
		return "another status";
	return compare(o);
}

/* --- walks --------------------------------------------------------------- */

struct walk {
	const struct memblock_type *a, *b;
	const oracle_cell *of, *without;
	const struct memblock_filter *filter;
};

static bool gives(const struct walk *w, size_t page)
{
	oracle_cell c = w->of[page];

	if (!c || (w->without && w->without[page]))
		return false;
	if (!w->filter)
		return true;
	if (w->filter->nid != NUMA_NO_NODE && w->filter->nid != nid_of(c))
		return false;
	return !(flags_of(c) & w->filter->skip_flags) &&
	       !(w->filter->need_flags & ~flags_of(c));
}

/* Pages [from, to) are given at once: same region, nothing in between. */
static bool is_piece(const struct oracle *o, const struct walk *w,
		     const struct memblock_range *r, size_t from, size_t to)
{
	return r->base == address(o, from) && r->end == address(o, to) &&
	       r->flags == flags_of(w->of[from]) &&
	       r->nid == nid_of(w->of[from]);
}

static const char *walk_up(const struct oracle *o, const struct walk *w,
			   size_t page)
{
	/* Any hint must do. */
	struct memblock_range r = { .end = address(o, page),
				    .hint_a = o->guess % 7,
				    .hint_b = o->guess / 7 };

	while (page < ORACLE_PAGES) {
		size_t from = page++;

		if (!gives(w, from))
			continue;
		while (page < ORACLE_PAGES && gives(w, page) &&
		       w->of[page] == w->of[from])
			page++;
		if (!memblock_next_range(w->a, w->b, w->filter, &r) ||
		    !is_piece(o, w, &r, from, page))
			return "the walk up gives another range";
	}
	if (memblock_next_range(w->a, w->b, w->filter, &r))
		return "the walk up gives one range more";
	return NULL;
}

static const char *walk_down(const struct oracle *o, const struct walk *w,
			     size_t page)
{
	struct memblock_range r = { .base = address(o, page),
				    .hint_a = o->guess % 7,
				    .hint_b = o->guess / 7 };

	while (page > 0) {
		size_t to = page--;

		if (!gives(w, page))
			continue;
		while (page > 0 && gives(w, page - 1) &&
		       w->of[page - 1] == w->of[to - 1])
			page--;
		if (!memblock_prev_range(w->a, w->b, w->filter, &r) ||
		    !is_piece(o, w, &r, page, to))
			return "the walk down gives another range";
	}
	if (memblock_prev_range(w->a, w->b, w->filter, &r))
		return "the walk down gives one range more";
	return NULL;
}

static const char *step_walk(struct oracle *o, size_t from, unsigned int arg)
{
	struct memblock_filter filter = {
		.nid = (int)(arg >> 2 & 3) - 1,
		.skip_flags = arg & 0x10 ? 1u << (arg & 3) : 0,
		.need_flags = arg & 0x20 ? 1u << (arg >> 6 & 3) : 0,
	};
	struct walk w = { &o->mb.memory, &o->mb.reserved, o->memory,
			  o->reserved, &filter };
	const char *differs;

	o->guess = (o->guess * 31 + arg) % 100;
	if (arg % 5 == 0)
		w.filter = NULL;
	if (arg % 3 == 0)
		w.b = NULL, w.without = NULL;
	if (arg % 7 == 0)
		w.a = &o->mb.physmap, w.of = o->physmap;
	differs = walk_up(o, &w, from);
	return differs ? differs : walk_down(o, &w, from);
}

/* --- questions ----------------------------------------------------------- */

static bool any(const cells c, struct range r)
{
	for (size_t i = r.from; i < r.to; i++)
		if (c[i])
			return true;
	return false;
}

static bool all_of(const cells c, struct range r)
{
	for (size_t i = r.from; i < r.to; i++)
		if (!c[i])
			return false;
	return true;
}

static bool one_region(const cells c, struct range r)
{
	for (size_t i = r.from; i < r.to; i++)
		if (!c[i] || c[i] != c[r.from])
			return false;
	return true;
}

/* Asked inside the first page, so that more than its first byte counts. */
static const char *step_ask(struct oracle *o, struct range r, unsigned int arg)
{
	const struct memblock *mb = &o->mb;
	oracle_cell c = o->memory[r.from];
	phys_addr_t at = r.base + arg % o->unit;

	if (memblock_is_memory(mb, at) != (c != 0))
		return "is_memory differs";
	if (memblock_is_map_memory(mb, at) !=
	    (c && !(flags_of(c) & MEMBLOCK_NOMAP)))
		return "is_map_memory differs";
	if (memblock_is_reserved(mb, at) != (o->reserved[r.from] != 0))
		return "is_reserved differs";
	if (memblock_is_region_memory(mb, r.base, r.size) !=
	    one_region(o->memory, r))
		return "is_region_memory differs";
	if (memblock_is_region_reserved(mb, r.base, r.size) !=
	    any(o->reserved, r))
		return "is_region_reserved differs";
	if (memblock_covers(&mb->memory, r.base, r.size) !=
	    all_of(o->memory, r))
		return "covers differs";
	if (memblock_phys_mem_size(mb) != pages(o->memory) * o->unit ||
	    memblock_reserved_size(mb) != pages(o->reserved) * o->unit)
		return "a size differs";
	return NULL;
}

/* --- steps --------------------------------------------------------------- */

void oracle_begin(struct oracle *o, size_t room, bool at_top, phys_addr_t unit)
{
	*o = (struct oracle){
		.origin = at_top ? PHYS_ADDR_MAX - ORACLE_PAGES * unit : 0,
		.unit = unit,
	};
	memblock_init(&o->mb, malloc(3 * room * sizeof(struct memblock_region)),
		      3 * room);
	o->mb.page_shift = unit == 1 ? 0 : PAGE_SHIFT_4K;
}

void oracle_end(struct oracle *o)
{
	free(o->mb.memory.regions);
}

const char *oracle_step(struct oracle *o, enum oracle_op op, size_t from,
			size_t to, unsigned int arg)
{
	struct range r = { from, to, address(o, from), (to - from) * o->unit };

	switch (op) {
	case ORACLE_ADD:
	case ORACLE_REMOVE:
	case ORACLE_MARK:
	case ORACLE_CLEAR:
	case ORACLE_SET_NODE:
		return step_memory(o, op, r, arg);
	case ORACLE_RESERVE:
	case ORACLE_RESERVE_KERN:
	case ORACLE_FREE:
	case ORACLE_MARK_RESERVED:
		return step_reserved(o, op, r, arg);
	case ORACLE_PHYSMAP_ADD:
		return step_physmap(o, r);
	case ORACLE_ADD_MANY:
		return step_add_many(o, r, arg);
	case ORACLE_ALLOC:
		/* At the top, pages are not aligned to their size. */
		return o->origin || o->unit != PAGE_SIZE_4K ?
			       NULL :
			       step_alloc(o, r, arg);
	case ORACLE_TRIM:
		/* At the top, pages are not aligned to their size. */
		return o->origin ? NULL : step_trim(o, arg);
	case ORACLE_ENFORCE:
	case ORACLE_REMOVE_MAP:
		return step_amount(o, op, arg % (ORACLE_PAGES + 1));
	case ORACLE_CAP:
		return step_cap(o, r);
	case ORACLE_WALK:
		return step_walk(o, from, arg);
	case ORACLE_ASK:
	case ORACLE_OPS:
		break;
	}
	return step_ask(o, r, arg);
}

/* Limits empty the sets, so they come rarely. */
static const uint8_t often[] = {
	ORACLE_ADD, ORACLE_ADD, ORACLE_ADD, ORACLE_ADD,
	ORACLE_REMOVE, ORACLE_REMOVE,
	ORACLE_MARK, ORACLE_MARK, ORACLE_CLEAR, ORACLE_CLEAR,
	ORACLE_SET_NODE, ORACLE_SET_NODE,
	ORACLE_RESERVE, ORACLE_RESERVE,
	ORACLE_RESERVE_KERN, ORACLE_RESERVE_KERN,
	ORACLE_FREE, ORACLE_FREE,
	ORACLE_MARK_RESERVED, ORACLE_MARK_RESERVED,
	ORACLE_PHYSMAP_ADD,
	ORACLE_WALK, ORACLE_WALK, ORACLE_WALK,
	ORACLE_ASK, ORACLE_ASK,
	ORACLE_ADD_MANY,
	ORACLE_ALLOC, ORACLE_ALLOC, ORACLE_ALLOC,
};

static enum oracle_op op_of(uint8_t byte)
{
	if (byte >= 252)
		return (enum oracle_op)(ORACLE_TRIM + (byte - 252));
	return (enum oracle_op)often[byte % sizeof(often)];
}

const char *oracle_step_bytes(struct oracle *o, const uint8_t bytes[4])
{
	size_t a = bytes[1] % ORACLE_PAGES;
	/* Short ranges make more regions than long ones. */
	size_t size = 1 + (bytes[2] & 0x80 ? bytes[2] & 3 : bytes[2] & 31);
	size_t end = a + size < ORACLE_PAGES ? a + size : ORACLE_PAGES;

	return oracle_step(o, op_of(bytes[0]), a, end, bytes[3]);
}
