/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Walks down to where a range belongs and makes tables on the way; entries that
 * follow each other in a table are filled at once. A large page that a smaller
 * mapping falls into is split.
 */
#include "efi/boot/paging.h"

#include "core/base/cstring.h"

#define ENTRIES 512

/* The number of address bits that an entry of the level does not decode. */
static unsigned int shift(unsigned int level)
{
	return PAGE_SHIFT_4K + 9 * (level - 1);
}

static uint64_t span(unsigned int level)
{
	return UINT64_C(1) << shift(level);
}

static unsigned int largest(const struct paging_cpu *cpu)
{
	return cpu->page_1g ? 3 : 2;
}

/* How many bits of an address are decoded; those above repeat the highest. */
static unsigned int address_bits(const struct paging_cpu *cpu)
{
	return shift(cpu->levels) + 9;
}

static uint64_t indexed(const struct paging_cpu *cpu, uint64_t virt)
{
	return virt & ((UINT64_C(1) << address_bits(cpu)) - 1);
}

bool paging_canonical(const struct paging_cpu *cpu, uint64_t virt,
		      uint64_t size)
{
	uint64_t half = UINT64_C(1) << (address_bits(cpu) - 1);
	uint64_t last = virt + (size - 1);

	if (last < virt)
		return false;
	return last < half || virt >= UINT64_MAX - half + 1;
}

/* --- counting -------------------------------------------------------- */

/* The largest page size that the difference of the two addresses allows. */
static unsigned int page_level(const struct paging *paging, uint64_t virt,
			       uint64_t phys)
{
	unsigned int level = largest(&paging->cpu);

	while (level > 1 && ((virt ^ phys) & (span(level) - 1)))
		level--;
	return level;
}

/*
 * The tables of each level that a range may need: below the level of its pages
 * those at its two ends, else all that it touches. That includes those that
 * split a large page of an earlier mapping.
 */
static void count(struct paging *paging, uint64_t virt, uint64_t phys,
		  uint64_t size)
{
	unsigned int pages = page_level(paging, virt, phys);
	uint64_t first, last;

	for (unsigned int level = 1; level < paging->cpu.levels; level++) {
		first = virt >> shift(level + 1);
		last = (virt + (size - 1)) >> shift(level + 1);
		if (level < pages && last - first > 1)
			paging->need += 2;
		else
			paging->need += (size_t)(last - first + 1);
	}
}

void paging_measure(struct paging *ret, const struct paging_cpu *cpu)
{
	*ret = (struct paging){ .cpu = *cpu, .need = 1 };
}

/* --- building -------------------------------------------------------- */

static uint64_t *new_table(struct paging *paging)
{
	uint64_t *table;

	if (paging->used == paging->room)
		return NULL;
	table = paging->tables + paging->used++ * ENTRIES;
	return table;
}

static void clear(uint64_t *table)
{
	memset(table, 0, ENTRIES * sizeof(*table));
}

static uint64_t address_of(const struct paging *paging, const uint64_t *table)
{
	return paging->phys +
	       (uint64_t)(table - paging->tables) * sizeof(*table);
}

static uint64_t *table_at(const struct paging *paging, uint64_t entry)
{
	uint64_t address = entry & paging->cpu.format->address;

	return paging->tables + (address - paging->phys) / sizeof(entry);
}

void paging_begin(struct paging *ret, const struct paging_cpu *cpu,
		  void *tables, uint64_t phys, size_t room)
{
	*ret = (struct paging){
		.cpu = *cpu,
		.tables = tables,
		.phys = phys,
		.room = room,
	};
	clear(new_table(ret));
}

/* Rights and memory type of a page. */
static uint64_t page_bits(const struct paging *paging, unsigned int level,
			  unsigned int flags)
{
	const struct paging_format *format = paging->cpu.format;
	uint64_t entry = level > 1 ? format->large : format->page;

	entry |= flags & PAGING_WRITE ? format->writable : format->read_only;
	if (!(flags & PAGING_EXECUTE) && paging->cpu.no_execute)
		entry |= format->no_execute;
	if (flags & PAGING_DEVICE)
		entry |= format->device;
	else if (flags & PAGING_WC)
		entry |= level > 1 ? format->large_wc : format->wc;
	return entry;
}

/* Those of a page of the level that is a part of a larger one. */
static uint64_t part_bits(const struct paging_format *format, uint64_t page,
			  unsigned int level)
{
	uint64_t entry = page & ~(format->large | format->large_wc);

	entry |= level > 1 ? format->large : format->page;
	if (page & format->large_wc)
		entry |= level > 1 ? format->large_wc : format->wc;
	return entry;
}

/* Entries for pages that follow each other, mostly a whole table of them. */
static void fill(uint64_t *table, uint64_t cnt, uint64_t entry, uint64_t step)
{
	uint64_t *end = table + cnt;

	for (; end - table >= 8; table += 8) {
		table[0] = entry;
		table[1] = entry += step;
		table[2] = entry += step;
		table[3] = entry += step;
		table[4] = entry += step;
		table[5] = entry += step;
		table[6] = entry += step;
		table[7] = entry += step;
		entry += step;
	}
	for (; table < end; table++, entry += step)
		*table = entry;
}

static bool is_table(const struct paging_format *format, uint64_t entry)
{
	return (entry & format->valid) &&
	       ((entry ^ format->table) & format->leaf) == 0;
}

/* The table below an entry of the level; it is made where there is none. NULL:
 * no table left. */
static uint64_t *descend(struct paging *paging, uint64_t *entry,
			 unsigned int level)
{
	const struct paging_format *format = paging->cpu.format;
	uint64_t *table;

	if (is_table(format, *entry))
		return table_at(paging, *entry);
	table = new_table(paging);
	if (table == NULL)
		return NULL;
	if (*entry & format->valid)
		fill(table, ENTRIES, part_bits(format, *entry, level - 1),
		     span(level - 1));
	else
		clear(table);
	*entry = address_of(paging, table) | format->table;
	return table;
}

/* What is left to map. */
struct run {
	uint64_t virt, phys, size;
	unsigned int flags;
};

static void advance(struct run *run, uint64_t size)
{
	run->virt += size;
	run->phys += size;
	run->size -= size;
}

static bool fits(const struct paging *paging, const struct run *run,
		 unsigned int level)
{
	return level <= largest(&paging->cpu) && run->size >= span(level) &&
	       ((run->virt | run->phys) & (span(level) - 1)) == 0;
}

/* As many pages as fit into the rest of a table of the level. */
static void map_pages(const struct paging *paging, uint64_t *table,
		      unsigned int level, struct run *run)
{
	uint64_t first = (run->virt >> shift(level)) % ENTRIES;
	uint64_t cnt = phys_min(run->size >> shift(level), ENTRIES - first);

	if (run->flags == PAGING_NOTHING)
		memset(table + first, 0, cnt * sizeof(*table));
	else
		fill(table + first, cnt,
		     run->phys | page_bits(paging, level, run->flags),
		     span(level));
	advance(run, cnt << shift(level));
}

/* The part of the run that belongs to the table. False: no table is left. */
static bool map_table(struct paging *paging, uint64_t *table,
		      unsigned int level, struct run *run)
{
	uint64_t last = run->virt | (span(level + 1) - 1);

	while (run->size > 0 && run->virt <= last) {
		uint64_t *entry = &table[(run->virt >> shift(level)) % ENTRIES];
		uint64_t *below;

		if (fits(paging, run, level)) {
			map_pages(paging, table, level, run);
			continue;
		}
		below = descend(paging, entry, level);
		if (below == NULL || !map_table(paging, below, level - 1, run))
			return false;
	}
	return true;
}

bool paging_map(struct paging *paging, uint64_t virt, uint64_t phys,
		uint64_t size, unsigned int flags)
{
	struct run run = { indexed(&paging->cpu, virt), phys, size, flags };

	if (paging->tables)
		return map_table(paging, paging->tables, paging->cpu.levels,
				 &run);
	if (size > 0)
		count(paging, run.virt, phys, size);
	return true;
}
