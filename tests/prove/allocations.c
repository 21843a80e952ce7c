/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every function that allocates, with each of its arguments: where it finds
 * memory, what it reserves, and whether the memory is cleared.
 */
#include <stdio.h>
#include <string.h>

#include "tests/lib/oracle_pages.h"
#include "tests/prove/places.h"

/* Cells are 16 bytes, and a page is one of them. */
#define UNIT  16
#define SHIFT 4

static uint8_t ram[CELLS_MAX * UNIT];

struct request {
	const struct oracle_allocator *a;
	struct memblock_request rq;
	size_t start, end; /* in cells; end 0: current_limit */
	size_t limit;      /* current_limit */
};

static bool counts(const struct request *r, unsigned int how)
{
	return r->a->how & how;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The request as the function interprets it, without the node's flags. */
static struct wish wish_of(const struct request *r)
{
	struct wish w = {
		.n = (size_t)r->rq.size / UNIT,
		.align = (size_t)(counts(r, ORACLE_HUGE) ? r->rq.size
							 : r->rq.align) /
			 UNIT,
		.start = counts(r, ORACLE_FROM) ? r->start : 0,
		.end = counts(r, ORACLE_TO) && r->end ? r->end : r->limit,
	};

	if (counts(r, ORACLE_POINTER))
		w.end = least(w.end, r->limit);
	return w;
}

/* The node, any node, then both without asking for mirrored memory. *nid is the
 * node that the reservation gets. */
static size_t in_order(const struct pair *p, const struct request *r,
		       struct wish w, int *nid)
{
	bool mirror = p->mb.has_mirror && !counts(r, ORACLE_HUGE);
	bool exact = counts(r, ORACLE_ALWAYS) ||
		     (counts(r, ORACLE_EXACT) && r->rq.exact_nid);
	int asked = counts(r, ORACLE_NID) ? r->rq.nid : NUMA_NO_NODE;

	for (int round = mirror ? 0 : 1; round < 2; round++)
		for (int any = 0; any < 2; any++) {
			size_t at;

			w.need = round == 0 ? MEMBLOCK_MIRROR : 0;
			w.nid = *nid = any && !exact ? NUMA_NO_NODE : asked;
			at = place_for(p, &w);
			if (at != NOWHERE)
				return at;
		}
	return NOWHERE;
}

static size_t place_of(const struct pair *p, const struct request *r, int *nid)
{
	struct wish w = wish_of(r);
	size_t at = in_order(p, r, w, nid);

	if (at == NOWHERE && counts(r, ORACLE_POINTER)) {
		w.start = 0;
		at = in_order(p, r, w, nid);
	}
	return at;
}

static bool is_filled(size_t at, size_t n, uint8_t byte)
{
	for (size_t i = at * UNIT; i < (at + n) * UNIT; i++)
		if (ram[i] != byte)
			return false;
	return true;
}

static bool right_reason(const struct request *r, int status)
{
	struct wish w = wish_of(r);

	if (!counts(r, ORACLE_TELLS))
		return status != CORE_OK;
	return status == (w.end <= w.start ? CORE_EINVAL : CORE_ENOMEM);
}

static bool fails(const struct pair *p, const struct request *r,
		  const char *what)
{
	char text[200];

	snprintf(text, sizeof(text),
		 "allocator %td: %s; size %d, align %d, cells %zu-%zu below "
		 "%zu, node %d%s%s%s",
		 r->a - oracle_allocators, what, (int)r->rq.size / UNIT,
		 (int)r->rq.align / UNIT, r->start, r->end, r->limit,
		 (int)r->rq.nid, r->rq.exact_nid ? ", exact" : "",
		 p->mb.bottom_up ? ", upwards" : "",
		 p->mb.has_mirror ? ", mirror" : "");
	return pair_differs(p, text);
}

static bool one_request(struct pair *p, const struct request *r)
{
	struct cells before = p->reserved;
	phys_addr_t addr = 0;
	int nid, status;
	size_t at = place_of(p, r, &nid), n = (size_t)r->rq.size / UNIT;
	bool right;

	p->mb.current_limit = grid_address(&p->grid, r->limit);
	memset(ram, 0xee, p->grid.n * UNIT);
	enumerate_count(p->t, 1);
	status = r->a->call(&p->mb, &r->rq, &addr);
	if (at == NOWHERE)
		return (right_reason(r, status) && pair_matches(p)) ||
		       fails(p, r, "memory is found, or another reason");
	if (status || addr != grid_address(&p->grid, at))
		return fails(p, r, "memory is found elsewhere");
	for (size_t i = at; i < at + n; i++)
		p->reserved.at[i] = cell_of(
			MEMBLOCK_RSRV_KERN |
				(counts(r, ORACLE_HUGE) ? MEMBLOCK_RSRV_HUGETLB
							: 0u),
			nid);
	right = pair_matches(p) &&
		is_filled(at, n, counts(r, ORACLE_CLEARED) ? 0 : 0xee) &&
		is_filled(0, at, 0xee) &&
		is_filled(at + n, p->grid.n - at - n, 0xee);
	p->reserved = before;
	pair_reset(p);
	return right || fails(p, r, "something else is reserved or cleared");
}

/* Each start and end, or only one where they do not count. */
static bool every_range(struct pair *p, struct request *r)
{
	size_t starts = counts(r, ORACLE_FROM) ? p->grid.n : 0;
	size_t ends = counts(r, ORACLE_TO) ? p->grid.n : 0;

	for (r->start = 0; r->start <= starts; r->start++)
		for (r->end = 0; r->end <= ends; r->end++) {
			r->rq.start = grid_address(&p->grid, r->start);
			r->rq.end = r->end ? grid_address(&p->grid, r->end)
					   : MEMBLOCK_ALLOC_ACCESSIBLE;
			if (!one_request(p, r))
				return false;
		}
	return true;
}

static bool every_node(struct pair *p, struct request *r)
{
	int nodes = counts(r, ORACLE_NID) ? 2 : 0;
	int exacts = counts(r, ORACLE_EXACT) ? 2 : 1;

	for (int nid = -1; nid < nodes; nid++)
		for (int exact = 0; exact < exacts; exact++) {
			r->rq.nid = nid;
			r->rq.exact_nid = exact;
			if (!every_range(p, r))
				return false;
		}
	return true;
}

static bool every_size(struct pair *p, const struct oracle_allocator *a)
{
	struct request r = { .a = a };

	for (size_t size = 1; size <= 3; size++)
		for (size_t align = 1; align <= 2; align++) {
			if (counts(&r, ORACLE_HUGE) && (size == 3 || align > 1))
				continue;
			r.rq.size = size * UNIT;
			r.rq.align = align * UNIT;
			for (size_t cut = 0; cut < 2; cut++) {
				r.limit = p->grid.n - cut;
				if (!every_node(p, &r))
					return false;
			}
		}
	return true;
}

static bool one_pair(struct pair *p, const void *with)
{
	(void)with;
	p->mb.page_shift = SHIFT;
	p->mb.virt_offset = (uintptr_t)ram - (uintptr_t)p->grid.origin;
	for (int i = 0; i < 4; i++) {
		p->mb.bottom_up = i & 1;
		p->mb.has_mirror = i & 2;
		for (size_t k = 0; k < ORACLE_ALLOCATORS; k++)
			if (!every_size(p, &oracle_allocators[k]))
				return false;
	}
	return true;
}

bool enumerate_allocations(struct enumerate_task *t)
{
	const cell memory[] = { cell_of(0, 0), cell_of(MEMBLOCK_MIRROR, 1) };
	const cell reserved[] = { cell_of(MEMBLOCK_RSRV_KERN, -1), 0 };

	return pair_every(t, grid_at_bottom(t->n, UNIT), memory, reserved,
			  one_pair, NULL);
}
