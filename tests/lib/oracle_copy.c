/* SPDX-License-Identifier: BSD-2-Clause */
/* The model: copies of the sets, and sets that are built in one pass. */
#include "core/memblock/builder.h"
#include "tests/lib/oracle_pages.h"

#include <string.h>

/* --- copies -------------------------------------------------------------- */

static bool same_settings(const struct memblock *a, const struct memblock *b)
{
	return a->bottom_up == b->bottom_up &&
	       a->current_limit == b->current_limit &&
	       a->has_mirror == b->has_mirror &&
	       a->movable_node == b->movable_node &&
	       a->page_shift == b->page_shift &&
	       a->virt_offset == b->virt_offset;
}

/* Into a map of n regions a set: all or nothing. */
static const char *copy_into(struct oracle *o, struct memblock *to, size_t n)
{
	bool fits = o->mb.memory.cnt <= n && o->mb.reserved.cnt <= n &&
		    o->mb.physmap.cnt <= n;
	int status = memblock_copy(to, &o->mb);

	if (status != (fits ? CORE_OK : CORE_ENOSPC))
		return "a copy has another status";
	if (!fits)
		return to->memory.cnt || to->reserved.cnt || to->physmap.cnt
			       ? "half a copy"
			       : NULL;
	for (int set = 0; set < ORACLE_SETS; set++) {
		const struct memblock_type *types[] = {
			&to->memory,
			&to->reserved,
			&to->physmap,
		};

		if (!oracle_same_set(o, types[set], o->cells[set]))
			return "a copy differs";
	}
	if (!same_settings(to, &o->mb))
		return "a copy allocates otherwise";
	return memblock_equal(to, &o->mb) ? NULL : "a copy is not equal";
}

/* --- sets that are built ------------------------------------------------- */

/* Appends page i, which takes a region of its own unless it joins the last
 * one. Every other page that fits is appended without checks. */
static int append(const struct oracle *o, struct memblock_builder *b,
		  oracle_cell cell, size_t i, bool joins, bool fits)
{
	phys_addr_t base = oracle_address(o, i);

	if (i % 2 == 0 || !fits)
		return memblock_builder_append(
			b, base, o->unit, oracle_nid(cell), oracle_flags(cell));
	memblock_builder_append_unchecked(b, base, o->unit, oracle_nid(cell),
					  oracle_flags(cell), joins);
	return CORE_OK;
}

/* The set page by page, in an array of n regions. Half way the set is ended
 * and resumed. A page that does not fit must be refused. */
static const char *build(const struct oracle *o, const oracle_cell *cells,
			 size_t n)
{
	static struct memblock_region store[ORACLE_PAGES];
	struct memblock_type set;
	struct memblock_builder b;
	oracle_cells built = { 0 };

	memblock_type_init(&set, "built", store, n);
	b = memblock_builder_begin(&set);
	for (size_t i = 0; i < ORACLE_PAGES; i++) {
		bool joins = i > 0 && cells[i] == built[i - 1];
		bool fits = joins || oracle_runs(built) < n;

		if (i == ORACLE_PAGES / 2) {
			memblock_builder_end(&b);
			b = memblock_builder_resume(&set);
		}
		if (!cells[i])
			continue;
		if (append(o, &b, cells[i], i, joins, fits) !=
		    (fits ? CORE_OK : CORE_ENOSPC))
			return "appending has another status";
		if (fits)
			built[i] = cells[i];
	}
	memblock_builder_end(&b);
	if (memblock_type_validate(&set))
		return "a set that was built is not valid";
	return oracle_same_set(o, &set, built) ? NULL
					       : "a set that was built differs";
}

/* --- the step ------------------------------------------------------------ */

const char *oracle_copy(struct oracle *o, struct oracle_range r,
			unsigned int arg)
{
	static struct memblock_region store[3 * ORACLE_PAGES];
	enum oracle_set a = (enum oracle_set)(arg % 3);
	enum oracle_set b = (enum oracle_set)(arg / 3 % 3);
	size_t n = r.to;
	const char *differs;
	struct memblock to;
	struct memblock_type one;

	memblock_init(&to, store, 3 * n);
	differs = copy_into(o, &to, n);
	if (differs)
		return differs;
	differs = build(o, o->cells[a], n);
	if (differs)
		return differs;
	memblock_type_init(&one, "one", store, n);
	if (memblock_type_copy(&one, oracle_type(o, a)) !=
	    (oracle_runs(o->cells[a]) <= n ? CORE_OK : CORE_ENOSPC))
		return "a copy of one set has another status";
	if (memblock_type_equal(oracle_type(o, a), oracle_type(o, b)) !=
	    (memcmp(o->cells[a], o->cells[b], sizeof(oracle_cells)) == 0))
		return "two sets are equal or not";
	return oracle_compare(o);
}
