/* SPDX-License-Identifier: BSD-2-Clause */
/* A page allocator that counts what it is given. */
static void pages_free(uint64_t *pages, phys_addr_t base, unsigned int order)
{
	if (base % (4096 << order) == 0)
		*pages += 1 << order;
}

/* EXAMPLE */

int main(void)
{
	static struct memblock_region store[3 * MEMBLOCK_REGIONS_FOR(2)];
	struct memblock mb;
	uint64_t pages = 0;

	memblock_init(&mb, store, sizeof(store) / sizeof(*store));
	if (memblock_add(&mb, 0x1000, 0x8000) ||
	    memblock_reserve(&mb, 0x2000, 0x800))
		return 1;
	hand_over(&mb, &pages);
	return pages == 7 ? 0 : 2;
}
