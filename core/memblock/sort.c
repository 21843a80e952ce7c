/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sorting and merging ranges in place: by the highest bits in which their bases
 * differ, then by the next ones (American flag sort). It takes at most 11
 * passes over all ranges, each with counters for one digit on the stack, 6 KiB
 * in all; bases that are spread evenly take two or three.
 */
#include "core/memblock/memblock_internal.h"

#define DIGIT_BITS 6
#define DIGITS     (1 << DIGIT_BITS)
#define INSERT_MAX 16

static void insertion_sort(struct memblock_region *r, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct memblock_region x = r[i];
		size_t k = i;

		for (; k > 0 && r[k - 1].base > x.base; k--)
			r[k] = r[k - 1];
		r[k] = x;
	}
}

/* Which bits of base - lowest are the digit. */
struct digit {
	phys_addr_t lowest;
	unsigned int shift;
};

static size_t digit_of(struct digit d, const struct memblock_region *r)
{
	return (size_t)((r->base - d.lowest) >> d.shift);
}

/* The highest digit of all. */
static struct digit highest_digit(const struct memblock_region *r, size_t n)
{
	struct digit d = { r[0].base, 0 };
	phys_addr_t highest = r[0].base;

	for (size_t i = 1; i < n; i++) {
		d.lowest = phys_min(d.lowest, r[i].base);
		highest = phys_max(highest, r[i].base);
	}
	while ((highest - d.lowest) >> d.shift >= DIGITS)
		d.shift++;
	return d;
}

/* Groups the ranges by their digit; ret_end[k] is where those with the digit k
 * end. Each swap puts one range into its group. Inlined, its counters would be
 * on the stack once for each pass. */
__attribute__((noinline)) static void group(struct memblock_region *r, size_t n,
					    struct digit d,
					    size_t ret_end[DIGITS])
{
	size_t next[DIGITS], at = 0;

	for (size_t k = 0; k < DIGITS; k++)
		ret_end[k] = 0;
	for (size_t i = 0; i < n; i++)
		ret_end[digit_of(d, &r[i])]++;
	for (size_t k = 0; k < DIGITS; k++) {
		next[k] = at;
		at += ret_end[k];
		ret_end[k] = at;
	}
	/* What is left then has the digit 0. */
	for (size_t k = 1; k < DIGITS; k++) {
		while (next[k] < ret_end[k]) {
			struct memblock_region x = r[next[k]];
			size_t to = digit_of(d, &x);

			r[next[k]] = r[next[to]];
			r[next[to]++] = x;
		}
	}
}

static void sort(struct memblock_region *r, size_t n)
{
	size_t end[DIGITS], start = 0;
	struct digit d;

	if (n <= INSERT_MAX) {
		insertion_sort(r, n);
		return;
	}
	d = highest_digit(r, n);
	group(r, n, d, end);
	/* With a shift of 0 a group has one base. */
	for (size_t k = 0; k < DIGITS && d.shift > 0; k++) {
		sort(r + start, end[k] - start);
		start = end[k];
	}
}

size_t memblock_sort_merge_(struct memblock_region *r, size_t n)
{
	size_t out = 0;
	bool sorted = true;

	for (size_t i = 1; i < n && sorted; i++)
		sorted = r[i - 1].base <= r[i].base;
	if (!sorted)
		sort(r, n);
	for (size_t i = 1; i < n; i++) {
		phys_addr_t end = region_end(&r[out]);

		if (r[i].base > end)
			r[++out] = r[i];
		else if (region_end(&r[i]) > end)
			r[out].size = region_end(&r[i]) - r[out].base;
	}
	return out + 1;
}
