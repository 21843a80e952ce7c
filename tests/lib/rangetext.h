/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Ranges as text: base-end in hexadecimal, end exclusive, then : and a number
 * in decimal, which is a key or an E820 type. A space separates ranges.
 * "0-1000:2 1000-9f000:1".
 */
#ifndef TESTS_LIB_RANGETEXT_H
#define TESTS_LIB_RANGETEXT_H

#include "core/firmware/e820.h"
#include "core/firmware/keyed_range.h"

/* Fills ranges[max] and returns their number; index counts them. Aborts on
 * invalid text. */
size_t ranges_from_text(struct keyed_range *ranges, size_t max,
			const char *text);

/* Returns one of four buffers in turn. */
const char *text_of_ranges(const struct keyed_range *ranges, size_t cnt);

/* The same for a table with room for max entries. */
void e820_from_text(struct e820_table *table, const char *text);
const char *text_of_e820(const struct e820_table *table);

/* The same numbers in each run: xorshift64*, *seed is not 0. */
uint64_t next_random(uint64_t *seed);

#endif
