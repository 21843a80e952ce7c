/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A file with a captured map, and the result of reading it, as text:
 *
 *	parse("BIOS-e820: [mem 0x1000-0x1fff] usable\n");
 *	expect_map("7 1000+1 8");
 *	expect_messages("");
 *
 * A descriptor is its type in decimal, start+pages and attribute in
 * hexadecimal; line ends separate descriptors.
 */
#ifndef TESTS_LIB_PARSED_H
#define TESTS_LIB_PARSED_H

#include "tools/mapfile.h"

/* The last one; without a map when it failed. */
extern struct mapfile parsed;
extern enum import_result parse_result;
/* Which map of a file is read. profile_given is true where a test does not set
 * it, the rest zero. */
extern struct import_choice parse_choice;

/* The file's name in messages is "map". */
void parse_bytes(const void *bytes, size_t len);
void parse(const char *text);
/* Parses a file of tests/maps/. */
void parse_file(const char *name);

/* For the end of a group of tests. */
int forget_parsed(void **state);

/* The contents of a file, which the caller frees; NULL: it does not exist. */
char *read_whole(const char *path, size_t *ret_len);

const char *parsed_map(void);
const char *parsed_messages(void);

/* The application's output for the capture with these options (separated by
 * blanks); the caller frees it. NULL: the options are invalid, or the
 * conversion failed. Invariants of the sets are checked. */
char *report_of(const struct capture *capture, const char *options);

/* The including test brings cmocka.h. */
#define expect_map(text)                                           \
	do {                                                       \
		assert_int_not_equal(parse_result, IMPORT_FAILED); \
		assert_string_equal(parsed_map(), text);           \
	} while (0)
#define expect_messages(text) assert_string_equal(parsed_messages(), text)

#endif
