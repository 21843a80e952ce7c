/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Random maps of the lowest 2 MiB, and random edits of the E820 table. All is
 * counted in cells of 1 KiB, so that pages are met in part.
 */
#ifndef TESTS_LIB_RANDOMMAP_H
#define TESTS_LIB_RANDOMMAP_H

#include "core/firmware/efimap.h"

enum { CELL = 1024, CELLS = 2048, PAGE_CELLS = 4, PAGES = CELLS / PAGE_CELLS };
enum { DRAWN_MAX = 12, EDITS_MAX = 8 };

/* What mem= or memmap= does. */
struct edit {
	enum { CAP, EXACT, ADD, CHANGE, REMOVE } action;
	unsigned int base, end; /* cells */
	uint32_t from, to;      /* E820 types; REMOVE from 0: of any */
	bool is_mem;            /* mem=, not memmap= */
};

extern struct drawn {
	struct efi_memory_desc map[DRAWN_MAX];
	size_t count;
	struct edit edits[EDITS_MAX];
	size_t edit_cnt;
	char words[512]; /* the command line, edits included */
} drawn;

/* The types of E820 that are drawn, ascending. */
enum { E820_TYPES = 8 };
extern const uint32_t e820_types[E820_TYPES];

/* Each seed but 0 gives a row of its own, the same in each run. */
void draw_from(uint64_t seed);
uint64_t below(uint64_t n);

/* A map, of any stride, which given_descriptors() gets. */
void draw_map(void);
/* The same descriptors in another order. */
void shuffle_map(void);
/* The words are line, no edit follows yet. */
void draw_words(const char *line);
/* One more edit, at the end of the words. */
void draw_edit(void);

#endif
