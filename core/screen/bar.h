/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The address space as a bar of cells or pixels.
 *
 * Spans of an address space differ by a factor of a billion, so that none is to
 * scale: a hole has the least width, any other span at least that, and the rest
 * of the bar is divided by the logarithms of their sizes. Where there are more
 * spans than the bar can show, the smallest neighbours become one segment.
 */
#ifndef CORE_SCREEN_BAR_H
#define CORE_SCREEN_BAR_H

#include "core/screen/classes.h"

/* One or more neighbouring spans. */
struct segment {
	struct range range;
	size_t first, last;      /* the spans, last included */
	enum memory_class class; /* of the largest of them */
	phys_addr_t weight;      /* bytes of that class */
	size_t at, width;        /* in the bar */
};

/* Lays the spans from first to last out in a bar of width. least: the least
 * width of a segment, at most width. ret has room for all spans. Returns the
 * number of segments. */
size_t bar_lay_out(struct segment *ret, const struct span *spans, size_t first,
		   size_t last, size_t width, size_t least);

/* The addresses of one cell of a segment, whose number counts from 0. A cell of
 * a segment that has fewer bytes than cells may be empty. */
struct range bar_cell(const struct segment *segment, size_t number);

/* How much of a range is in a set. */
enum bar_share { BAR_NONE, BAR_PART, BAR_ALL };
enum bar_share bar_share(const struct memblock_type *set, struct range range);

/* Where an address is in the bar: the place in cells; the end of the last
 * segment for one above it. */
size_t bar_place(const struct segment *segments, size_t cnt, phys_addr_t addr);

#endif
