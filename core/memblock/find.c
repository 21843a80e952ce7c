/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Searching free memory for the highest or lowest fit. Both sets are walked in
 * parallel, so a search visits each region once. Comments that begin with @ are
 * for its proof, tests/prove/wp/find.c.
 */
#include "core/memblock/alloc.h"
#include "core/memblock/memblock_internal.h"

struct search {
	const struct memblock_type *memory;
	const struct memblock_type *reserved;
	struct memblock_filter filter;
	phys_addr_t start;
	phys_addr_t end;
	phys_addr_t size;
	phys_addr_t align;
};

/* The highest fit in [base, end), or 0; page 0 is never searched. */
static phys_addr_t highest_fit(const struct search *s, phys_addr_t base,
			       phys_addr_t end)
{
	phys_addr_t addr;

	if (end <= base || end - base < s->size)
		return 0;
	addr = align_down(end - s->size, s->align);
	return addr >= base ? addr : 0;
}

static phys_addr_t lowest_fit(const struct search *s, phys_addr_t base,
			      phys_addr_t end)
{
	phys_addr_t addr = align_up(base, s->align);

	if (addr < base || addr >= end)
		return 0;
	return end - addr >= s->size ? addr : 0;
}

/* 1 when the gap below regions[i] is smaller than size. Has no branch. */
static inline unsigned int small(const struct memblock_region *r, size_t i,
				 phys_addr_t size)
{
	return r[i].base - region_end(&r[i - 1]) < size;
}

/* Searches downwards from regions[n - 1] to the region that starts at or below
 * base, and returns the number of regions below the first gap of at least size
 * bytes. Most gaps are skipped here, so the loop does nothing else. */
static size_t skip_down(const struct search *s, size_t n, phys_addr_t base)
{
	const struct memblock_region *r = s->reserved->regions;
	phys_addr_t size = s->size;

	/* One branch for four gaps. */
	/*@ loop invariant skips_down(s->reserved, size, base, \at(n, Pre), n);
	    loop assigns n;
	    loop variant n; */
	while (n > 4 && r[n - 4].base > base &&
	       small(r, n - 1, size) & small(r, n - 2, size) &
		       small(r, n - 3, size) & small(r, n - 4, size))
		n -= 4;
	/*@ loop invariant skips_down(s->reserved, size, base, \at(n, Pre), n);
	    loop assigns n;
	    loop variant n; */
	while (n > 1 && r[n - 1].base > base && small(r, n - 1, size))
		n--;
	return n;
}

/* Searches the gaps of [base, end) downwards. *below is the number of reserved
 * regions that start below the current position; a region that extends below
 * base is counted, for the next region of memory. */
static phys_addr_t highest_gap(const struct search *s, size_t *below,
			       phys_addr_t base, phys_addr_t end)
{
	const struct memblock_region *r = s->reserved->regions;
	size_t n = *below;
	phys_addr_t addr;

	/*@ loop invariant n <= s->reserved->cnt;
	    loop invariant \forall integer k; n <= k < s->reserved->cnt ==>
	      r[k].base >= end;
	    loop assigns n;
	    loop variant n; */
	while (n > 0 && r[n - 1].base >= end)
		n--;
	/*@ loop invariant n <= s->reserved->cnt;
	    loop invariant base < end <= \at(end, Pre);
	    loop invariant n > 0 ==> r[n - 1].base < end;
	    loop invariant \forall integer k; n <= k < s->reserved->cnt ==>
	      r[k].base >= end;
	    loop invariant \forall integer a; ROOM(s, a) ==>
	      a + s->size <= end;
	    loop assigns n, addr, end, *below;
	    loop variant n; */
	for (;;) {
		phys_addr_t top = n > 0 ? region_end(&r[n - 1]) : 0;

		addr = highest_fit(s, phys_max(top, base), end);
		//@ assert is_same{Pre, Here}(s->reserved);
		/*@ assert \forall integer a; ROOM(s, a) ==> a <= addr ||
		      (addr == 0 && n > 0 && a + s->size <= r[n - 1].base); */
		*below = n;
		//@ assert is_same{Pre, Here}(s->reserved);
		if (addr || n == 0 || r[n - 1].base <= base)
			return addr;
		n = *below = skip_down(s, n, base);
		if (r[n - 1].base <= base)
			return 0;
		/*@ assert \forall integer k; n <= k < s->reserved->cnt ==>
		      r[n - 1].base < r[k].base; */
		end = r[--n].base;
	}
}

static phys_addr_t search_down(const struct search *s)
{
	size_t below = starts_below(s->reserved, s->end);
	size_t i = starts_below(s->memory, s->end);

	/*@ loop invariant i <= s->memory->cnt && below <= s->reserved->cnt;
	    loop invariant \forall integer j; 0 <= j < i ==>
	      s->memory->regions[j].base < s->end;
	    loop invariant i > 0 ==> \forall integer k;
	      below <= k < s->reserved->cnt ==> s->reserved->regions[k].base >=
		\min(end_of(s->memory->regions, i - 1), s->end);
	    loop invariant \forall integer j, a; i <= j ==>
	      !\at(PLACE(s, j, a), Pre);
	    loop assigns i, below;
	    loop variant i; */
	for (; i > 0; i--) {
		const struct memblock_region *r = &s->memory->regions[i - 1];
		phys_addr_t end = phys_min(region_end(r), s->end);
		phys_addr_t addr = 0;

		if (end <= s->start)
			return 0;
		if (r->size >= s->size && passes(r, &s->filter))
			addr = highest_gap(s, &below,
					   phys_max(r->base, s->start), end);
		if (addr)
			return addr;
	}
	return 0;
}

/* The same upwards: the index of the region below the first such gap. */
static size_t skip_up(const struct search *s, size_t i, phys_addr_t end)
{
	const struct memblock_region *r = s->reserved->regions;
	size_t last = s->reserved->cnt - 1;
	phys_addr_t size = s->size;

	/*@ loop invariant skips_up(s->reserved, size, end, \at(i, Pre), i);
	    loop assigns i;
	    loop variant last - i; */
	while (i + 4 <= last && r[i + 4].base < end &&
	       small(r, i + 1, size) & small(r, i + 2, size) &
		       small(r, i + 3, size) & small(r, i + 4, size))
		i += 4;
	/*@ loop invariant skips_up(s->reserved, size, end, \at(i, Pre), i);
	    loop assigns i;
	    loop variant last - i; */
	while (i < last && r[i + 1].base < end && small(r, i + 1, size))
		i++;
	return i;
}

/* Searches the gaps of [base, end) upwards. *next is the first reserved region
 * that ends above the current position. */
static phys_addr_t lowest_gap(const struct search *s, size_t *next,
			      phys_addr_t base, phys_addr_t end)
{
	const struct memblock_region *r = s->reserved->regions;
	size_t n = s->reserved->cnt;
	size_t i = *next;
	phys_addr_t addr;

	/*@ loop invariant i <= n;
	    loop invariant \forall integer k; 0 <= k < i ==>
	      r[k].base + r[k].size <= base;
	    loop assigns i;
	    loop variant n - i; */
	while (i < n && region_end(&r[i]) <= base)
		i++;
	/*@ loop invariant i <= n && \at(base, Pre) <= base < end;
	    loop invariant i < n ==> r[i].base + r[i].size > base;
	    loop invariant \forall integer k; 0 <= k < i ==>
	      r[k].base + r[k].size <= base;
	    loop invariant \forall integer a; ROOM(s, a) ==> base <= a;
	    loop assigns i, addr, base, *next;
	    loop variant n - i; */
	for (;;) {
		phys_addr_t top = i < n ? r[i].base : end;

		addr = lowest_fit(s, base, phys_min(top, end));
		//@ assert is_same{Pre, Here}(s->reserved);
		/*@ assert \forall integer a; ROOM(s, a) ==> 0 < addr <= a ||
		      (addr == 0 && i < n && r[i].base + r[i].size <= a); */
		*next = i;
		//@ assert is_same{Pre, Here}(s->reserved);
		if (addr || i == n || region_end(&r[i]) >= end)
			return addr;
		i = *next = skip_up(s, i, end);
		if (region_end(&r[i]) >= end)
			return 0;
		/*@ assert \forall integer k; 0 <= k < i ==>
		      r[k].base + r[k].size < r[i].base + r[i].size; */
		base = region_end(&r[i++]);
	}
}

static phys_addr_t search_up(const struct search *s)
{
	size_t next = first_ending_above(s->reserved, s->start);

	/*@ loop invariant i <= s->memory->cnt && next <= s->reserved->cnt;
	    loop invariant \forall integer j; i <= j < s->memory->cnt ==>
	      end_of(s->memory->regions, j) > s->start;
	    loop invariant i < s->memory->cnt ==> \forall integer k;
	      0 <= k < next ==> end_of(s->reserved->regions, k) <=
		\max(s->memory->regions[i].base, s->start);
	    loop invariant \forall integer j, a; j < i ==>
	      !\at(PLACE(s, j, a), Pre);
	    loop assigns i, next;
	    loop variant s->memory->cnt - i; */
	for (size_t i = first_ending_above(s->memory, s->start);
	     i < s->memory->cnt; i++) {
		const struct memblock_region *r = &s->memory->regions[i];
		phys_addr_t base = phys_max(r->base, s->start);
		phys_addr_t end = phys_min(region_end(r), s->end);
		phys_addr_t addr = 0;

		if (base >= s->end)
			return 0;
		if (r->size >= s->size && passes(r, &s->filter))
			addr = lowest_gap(s, &next, base, end);
		if (addr)
			return addr;
	}
	return 0;
}

phys_addr_t memblock_find_in_range_node(const struct memblock *mb,
					phys_addr_t size, phys_addr_t align,
					phys_addr_t start, phys_addr_t end,
					int nid, uint32_t need_flags)
{
	struct search s = {
		.memory = &mb->memory,
		.reserved = &mb->reserved,
		.filter = {
			.nid = nid,
			.need_flags = need_flags,
			.skip_flags = MEMBLOCK_NOMAP | MEMBLOCK_DRIVER_MANAGED,
		},
		.start = phys_max(start, page_size(mb)),
		.end = end == MEMBLOCK_ALLOC_ACCESSIBLE ? mb->current_limit :
							  end,
		.size = size,
		.align = align,
	};

	if (size == 0 || !is_power_of_two(align))
		return 0;
	if (mb->movable_node)
		s.filter.skip_flags |= MEMBLOCK_HOTPLUG;
	//@ assert s.filter.skip_flags == (mb->movable_node ? 13 : 12);
	return mb->bottom_up ? search_up(&s) : search_down(&s);
}

phys_addr_t memblock_find_in_range(const struct memblock *mb, phys_addr_t start,
				   phys_addr_t end, phys_addr_t size,
				   phys_addr_t align)
{
	return memblock_find_in_range_node(mb, size, align, start, end,
					   NUMA_NO_NODE, MEMBLOCK_NONE);
}
