/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a kernel does with a table of n reserved regions: mbt_check(), then
 * memblock_from_table() into live sets. Linux has no table; it reserves the
 * same regions one by one, as long as that takes less than a minute.
 */
#include "bench/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/clock.h"
#include "core/handoff/rebuild.h"
#include "core/table/write.h"

#define FIRST  0x100000000ull
#define STRIDE 0x4000ull
#define SIZE   0x2000ull

/* ns for each region, at any size. */
#define MUST 100

/* The clock is slow to read: small tables are read several times. */
#define REGIONS_IN_A_RUN 100000
#define RUNS             7

struct made {
	void *table;
	size_t used;
	struct memblock_region *store;
	size_t store_cnt;
};

/* One region of memory with n loader ranges in it, no two of which touch. */
static struct conversion *convert_ranges(size_t n, void **ret_space)
{
	static struct loader_range *ranges;
	static struct efi_memory_desc desc;
	static struct capture capture;
	static struct convert_settings settings;
	static struct conversion conversion;
	size_t len;

	ranges = realloc(ranges, n * sizeof(*ranges));
	for (size_t i = 0; i < n; i++)
		ranges[i] = (struct loader_range){ FIRST + i * STRIDE, SIZE,
						   OWNER_MODULE, "module" };
	desc = (struct efi_memory_desc){
		.type = EFI_CONVENTIONAL_MEMORY,
		.phys_addr = FIRST,
		.num_pages = (n + 1) * (STRIDE >> PAGE_SHIFT_4K),
		.attribute = EFI_ATTR_WB,
	};
	capture = (struct capture){
		.profile = PROFILE_LINUX_ARM64,
		.map = { &desc, sizeof(desc), sizeof(desc),
			 EFIMAP_DESC_VERSION },
		.loader_ranges = ranges,
		.loader_range_cnt = n,
	};
	settings = convert_defaults(capture.profile);
	len = convert_space(&capture, &settings);
	*ret_space = aligned_alloc(16, (len + 15) / 16 * 16);
	return convert(&conversion, &capture, &settings, *ret_space, len)
		       ? NULL
		       : &conversion;
}

static bool make(struct made *made, size_t n)
{
	const struct table_facts facts = { .simulated = true };
	void *space;
	const struct conversion *conversion = convert_ranges(n, &space);
	size_t capacity = conversion ? table_space(conversion, &facts, 0) : 0;
	bool written;

	made->table = aligned_alloc(16, (capacity + 15) / 16 * 16);
	made->store_cnt = 3 * (n + 16);
	made->store = calloc(made->store_cnt, sizeof(*made->store));
	/* Pages that were never written cost a fault. */
	memset(made->store, 1, made->store_cnt * sizeof(*made->store));
	written = capacity && !table_write(made->table, capacity, 0, conversion,
					   &facts, &made->used);
	free(space);
	return written;
}

static bool rebuild(const struct made *made, size_t n)
{
	struct memblock mb;

	memblock_init(&mb, made->store, made->store_cnt);
	return mbt_check(made->table, (uint32_t)made->used) == MBT_OK &&
	       memblock_from_table(&mb, made->table) == CORE_OK &&
	       mb.reserved.cnt == n;
}

/* The fastest of some runs, in ns for each region; 0: it failed. */
static double time_of(const struct made *made, size_t n)
{
	size_t times = 1 + REGIONS_IN_A_RUN / n;
	double best = 0;

	for (int run = 0; run < RUNS; run++) {
		double ns = clock_ns(CLOCK_THREAD_CPUTIME_ID);

		for (size_t i = 0; i < times; i++)
			if (!rebuild(made, n))
				return 0;
		ns = (clock_ns(CLOCK_THREAD_CPUTIME_ID) - ns) /
		     (double)(times * n);
		best = best == 0 || ns < best ? ns : best;
	}
	return best;
}

/* The same regions in Linux, once; ns for each. */
static double time_of_linux(const struct bench_ops *ops, size_t n)
{
	double ns;

	ops->reset(n + 16);
	ops->add(FIRST, (n + 1) * STRIDE);
	ns = clock_ns(CLOCK_THREAD_CPUTIME_ID);
	for (size_t i = 0; i < n; i++)
		ops->reserve(FIRST + i * STRIDE, SIZE);
	return (clock_ns(CLOCK_THREAD_CPUTIME_ID) - ns) / (double)n;
}

size_t bench_table(const struct bench_ops *linux_ops)
{
	static const size_t sizes[] = { 1000, 10000, 100000, 1000000 };
	size_t missed = 0;
	double linux_ns = 0;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		size_t n = sizes[i];
		struct made made;
		double ns = make(&made, n) ? time_of(&made, n) : 0;
		bool reached = ns > 0 && ns <= MUST;

		printf("table read, checked and rebuilt %14zu %9.1f ns,"
		       " must %d%s",
		       n, ns, MUST, reached ? "" : " MISSED");
		/* Its time for each region grows with their number. */
		if (linux_ops && linux_ns * 10 * (double)n < 60e9) {
			linux_ns = time_of_linux(linux_ops, n);
			printf("; Linux, reserving %.1f ns, %.0f x", linux_ns,
			       linux_ns / ns);
		} else if (linux_ops) {
			printf("; Linux needs more than a minute");
		}
		printf("\n");
		fflush(stdout);
		missed += !reached;
		free(made.table);
		free(made.store);
	}
	return missed;
}
