/* SPDX-License-Identifier: BSD-2-Clause */
/* Parses the texts that describe maps, sets and ranges in tests. */
#ifndef TESTS_LIB_GIVENTEXT_H
#define TESTS_LIB_GIVENTEXT_H

#include <stdint.h>

/* Aborts the test program: the test itself is wrong. */
void bad_text(const char *text) __attribute__((noreturn));

/* Returns the number at *at and moves *at past it. text is the whole text, for
 * messages. */
uint64_t text_number(const char **at, int base, const char *text);

#endif
