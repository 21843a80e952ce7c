// SPDX-License-Identifier: BSD-2-Clause
/*
 * convert() beside memcpy() of its input, when that is sorted, and beside
 * qsort() of the same bytes, when it is shuffled. The least that any converter
 * has to do stands beside memcpy() too: it says how near that can be.
 */
#include "bench/convert.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/clock.h"
#include "core/convert/convert.h"

/* As real maps are: mostly the usable types, of any length. */
static struct efi_memory_desc *make_map(size_t n)
{
	static const uint32_t types[] = {
		EFI_CONVENTIONAL_MEMORY,   EFI_BOOT_SERVICES_DATA,
		EFI_CONVENTIONAL_MEMORY,   EFI_LOADER_DATA,
		EFI_BOOT_SERVICES_CODE,	   EFI_RUNTIME_SERVICES_DATA,
		EFI_ACPI_RECLAIM_MEMORY,   EFI_RESERVED_MEMORY_TYPE,
	};
	struct efi_memory_desc *map = calloc(n, sizeof(*map));
	uint64_t at = 0;

	for (size_t i = 0; i < n; i++) {
		map[i].type = types[i * 7 % 8];
		map[i].phys_addr = at;
		map[i].num_pages = 1 + i % 13;
		map[i].attribute = EFI_ATTR_WB;
		at += (map[i].num_pages + i % 3) * PAGE_SIZE_4K;
	}
	return map;
}

static void shuffle(struct efi_memory_desc *map, size_t n)
{
	uint64_t random = 88172645463325252;

	for (size_t i = n - 1; i > 0; i--) {
		struct efi_memory_desc t = map[i];
		size_t k;

		random ^= random << 13;
		random ^= random >> 7;
		random ^= random << 17;
		k = random % (i + 1);
		map[i] = map[k];
		map[k] = t;
	}
}

static int by_base(const void *a, const void *b)
{
	const struct efi_memory_desc *x = a, *y = b;

	return (x->phys_addr > y->phys_addr) - (x->phys_addr < y->phys_addr);
}

static struct capture capture_of(const struct efi_memory_desc *map, size_t n,
				 enum profile profile)
{
	return (struct capture){
		.map = { map, n * sizeof(*map), sizeof(*map),
			 EFIMAP_DESC_VERSION },
		.profile = profile,
	};
}

#define TURNS 15

static double median(double *ns)
{
	for (size_t i = 1; i < TURNS; i++)
		for (size_t k = i; k > 0 && ns[k - 1] > ns[k]; k--) {
			double t = ns[k];

			ns[k] = ns[k - 1];
			ns[k - 1] = t;
		}
	return ns[TURNS / 2];
}

/* What the row is compared with, on a copy of the map. */
static double other(const struct efi_memory_desc *map,
		    struct efi_memory_desc *copy, size_t n, bool sorts)
{
	double ns = 0;

	if (sorts)
		memcpy(copy, map, n * sizeof(*map));
	ns = now();
	if (sorts)
		qsort(copy, n, sizeof(*copy), by_base);
	else
		memcpy(copy, map, n * sizeof(*map));
	/* The copy is wanted. */
	__asm__ volatile("" : : "r"(copy) : "memory");
	return now() - ns;
}

static bool one_row(size_t n, enum profile profile, bool shuffled, double must)
{
	struct efi_memory_desc *map = make_map(n);
	struct efi_memory_desc *copy = calloc(n, sizeof(*copy));
	struct capture capture = capture_of(map, n, profile);
	struct options options;
	struct option_fault fault;
	size_t len;
	void *space;
	double ours[TURNS], others[TURNS], a, b;
	/* Short work is repeated until the clock can tell. */
	size_t times = 1 + 20000 / n;
	struct conversion conversion;
	int status = options_parse(&options, NULL, 0, profile, &fault);

	len = convert_space(&capture, &options);
	space = aligned_alloc(16, (len + 15) / 16 * 16);
	if (shuffled)
		shuffle(map, n);
	memset(space, 0, len);
	for (size_t i = 0; i < TURNS; i++) {
		double start = now();

		for (size_t k = 0; k < times; k++)
			status |= convert(&conversion, &capture, &options,
					  space, len);
		ours[i] = (now() - start) / (double)times;
		others[i] = 0;
		for (size_t k = 0; k < times; k++)
			others[i] += other(map, copy, n, shuffled);
		others[i] /= (double)times;
	}
	a = median(ours);
	b = median(others);
	printf("convert %-8s %-11s %7zu %10.1f ns %6.1f x %s, must %4g%s%s\n",
	       shuffled ? "shuffled" : "sorted", profile_name(profile), n,
	       a / (double)n, a / b, shuffled ? "qsort " : "memcpy", must,
	       status ? " FAILED" : "", a / b <= must ? "" : "  MISSED");
	fflush(stdout);
	free(map);
	free(copy);
	free(space);
	return !status && a / b <= must;
}

/* What one type and attribute become, known beforehand. */
struct known {
	uint64_t attribute;
	struct verdict verdict;
};

/* Reads of each descriptor what decides, looks its verdict up, and writes that
 * and one region: no order, no overlap and no second set. */
static void least(const struct efimap *map, const struct known known[16],
		  struct verdict *verdicts, struct memblock_region *regions)
{
	const uint8_t *at = map->desc;
	size_t n = efimap_count(map);

	for (size_t i = 0; i < n; i++, at += sizeof(struct efi_memory_desc)) {
		struct efi_memory_desc desc;

		efimap_read(at, &desc);
		if (known[desc.type % 16].attribute != desc.attribute)
			return;
		verdicts[i] = known[desc.type % 16].verdict;
		regions[i] = (struct memblock_region){
			.base = desc.phys_addr,
			.size = desc.num_pages << PAGE_SHIFT_4K,
			.nid = NUMA_NO_NODE,
		};
	}
	__asm__ volatile("" : : "r"(verdicts), "r"(regions) : "memory");
}

static void least_row(size_t n)
{
	struct efi_memory_desc *map = make_map(n);
	struct efi_memory_desc *copy = calloc(n, sizeof(*copy));
	struct capture capture = capture_of(map, n, PROFILE_LINUX_X86);
	struct verdict *verdicts = calloc(n, sizeof(*verdicts));
	struct memblock_region *regions = calloc(n, sizeof(*regions));
	struct known known[16];
	size_t times = 1 + 20000 / n;
	double ours[TURNS], others[TURNS], a, b;

	for (size_t i = 0; i < 16; i++)
		known[i] = (struct known){ EFI_ATTR_WB, { (uint16_t)i, 0 } };
	for (size_t i = 0; i < TURNS; i++) {
		double start = now();

		for (size_t k = 0; k < times; k++)
			least(&capture.map, known, verdicts, regions);
		ours[i] = (now() - start) / (double)times;
		others[i] = 0;
		for (size_t k = 0; k < times; k++)
			others[i] += other(map, copy, n, false);
		others[i] /= (double)times;
	}
	a = median(ours);
	b = median(others);
	printf("convert sorted   the least   %7zu %10.1f ns %6.1f x memcpy\n",
	       n, a / (double)n, a / b);
	fflush(stdout);
	free(map);
	free(copy);
	free(verdicts);
	free(regions);
}

size_t bench_convert(void)
{
	static const enum profile profiles[] = { PROFILE_LINUX_X86,
						 PROFILE_LINUX_ARM64 };
	size_t missed = 0;

	least_row(250);
	least_row(100000);
	least_row(1000000);
	for (size_t i = 0; i < 2; i++) {
		missed += !one_row(250, profiles[i], false, 10);
		missed += !one_row(100000, profiles[i], false, 4);
		missed += !one_row(1000000, profiles[i], false, 4);
		missed += !one_row(100000, profiles[i], true, 1.5);
	}
	return missed;
}
