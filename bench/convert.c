/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * convert() compared with memcpy() of its input, when that is sorted, and with
 * qsort() of the same bytes, when it is shuffled. The least work that any
 * converter has to do is compared with memcpy() too, as a lower bound.
 */
#include "bench/convert.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/clock.h"
#include "core/convert/convert.h"

/* As in real maps: mostly usable types, of any length. */
static struct efi_memory_desc *make_map(size_t n)
{
	static const uint32_t types[] = {
		EFI_CONVENTIONAL_MEMORY, EFI_BOOT_SERVICES_DATA,
		EFI_CONVENTIONAL_MEMORY, EFI_LOADER_DATA,
		EFI_BOOT_SERVICES_CODE,  EFI_RUNTIME_SERVICES_DATA,
		EFI_ACPI_RECLAIM_MEMORY, EFI_RESERVED_MEMORY_TYPE,
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

/* The input of convert(), and a copy for the reference. */
struct input {
	struct efi_memory_desc *map, *copy;
	size_t n;
	bool shuffled;
	struct capture capture;
};

static struct input input_of(size_t n, enum profile profile, bool shuffled)
{
	struct input input = {
		.map = make_map(n),
		.copy = calloc(n, sizeof(*input.copy)),
		.n = n,
		.shuffled = shuffled,
		.capture = { .profile = profile },
	};

	if (shuffled)
		shuffle(input.map, n);
	input.capture.map = (struct efimap){
		input.map,
		n * sizeof(*input.map),
		sizeof(*input.map),
		EFIMAP_DESC_VERSION,
	};
	return input;
}

static void free_input(struct input *input)
{
	free(input->map);
	free(input->copy);
}

/* --- timing -------------------------------------------------------------- */

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

/* The reference of a row, on a copy of the map. Copying takes a hundredth of
 * the time of sorting. */
static void run_other(void *work)
{
	const struct input *input = work;

	memcpy(input->copy, input->map, input->n * sizeof(*input->map));
	if (input->shuffled)
		qsort(input->copy, input->n, sizeof(*input->copy), by_base);
	/* The compiler must keep the copy. */
	__asm__ volatile("" : : "r"(input->copy) : "memory");
}

/* In ns of this program's own time. Short work is repeated until the clock can
 * measure it. */
static double time_of(void (*run)(void *work), void *work, size_t n)
{
	size_t times = 1 + 20000 / n;
	double start = clock_ns(CLOCK_THREAD_CPUTIME_ID);

	for (size_t i = 0; i < times; i++)
		run(work);
	return (clock_ns(CLOCK_THREAD_CPUTIME_ID) - start) / (double)times;
}

/* Medians for the whole map. */
struct times {
	double ours, others;
};

static struct times measure(struct input *input, void (*run)(void *work),
			    void *work)
{
	double ours[TURNS], others[TURNS];

	for (size_t i = 0; i < TURNS; i++) {
		ours[i] = time_of(run, work, input->n);
		others[i] = time_of(run_other, input, input->n);
	}
	return (struct times){ median(ours), median(others) };
}

static void print_row(const struct input *input, const char *name,
		      const struct times *times)
{
	printf("convert %-8s %-11s %7zu %10.1f ns %6.1f x %s",
	       input->shuffled ? "shuffled" : "sorted", name, input->n,
	       times->ours / (double)input->n, times->ours / times->others,
	       input->shuffled ? "qsort" : "memcpy");
}

/* --- ours ---------------------------------------------------------------- */

struct ours {
	const struct capture *capture;
	struct convert_settings settings;
	struct conversion conversion;
	void *space;
	size_t len;
	int status;
};

static void run_ours(void *work)
{
	struct ours *ours = work;

	ours->status |= convert(&ours->conversion, ours->capture,
				&ours->settings, ours->space, ours->len);
}

/* true: takes at most this many times as long as its reference. */
static bool one_row(size_t n, enum profile profile, bool shuffled, double must)
{
	struct input input = input_of(n, profile, shuffled);
	struct ours ours = { .capture = &input.capture };
	struct times times;
	bool reached;

	ours.settings = convert_defaults(profile);
	ours.len = convert_space(ours.capture, &ours.settings);
	ours.space = aligned_alloc(16, (ours.len + 15) / 16 * 16);
	memset(ours.space, 0, ours.len);
	times = measure(&input, run_ours, &ours);
	reached = times.ours / times.others <= must;
	print_row(&input, profile_name(profile), &times);
	printf(", must %g%s%s\n", must, ours.status ? " FAILED" : "",
	       reached ? "" : " MISSED");
	fflush(stdout);
	free(ours.space);
	free_input(&input);
	return !ours.status && reached;
}

/* --- the least ----------------------------------------------------------- */

struct least {
	const struct efimap *map;
	/* The result for each type with its attribute, computed in advance. */
	struct {
		uint64_t attribute;
		struct classification classification;
	} known[16];
	struct classification *classifications;
	struct memblock_region *regions;
};

/* For each descriptor, reads the deciding fields, looks up the classification,
 * and writes it and one region, without order, overlaps or a second set. */
static void run_least(void *work)
{
	struct least *least = work;
	struct classification *classifications = least->classifications;
	struct memblock_region *regions = least->regions;
	const uint8_t *at = least->map->desc;
	size_t n = efimap_count(least->map);

	for (size_t i = 0; i < n; i++, at += sizeof(struct efi_memory_desc)) {
		struct efi_memory_desc desc;

		efimap_read(at, &desc);
		if (least->known[desc.type % 16].attribute != desc.attribute)
			return;
		classifications[i] =
			least->known[desc.type % 16].classification;
		regions[i] = (struct memblock_region){
			.base = desc.phys_addr,
			.size = desc.num_pages << PAGE_SHIFT_4K,
			.nid = NUMA_NO_NODE,
		};
	}
	__asm__ volatile("" : : "r"(classifications), "r"(regions) : "memory");
}

static void least_row(size_t n)
{
	struct input input = input_of(n, PROFILE_LINUX_X86, false);
	struct least least = { .map = &input.capture.map };
	struct times times;

	least.classifications = calloc(n, sizeof(*least.classifications));
	least.regions = calloc(n, sizeof(*least.regions));
	for (size_t i = 0; i < 16; i++) {
		least.known[i].attribute = EFI_ATTR_WB;
		least.known[i].classification.rule = (uint8_t)i;
	}
	times = measure(&input, run_least, &least);
	print_row(&input, "the least", &times);
	printf("\n");
	fflush(stdout);
	free(least.classifications);
	free(least.regions);
	free_input(&input);
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
