/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/kernel/rights.h"

#define ENTRIES    512
#define PAGE_SHIFT 12

struct walk {
	uint64_t bytes, first;
};

/* The table of a level at an address whose mappings begin at virt; above says
 * what the tables above allow. */
static void look(struct walk *walk, uint64_t table, unsigned int level,
		 uint64_t virt, struct machine_rights above)
{
	const uint64_t *entries = (const uint64_t *)(uintptr_t)table;
	unsigned int shift = PAGE_SHIFT + 9 * (level - 1);

	for (uint64_t i = 0; i < ENTRIES; i++) {
		struct machine_entry entry =
			machine_read_entry(entries[i], level);
		uint64_t at = virt + (i << shift);

		if (!entry.present)
			continue;
		entry.rights.write &= above.write;
		entry.rights.execute &= above.execute;
		if (entry.table) {
			look(walk, entry.address, level - 1, at, entry.rights);
		} else if (entry.rights.write && entry.rights.execute) {
			if (walk->bytes == 0)
				walk->first = at;
			walk->bytes += UINT64_C(1) << shift;
		}
	}
}

uint64_t rights_both(const struct mbt_cpu *cpu, uint64_t *ret_first)
{
	struct walk walk = { 0, 0 };

	look(&walk, cpu->page_table, cpu->levels, 0,
	     (struct machine_rights){ true, true });
	*ret_first = walk.first;
	return walk.bytes;
}
