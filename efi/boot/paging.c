/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Walks down to where an entry belongs and makes tables on the way. A large
 * page that a smaller mapping falls into is split.
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
	memset(table, 0, ENTRIES * sizeof(*table));
	return table;
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
	new_table(ret);
}

static uint64_t page_entry(const struct paging *paging, uint64_t phys,
			   unsigned int level, unsigned int flags)
{
	const struct paging_format *format = paging->cpu.format;
	uint64_t entry = phys | (level > 1 ? format->large : format->page);

	if (flags == PAGING_NOTHING)
		return 0;
	entry |= flags & PAGING_WRITE ? format->writable : format->read_only;
	if (!(flags & PAGING_EXECUTE) && paging->cpu.no_execute)
		entry |= format->no_execute;
	if (flags & PAGING_DEVICE)
		entry |= format->device;
	else if (flags & PAGING_WC)
		entry |= level > 1 ? format->large_wc : format->wc;
	return entry;
}

/* Entry i of a table of the level that replaces a large page. */
static uint64_t split_entry(const struct paging_format *format, uint64_t page,
			    unsigned int level, unsigned int i)
{
	uint64_t entry =
		(page & ~(format->large | format->large_wc)) + i * span(level);

	entry |= level > 1 ? format->large : format->page;
	if (page & format->large_wc)
		entry |= level > 1 ? format->large_wc : format->wc;
	return entry;
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
	if (*entry & format->valid) {
		for (unsigned int i = 0; i < ENTRIES; i++)
			table[i] = split_entry(format, *entry, level - 1, i);
	}
	*entry = address_of(paging, table) | format->table;
	return table;
}

/* The level of the largest page that starts at both addresses and is not longer
 * than size. */
static unsigned int fitting_level(const struct paging *paging, uint64_t virt,
				  uint64_t phys, uint64_t size)
{
	unsigned int level = largest(&paging->cpu);

	while (level > 1 &&
	       (((virt | phys) & (span(level) - 1)) || size < span(level)))
		level--;
	return level;
}

/* The entry that maps virt by a page of the level; NULL: no table left. */
static uint64_t *entry_for(struct paging *paging, uint64_t virt,
			   unsigned int level)
{
	uint64_t *table = paging->tables, *entry;

	for (unsigned int at = paging->cpu.levels;; at--) {
		entry = &table[(virt >> shift(at)) % ENTRIES];
		if (at == level)
			return entry;
		table = descend(paging, entry, at);
		if (table == NULL)
			return NULL;
	}
}

bool paging_map(struct paging *paging, uint64_t virt, uint64_t phys,
		uint64_t size, unsigned int flags)
{
	virt = indexed(&paging->cpu, virt);
	if (paging->tables == NULL) {
		if (size > 0)
			count(paging, virt, phys, size);
		return true;
	}
	while (size > 0) {
		unsigned int level = fitting_level(paging, virt, phys, size);
		uint64_t *entry = entry_for(paging, virt, level);

		if (entry == NULL)
			return false;
		*entry = page_entry(paging, phys, level, flags);
		virt += span(level);
		phys += span(level);
		size -= span(level);
	}
	return true;
}
