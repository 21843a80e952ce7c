/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Messages from tables: a phrase with a place for each number of an error.
 */
#ifndef CORE_TEXT_PHRASE_H
#define CORE_TEXT_PHRASE_H

#include "core/text/print.h"

/* Prints phrase, where %i is index, and %u and %x are value, then limit: %x in
 * hexadecimal ("0x1a") above 9, the others decimal. It has no other %. */
void print_phrase(const struct sink *out, const char *phrase, uint64_t index,
		  uint64_t value, uint64_t limit);

#endif
