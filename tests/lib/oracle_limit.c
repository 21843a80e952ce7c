/* SPDX-License-Identifier: BSD-2-Clause */
/* The model: restricting memory. Nothing is split here, so no array grows. */
#include "tests/lib/oracle_pages.h"

#include <string.h>

/* Every run of memory loses its pages below and above the aligned ones. */
const char *oracle_trim(struct oracle *o, struct oracle_range r,
			unsigned int arg)
{
	const oracle_cell *memory = o->cells[ORACLE_MEMORY];
	size_t align = (size_t)1 << (arg & 3);
	oracle_cells next = { 0 };

	(void)r;
	if (o->origin)
		return NULL;
	for (size_t i = 0, end; i < ORACLE_PAGES; i = end) {
		end = oracle_run_end(memory, i);
		for (size_t k = i; k < end; k++)
			if (k / align * align >= i &&
			    (k / align + 1) * align <= end)
				next[k] = memory[k];
	}
	memcpy(o->cells[ORACLE_MEMORY], next, sizeof(next));
	if (memblock_trim_memory(&o->mb, align * o->unit))
		return "trim fails";
	return oracle_compare(o);
}

/* Reserved loses the pages below from and above to, unless an array is in them:
 * a caller that still uses the sets must not do that. */
static bool cut_reserved(struct oracle *o, size_t from, size_t to)
{
	if (oracle_holds_array(o, 0, from) ||
	    oracle_holds_array(o, to, ORACLE_PAGES))
		return false;
	oracle_clear(o->cells[ORACLE_RESERVED], 0, from, 0);
	oracle_clear(o->cells[ORACLE_RESERVED], to, ORACLE_PAGES, 0);
	return true;
}

static const char *limit(struct oracle *o, size_t amount, uint32_t spare,
			 int (*call)(struct memblock *mb, phys_addr_t limit))
{
	oracle_cell *memory = o->cells[ORACLE_MEMORY];
	bool cut = amount > 0 && amount <= oracle_pages(memory);
	size_t end = 0;

	for (size_t left = amount; cut && left > 0; end++)
		left -= memory[end] != 0;
	if (cut && !cut_reserved(o, 0, end))
		return NULL;
	if (cut)
		oracle_clear(memory, end, ORACLE_PAGES, spare);
	if (call(&o->mb, amount * o->unit) != (amount ? CORE_OK : CORE_EINVAL))
		return "another status";
	return oracle_compare(o);
}

const char *oracle_enforce(struct oracle *o, struct oracle_range r,
			   unsigned int arg)
{
	(void)r;
	return limit(o, arg % (ORACLE_PAGES + 1), MEMBLOCK_NONE,
		     memblock_enforce_memory_limit);
}

const char *oracle_remove_map(struct oracle *o, struct oracle_range r,
			      unsigned int arg)
{
	(void)r;
	return limit(o, arg % (ORACLE_PAGES + 1), MEMBLOCK_NOMAP,
		     memblock_mem_limit_remove_map);
}

const char *oracle_cap(struct oracle *o, struct oracle_range r,
		       unsigned int arg)
{
	oracle_cell *memory = o->cells[ORACLE_MEMORY];

	(void)arg;
	if (oracle_pages(memory) && !cut_reserved(o, r.from, r.to))
		return NULL;
	oracle_clear(memory, 0, r.from, MEMBLOCK_NOMAP);
	oracle_clear(memory, r.to, ORACLE_PAGES, MEMBLOCK_NOMAP);
	if (memblock_cap_memory_range(&o->mb, r.base, r.size))
		return "another status";
	return oracle_compare(o);
}
