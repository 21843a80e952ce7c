/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/facts/page_walk.h"

#define ENTRIES 512

uint64_t page_walk_end(const struct page_walk *walk)
{
	return (uint64_t)1 << (PAGE_SHIFT_4K + 9 * walk->tables.levels);
}

/* The entry for an address; 0, which is not present, where the table cannot be
 * read. */
static uint64_t entry_of(struct page_walk *walk, uint64_t table,
			 uint64_t address, unsigned int level)
{
	const uint64_t *entries = (const uint64_t *)(uintptr_t)table;

	if (walk->seen[level] != table &&
	    efimap_readable(walk->map, table) < ENTRIES * sizeof(*entries)) {
		walk->lost = true;
		return 0;
	}
	walk->seen[level] = table;
	return entries[address >> (PAGE_SHIFT_4K + 9 * level) & (ENTRIES - 1)];
}

static unsigned int rights_of(const struct page_walk *walk, uint64_t entry)
{
	const struct paging_format *format = walk->format;
	bool writable = format->writable ? entry & format->writable
					 : !(entry & format->read_only);
	unsigned int rights = PAGE_PRESENT;

	if (writable || !walk->tables.write_protect)
		rights |= PAGE_WRITABLE;
	if (!(entry & walk->tables.no_execute))
		rights |= PAGE_EXECUTABLE;
	return rights;
}

unsigned int page_walk_look(struct page_walk *walk, uint64_t address,
			    uint64_t *ret_end)
{
	const struct paging_format *format = walk->format;
	unsigned int rights = PAGE_PRESENT | PAGE_WRITABLE | PAGE_EXECUTABLE;
	uint64_t table = walk->tables.root;

	for (unsigned int level = walk->tables.levels; level-- > 0;) {
		unsigned int shift = PAGE_SHIFT_4K + 9 * level;
		uint64_t entry = entry_of(walk, table, address, level);
		bool leaf =
			level == 0 || (entry & format->leaf) !=
					      (format->table & format->leaf);

		*ret_end = ((address >> shift) + 1) << shift;
		if (!(entry & format->valid))
			return 0;
		/* The tables of x86 restrict what is below them. */
		if (leaf || format->writable)
			rights &= rights_of(walk, entry);
		if (leaf)
			break;
		table = entry & format->address;
	}
	return rights;
}

phys_addr_t page_walk_count(struct page_walk *walk, struct range range,
			    unsigned int rights)
{
	uint64_t end = phys_min(range_end(range), page_walk_end(walk));
	phys_addr_t size = 0;
	uint64_t next;

	for (uint64_t at = range.base; at < end && !walk->lost; at = next) {
		unsigned int found = page_walk_look(walk, at, &next);

		next = phys_min(next, end);
		if ((found & rights) == rights)
			size += next - at;
	}
	return size;
}
