/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Two maps, and what changed between them as text:
 *
 *	given_maps("1000-2000:9", "3000-4000:9");
 *	expect_changes(DIFF_USE, "moved ACPIReclaimMemory 1000-2000 >
 *3000-4000");
 */
#ifndef TESTS_LIB_GIVENDIFF_H
#define TESTS_LIB_GIVENDIFF_H

#include "core/diff/diff.h"
#include "core/diff/hibernation.h"
#include "tests/lib/givenmap.h"

/* The two maps as they were converted. */
extern struct taken sides[2];

/* Converts both without options, or each with its own. */
void given_maps(const char *before, const char *after);
void given_maps_with(const char *before, const char *before_options,
		     const char *after, const char *after_options);
/* Converts the map of tests/lib/givenmap.h to one side. */
void given_side(int side, const char *options);

/* diff() of the two, in memory that the next call frees. */
const struct diff *diff_now(enum diff_level level);

/* The changes, one a line; "" for none. */
const char *text_of_changes(enum diff_level level);

/* hibernation_facts() of a side, in memory that the next call for the side
 * frees. */
const struct hibernation *hibernation_now(int side, enum e820_maker maker);

/* The including test brings cmocka.h. */
#define expect_changes(level, text) \
	assert_string_equal(text_of_changes(level), text)

#endif
