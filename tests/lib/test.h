/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Test programs: each TEST() registers itself, and tests/lib/test.c has the
 * one main() that runs them with cmocka in the order of the file.
 *
 *	FIXTURE(set_up, tear_down)
 *
 *	TEST(a_removed_range_leaves_a_hole)
 *	{
 *		given("1000-4000");
 *		...
 *	}
 */
#ifndef TESTS_LIB_TEST_H
#define TESTS_LIB_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Called before main() by the macros below. name and the functions must
 * outlive the program; a NULL function is not called. state is *state for the
 * test and its fixture. */
void test_register(const char *name, CMUnitTestFunction test, void *state);
void test_fixture(CMFixtureFunction set_up, CMFixtureFunction tear_down);
void test_group(CMFixtureFunction set_up, CMFixtureFunction tear_down);
void test_needs(const char *path, const char *what);

#define TEST_UNIQUE_2(name, line) name##line
#define TEST_UNIQUE_1(name, line) TEST_UNIQUE_2(name, line)
/* Runs before main(), in the order of the file. */
#define TEST_BEFORE_MAIN(call)                                                 \
	__attribute__((constructor)) static void TEST_UNIQUE_1(before_main_,   \
							       __LINE__)(void) \
	{                                                                      \
		call;                                                          \
	}                                                                      \
	_Static_assert(1, "ends the declaration with the semicolon")

/* A step of a fixture; 0 is success. */
#define TEST_STEP(name) int name(__attribute__((unused)) void **state)

#define TEST_FUNCTION(name) \
	static void name(__attribute__((unused)) void **state)

/* A test. Its body follows. */
#define TEST(name)                                          \
	TEST_FUNCTION(name);                                \
	TEST_BEFORE_MAIN(test_register(#name, name, NULL)); \
	TEST_FUNCTION(name)

/* Calls set_up before each test of the file and tear_down after it. */
#define FIXTURE(set_up, tear_down) \
	TEST_BEFORE_MAIN(test_fixture(set_up, tear_down))
/* The same, once before the first test and once after the last. */
#define GROUP_FIXTURE(set_up, tear_down) \
	TEST_BEFORE_MAIN(test_group(set_up, tear_down))
/* Skips all tests of the file, with a message, if path cannot be read. */
#define NEEDS(path, what) TEST_BEFORE_MAIN(test_needs(path, what))

#endif
