/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading the texts in which tests give maps, sets and spans. */
#ifndef TESTS_LIB_GIVENTEXT_H
#define TESTS_LIB_GIVENTEXT_H

#include <stdint.h>

/* Ends the test program: the test itself is wrong. */
void bad_text(const char *text) __attribute__((noreturn));

/* The number at *at, which then stands behind it. text is all of it. */
uint64_t text_number(const char **at, int base, const char *text);

#endif
