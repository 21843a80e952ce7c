/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The explorer on the last conversion (tests/lib/givenmap.h), as its screens:
 *
 *	given_explorer(80, 25);
 *	press("2jj");
 *	press_key(KEY_PAGE_DOWN);
 *	expect_row(3, ">   1 ...");
 */
#ifndef TESTS_LIB_GIVENEXPLORER_H
#define TESTS_LIB_GIVENEXPLORER_H

#include "core/screen/explorer.h"
#include "core/screen/paint.h"
#include "tests/lib/givenmap.h"

extern struct explorer explorer;
/* What the last key returned. */
extern enum explorer_action explorer_action;

/* A new explorer on a screen of this size; frees the previous one. */
void given_explorer(size_t columns, size_t rows);
void explorer_free(void);

/* A map of a PC with 2.5 GiB, as the words of given_map(), and an explorer of
 * it with options; one of a map with 300 descriptors of three classes. */
extern const char small_map[];
void given_small(const char *options, size_t columns, size_t rows);
void given_many(size_t columns, size_t rows);

/* Where the selected row begins. */
phys_addr_t address_of_row(void);

/* Keys that are characters; KEY_... by themselves. After each, the screen is
 * painted where it has changed, and must be the same as one that is drawn
 * anew. */
void press(const char *keys);
void press_key(int key);
/* The same without a key. */
void redraw(void);

/* The screen as text: a row a line, without blanks at its end. Rows that are
 * reverse as a whole start with '*', others with '|'. In a buffer that is
 * overwritten by the next call. */
const char *text_of_screen(void);
/* One row without its first character. */
const char *text_of_row(size_t row);

/* The including test brings cmocka.h. */
#define expect_row(row, text) assert_string_equal(text_of_row(row), text)

#endif
