/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Messages from tables: a phrase with a place for each number of an error.
 */
#ifndef CORE_TEXT_PHRASE_H
#define CORE_TEXT_PHRASE_H

#include "core/text/print.h"

/* Prints phrase with the texts of args, in turn, where it has %s. args has at
 * least as many. */
void print_phrase(const struct sink *out, const char *phrase,
		  const char *const *args);

/* Formats number, in hexadecimal ("0x1a") if hex is set and it is above 9.
 * Returns room. */
#define PHRASE_NUMBER 24
const char *phrase_number(char room[PHRASE_NUMBER], uint64_t number, bool hex);

#endif
