/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The two memblocks that are compared: core/memblock and Linux's mm/memblock.c.
 * Their headers have the same names and cannot be included together, so each
 * side is one file with this interface: it is given a call, and its state is
 * read and written as plain structures.
 */
#ifndef TESTS_DIFFERENTIAL_SIDE_H
#define TESTS_DIFFERENTIAL_SIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/differential/operations.h"

/* Regions that a set may have; far more than a sequence makes. */
#define DIFF_ROOM 512

/* Physical memory in which arrays may grow; each side has its own bytes. */
#define ARENA_BASE 0x40000000ull
#define ARENA_SIZE 0x100000ull

/* Both structures of this kind have the layout of this one. */
struct diff_region {
	uint64_t base;
	uint64_t size;
	uint32_t flags;
	int32_t nid;
};

struct diff_set {
	size_t cnt;
	size_t max;
	uint64_t total;
	uint64_t array; /* its physical address once it has grown, or 0 */
	struct diff_region r[DIFF_ROOM];
};

struct diff_state {
	bool bottom_up;
	bool movable;    /* movable_node */
	bool mirror;     /* allocations prefer mirrored memory */
	bool kernelcore; /* Linux: kernelcore=mirror */
	bool can_resize;
	uint64_t limit; /* current_limit */
	struct diff_set set[DIFF_SETS];
};

/* One operation with its arguments; each uses some of them. */
struct diff_call {
	enum diff_op op;
	enum diff_set_id set;
	uint64_t base, size; /* a range, an address, or an amount */
	uint64_t align;
	uint64_t start, end; /* where to allocate */
	int nid;
	uint32_t flags;
	bool on; /* exact_nid; set or clear; bottom-up */
	/* Two more ranges for operations on many. */
	uint64_t more[2][2];
};

struct diff_result {
	bool panicked;     /* Linux stops: the state is as it was */
	int status;        /* 0 or a code of that side */
	uint64_t value[4]; /* addresses, sizes, truth */
	size_t n;          /* what a walk gives */
	struct diff_region list[DIFF_ROOM];
};

struct diff_side {
	/* Makes the state; room: with the initial arrays and DIFF_ROOM
	 * regions in each, whatever the state says. */
	void (*put)(const struct diff_state *state, bool room);
	void (*get)(struct diff_state *state);
	void (*call)(const struct diff_call *call, struct diff_result *result);
};

extern const struct diff_side diff_ours;
extern const struct diff_side diff_linux;

/* The bytes of the arena for each side. */
extern uint8_t *diff_ours_arena;

/* While it is set, memset() of that many bytes writes nothing: addresses of a
 * fixed sequence have no memory. */
extern size_t diff_skip_memset;

#endif
