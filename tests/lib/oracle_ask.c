/* SPDX-License-Identifier: BSD-2-Clause */
/* The model: every query. */
#include "tests/lib/oracle_pages.h"

#include <stdlib.h>
#include <string.h>

#include "core/memblock/pfn.h"

static size_t taken(const oracle_cells c, struct oracle_range r)
{
	size_t n = 0;

	for (size_t i = r.from; i < r.to; i++)
		n += c[i] != 0;
	return n;
}

static bool one_region(const oracle_cells c, struct oracle_range r)
{
	return c[r.from] && oracle_run_end(c, r.from) >= r.to;
}

/* --- one address, one range ----------------------------------------------- */

static bool same_predicates(const struct memblock_region *r, oracle_cell c)
{
	uint32_t flags = oracle_flags(c);
	struct memblock_region other = *r;

	memblock_set_region_node(&other, 7);
	return memblock_is_hotpluggable(r) == !!(flags & MEMBLOCK_HOTPLUG) &&
	       memblock_is_mirror(r) == !!(flags & MEMBLOCK_MIRROR) &&
	       memblock_is_nomap(r) == !!(flags & MEMBLOCK_NOMAP) &&
	       memblock_is_driver_managed(r) ==
		       !!(flags & MEMBLOCK_DRIVER_MANAGED) &&
	       memblock_is_kho_scratch(r) == !!(flags & MEMBLOCK_KHO_SCRATCH) &&
	       memblock_is_reserved_noinit(r) ==
		       !!(flags & MEMBLOCK_RSRV_NOINIT) &&
	       memblock_get_region_node(r) == oracle_nid(c) &&
	       memblock_get_region_node(&other) == 7;
}

static const char *ask_address(const struct oracle *o, size_t page,
			       phys_addr_t at)
{
	const struct memblock *mb = &o->mb;
	oracle_cell c = o->cells[ORACLE_MEMORY][page];
	oracle_cell t = o->cells[ORACLE_RESERVED][page];
	const struct memblock_region *r = memblock_search(&mb->memory, at);
	const struct memblock_region *s = memblock_search(&mb->reserved, at);

	if (!r != !c || !s != !t)
		return "search differs";
	if ((r && !same_predicates(r, c)) || (s && !same_predicates(s, t)))
		return "a predicate differs";
	if (memblock_is_memory(mb, at) != (c != 0))
		return "is_memory differs";
	if (memblock_is_map_memory(mb, at) !=
	    (c && !(oracle_flags(c) & MEMBLOCK_NOMAP)))
		return "is_map_memory differs";
	if (memblock_is_reserved(mb, at) != (t != 0))
		return "is_reserved differs";
	return NULL;
}

static const char *ask_range(struct oracle *o, struct oracle_range r)
{
	const struct memblock *mb = &o->mb;

	if (memblock_is_region_memory(mb, r.base, r.size) !=
	    one_region(o->cells[ORACLE_MEMORY], r))
		return "is_region_memory differs";
	if (memblock_is_region_reserved(mb, r.base, r.size) !=
	    (taken(o->cells[ORACLE_RESERVED], r) > 0))
		return "is_region_reserved differs";
	for (int set = 0; set < ORACLE_SETS; set++) {
		const struct memblock_type *type =
			oracle_type(o, (enum oracle_set)set);
		size_t n = taken(o->cells[set], r);

		if (memblock_covers(type, r.base, r.size) !=
		    (n == r.to - r.from))
			return "covers differs";
		if (memblock_overlaps_region(type, r.base, r.size) != (n > 0))
			return "overlaps_region differs";
	}
	return NULL;
}

static const char *ask_overlap(const struct oracle *o, struct oracle_range r,
			       unsigned int arg)
{
	size_t from = arg % (ORACLE_PAGES - 7), to = from + 1 + (arg & 7);
	bool overlap = from < r.to && r.from < to;

	if (memblock_addrs_overlap(r.base, r.size, oracle_address(o, from),
				   (to - from) * o->unit) != overlap)
		return "addrs_overlap differs";
	return NULL;
}

/* --- sums ----------------------------------------------------------------- */

/* Bytes of reserved with a flag below a page, on a node or any. */
static phys_addr_t reserved_with(const struct oracle *o, uint32_t flag,
				 size_t below, int nid)
{
	phys_addr_t bytes = 0;

	for (size_t i = 0; i < below; i++) {
		oracle_cell c = o->cells[ORACLE_RESERVED][i];

		if (oracle_flags(c) & flag && (nid < 0 || nid == oracle_nid(c)))
			bytes += o->unit;
	}
	return bytes;
}

static const char *ask_sums(const struct oracle *o, size_t below, int nid)
{
	const struct memblock *mb = &o->mb;
	phys_addr_t limit = oracle_address(o, below);
	phys_addr_t all = oracle_pages(o->cells[ORACLE_MEMORY]) * o->unit;
	phys_addr_t kern = reserved_with(o, MEMBLOCK_RSRV_KERN, ORACLE_PAGES,
					 NUMA_NO_NODE);

	if (memblock_phys_mem_size(mb) != all ||
	    memblock_reserved_size(mb) !=
		    oracle_pages(o->cells[ORACLE_RESERVED]) * o->unit)
		return "a size differs";
	if (memblock_reserved_kern_size(mb, limit, nid) !=
		    reserved_with(o, MEMBLOCK_RSRV_KERN, below, nid) ||
	    memblock_reserved_hugetlb_size(mb, limit, nid) !=
		    reserved_with(o, MEMBLOCK_RSRV_HUGETLB, below, nid))
		return "the size of a kind differs";
	if (memblock_estimated_nr_free_pages(mb) !=
	    (kern < all ? (all - kern) >> mb->page_shift : 0))
		return "the estimate differs";
	return NULL;
}

static const char *ask_ends(const struct oracle *o)
{
	const oracle_cell *memory = o->cells[ORACLE_MEMORY];
	phys_addr_t start = 0, end = 0;

	for (size_t i = ORACLE_PAGES; i-- > 0;) {
		if (!memory[i])
			continue;
		start = oracle_address(o, i);
		end = end ? end : oracle_address(o, i + 1);
	}
	if (memblock_start_of_DRAM(&o->mb) != start ||
	    memblock_end_of_DRAM(&o->mb) != end)
		return "an end differs";
	return NULL;
}

static const char *ask_validate(const struct oracle *o)
{
	bool sound = true;

	for (size_t i = 0; i < ORACLE_PAGES; i++)
		sound = sound && (!o->cells[ORACLE_MEMORY][i] ||
				  o->cells[ORACLE_PHYSMAP][i]);
	sound = sound || oracle_pages(o->cells[ORACLE_PHYSMAP]) == 0;
	return memblock_validate(&o->mb) == (sound ? CORE_OK : CORE_EBUG)
		       ? NULL
		       : "memory within physmap is judged otherwise";
}

/* The queries use an address inside the first page, not only its first byte. */
const char *oracle_ask(struct oracle *o, struct oracle_range r,
		       unsigned int arg)
{
	const char *differs = ask_address(o, r.from, r.base + arg % o->unit);

	if (!differs)
		differs = ask_range(o, r);
	if (!differs)
		differs = ask_overlap(o, r, arg);
	if (!differs)
		differs = ask_sums(o, r.to, (int)(arg & 3) - 1);
	if (!differs)
		differs = ask_ends(o);
	return differs ? differs : ask_validate(o);
}
