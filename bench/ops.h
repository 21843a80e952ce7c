/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The memblock under test: ours and Linux's are called through the same
 * function pointers, so that both pay the same for the call.
 */
#ifndef BENCH_OPS_H
#define BENCH_OPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bench_ops {
	const char *name;
	/* Empty sets, each in an array of `room` regions. */
	void (*reset)(size_t room);
	void (*add)(uint64_t base, uint64_t size);
	void (*remove)(uint64_t base, uint64_t size);
	void (*reserve)(uint64_t base, uint64_t size);
	void (*free)(uint64_t base, uint64_t size);
	void (*mark_nomap)(uint64_t base, uint64_t size);
	bool (*is_reserved)(uint64_t addr);
	bool (*is_region_reserved)(uint64_t base, uint64_t size);
	bool (*overlaps)(uint64_t base, uint64_t size);
	/* bottom_up; 0 when nothing fits */
	uint64_t (*alloc)(uint64_t size, uint64_t align, bool bottom_up);
	/* Sums the sizes of all free ranges, upwards or downwards. */
	uint64_t (*walk_free)(bool down);
	void (*trim)(uint64_t align);
	/* Keeps [0, end) of memory. */
	void (*cap)(uint64_t end);
	/* NULL: cannot. Ranges [base[i], base[i] + size); mark NOMAP. */
	void (*reserve_many)(const uint64_t *base, size_t n, uint64_t size);
	void (*mark_many)(const uint64_t *base, size_t n, uint64_t size);
	void (*free_many)(const uint64_t *base, size_t n, uint64_t size);
};

extern const struct bench_ops bench_ours;
extern const struct bench_ops bench_linux;

#endif
