/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sorting and merging ranges in place.
 */
#include "core/memblock/memblock_internal.h"

static void swap(struct memblock_region *a, struct memblock_region *b)
{
	struct memblock_region t = *a;

	*a = *b;
	*b = t;
}

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

static void sift_down(struct memblock_region *r, size_t i, size_t n)
{
	for (size_t child; (child = 2 * i + 1) < n; i = child) {
		child += child + 1 < n && r[child + 1].base > r[child].base;
		if (r[child].base <= r[i].base)
			return;
		swap(&r[i], &r[child]);
	}
}

static void heap_sort(struct memblock_region *r, size_t n)
{
	for (size_t i = n / 2; i-- > 0;)
		sift_down(r, i, n);
	for (size_t i = n; i-- > 1;) {
		swap(&r[0], &r[i]);
		sift_down(r, 0, i);
	}
}

/* Sorts the first, the middle and the last range; returns the median's base. */
static phys_addr_t pivot(struct memblock_region *r, size_t n)
{
	struct memblock_region *a = &r[0], *b = &r[n / 2], *c = &r[n - 1];

	if (b->base < a->base)
		swap(a, b);
	if (c->base < b->base)
		swap(b, c);
	if (b->base < a->base)
		swap(a, b);
	return b->base;
}

/* Quicksort that becomes heapsort after depth partitions: n log n in the worst
 * case, and no memory except a stack of depth levels. */
static void sort(struct memblock_region *r, size_t n, unsigned int depth)
{
	while (n > 16) {
		phys_addr_t middle = pivot(r, n);
		size_t i = 0, k = n - 1;

		if (depth-- == 0) {
			heap_sort(r, n);
			return;
		}
		for (;;) {
			while (r[i].base < middle)
				i++;
			while (r[k].base > middle)
				k--;
			if (i >= k)
				break;
			swap(&r[i++], &r[k--]);
		}
		sort(r + i, n - i, depth);
		n = i;
	}
	insertion_sort(r, n);
}

/* Twice the depth of a quicksort whose partitions are equal. */
static unsigned int depth_limit(size_t n)
{
	unsigned int depth = 0;

	for (; n; n /= 2)
		depth += 2;
	return depth;
}

size_t memblock_sort_merge_(struct memblock_region *r, size_t n)
{
	size_t out = 0;
	bool sorted = true;

	for (size_t i = 1; i < n && sorted; i++)
		sorted = r[i - 1].base <= r[i].base;
	if (!sorted)
		sort(r, n, depth_limit(n));
	for (size_t i = 1; i < n; i++) {
		phys_addr_t end = region_end(&r[out]);

		if (r[i].base > end)
			r[++out] = r[i];
		else if (region_end(&r[i]) > end)
			r[out].size = region_end(&r[i]) - r[out].base;
	}
	return out + 1;
}
