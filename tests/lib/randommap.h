/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Random maps of the lowest 2 MiB, and random edits of the E820 table. Ranges
 * are multiples of a cell of 1 KiB, so that they cover parts of pages.
 */
#ifndef TESTS_LIB_RANDOMMAP_H
#define TESTS_LIB_RANDOMMAP_H

#include "core/firmware/efimap.h"

enum { CELL = 1024, CELLS = 2048, PAGE_CELLS = 4, PAGES = CELLS / PAGE_CELLS };
enum { DRAWN_MAX = 12, EDITS_MAX = 8 };

/* The effect of mem= or memmap=. */
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
	char words[512]; /* the command line, with edits */
} drawn;

/* The E820 types that are drawn, ascending. */
enum { E820_TYPES = 8 };
extern const uint32_t e820_types[E820_TYPES];

/* Each seed except 0 gives a different sequence, the same in each run. */
void draw_from(uint64_t seed);
uint64_t below(uint64_t n);

/* Draws a map of any stride and passes it to given_descriptors(). */
void draw_map(void);
/* The same descriptors in another order. */
void shuffle_map(void);
/* Sets words to line, without an edit. */
void draw_words(const char *line);
/* Appends an edit to words. */
void draw_edit(void);

#endif
