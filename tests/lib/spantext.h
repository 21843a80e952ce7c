/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Spans as text: base-end in hexadecimal, end exclusive, then : and the type
 * in decimal; spans are parted by one blank. "0-1000:2 1000-9f000:1".
 */
#ifndef TESTS_LIB_SPANTEXT_H
#define TESTS_LIB_SPANTEXT_H

#include "core/firmware/spans.h"

/* Fills spans[max] and returns how many; stops the program on bad text. */
size_t spans_from_text(struct span *spans, size_t max, const char *text);

/* In one of four buffers that take turns. */
const char *text_of_spans(const struct span *spans, size_t cnt);

/* The same numbers in each run: xorshift64*, *seed is not 0. */
uint64_t next_random(uint64_t *seed);

#endif
