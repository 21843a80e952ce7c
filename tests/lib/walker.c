/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/walker.h"

#include <stdio.h>
#include <stdlib.h>

static struct walked nothing(void)
{
	return (struct walked){ .there = false };
}

/* --- x86-64: Intel SDM volume 3, tables 4-14 to 4-20 -------------------- */

static struct walked walk_x86_64(uint64_t root, unsigned int levels,
				 uint64_t virt,
				 uint64_t (*entry)(uint64_t phys))
{
	struct walked ret = { .there = true, .write = true, .execute = true };
	uint64_t at = root;

	for (unsigned int level = levels;; level--) {
		unsigned int shift = 12 + 9 * (level - 1);
		uint64_t e = entry(at + (virt >> shift) % 512 * 8);
		bool page = level == 1 || (level <= 3 && (e >> 7 & 1));

		if (!(e & 1))
			return nothing();
		/* Bit 7 is reserved at levels that have no pages. */
		if (level > 3 && (e >> 7 & 1))
			abort();
		ret.write &= e >> 1 & 1;
		ret.execute &= !(e >> 63);
		at = e & 0x000ffffffffff000;
		if (!page)
			continue;
		ret.size = (uint64_t)1 << shift;
		if (level > 1 && (at & (ret.size - 1) & ~(uint64_t)0x1000))
			abort();
		ret.phys = (at & ~(ret.size - 1)) | (virt & (ret.size - 1));
		/* PAT, PCD, PWT: entry 4 is write-combining. */
		switch ((level == 1 ? e >> 7 : e >> 12) % 2 * 4 +
			(e >> 3) % 4) {
		case 0:
			return ret;
		case 4:
			ret.kind = WALKER_COMBINED;
			return ret;
		default:
			abort();
		}
	}
}

/* --- AArch64: Arm ARM, D8.2 and D8.3, granules of 4 KiB ----------------- */

/* Levels 0 to 3, in Arm's numbering. */
static unsigned int shift_of(unsigned int level)
{
	return 39 - 9 * level;
}

/* T0SZ and T1SZ are 17: bits 46 to 39 are the first index, and all above must
 * be 0 for TTBR0, 1 for TTBR1. */
static bool begin(uint64_t root, uint64_t virt, uint64_t *ret_table)
{
	*ret_table = root;
	if (virt >> 47 == 0)
		return true;
	*ret_table = root + 2048;
	return virt >> 47 == 0x1ffff;
}

static enum walker_kind kind_of(uint64_t descriptor)
{
	const uint64_t mair = 0x44ff;

	switch (mair >> (descriptor >> 2 & 7) * 8 & 0xff) {
	case 0xff:
		return WALKER_CACHED;
	case 0x44:
		return WALKER_COMBINED;
	case 0x00:
		return WALKER_DEVICE;
	default:
		abort();
	}
}

static struct walked page_of(uint64_t d, unsigned int level, uint64_t virt)
{
	uint64_t size = (uint64_t)1 << shift_of(level);
	uint64_t base = d & 0x0000fffffffff000;

	/* Without the access flag, an access faults; inner shareable; not
	 * accessible at EL0; global; no reserved or hardware bit is set. */
	if (!(d >> 10 & 1) || (d >> 8 & 3) != 3 || (d >> 6 & 1) ||
	    (d >> 11 & 1) || !(d >> 54 & 1) || (d >> 5 & 1) || d >> 55 ||
	    (d >> 48 & 31) || (base & (size - 1)))
		abort();
	return (struct walked){
		.there = true,
		.phys = base | (virt & (size - 1)),
		.size = size,
		.write = !(d >> 7 & 1),
		.execute = !(d >> 53 & 1),
		.kind = kind_of(d),
	};
}

static struct walked walk_aarch64(uint64_t root, unsigned int levels,
				  uint64_t virt,
				  uint64_t (*entry)(uint64_t phys))
{
	uint64_t table;

	if (levels != 4 || !begin(root, virt, &table))
		return nothing();
	for (unsigned int level = 0; level <= 3; level++) {
		uint64_t index = virt >> shift_of(level) & (level ? 511 : 255);
		uint64_t d = entry(table + index * 8);

		if (!(d & 1))
			return nothing();
		/* Bit 1: a page at level 3, a table at the levels above. */
		if (level == 3 && !(d & 2))
			abort();
		if (level == 3 || !(d & 2)) {
			if (level == 0)
				abort();
			return page_of(d, level, virt);
		}
		/* Table entries restrict no permissions. */
		if (d >> 59)
			abort();
		table = d & 0x0000fffffffff000;
	}
	abort();
}

const struct walker walkers[WALKERS] = {
	{ "x86_64", &paging_x86_64, walk_x86_64 },
	{ "aarch64", &paging_aarch64, walk_aarch64 },
};

const char *walked_text(const struct walked *w)
{
	static const char *const kinds[] = { "", " wc", " device" };
	static char text[64];

	if (!w->there)
		return "-";
	snprintf(text, sizeof(text), "%jx r%s%s%s %s", (uintmax_t)w->phys,
		 w->write ? "w" : "", w->execute ? "x" : "", kinds[w->kind],
		 w->size == 0x1000     ? "4K"
		 : w->size == 0x200000 ? "2M"
				       : "1G");
	return text;
}
