/* SPDX-License-Identifier: BSD-2-Clause */
#define _GNU_SOURCE
#include "tests/lib/test.h"

#include <errno.h>
#include <unistd.h>

#define TESTS_MAX 256

static struct CMUnitTest tests[TESTS_MAX];
static size_t test_cnt;
static CMFixtureFunction fixture[2], group[2];
static const char *needed_path, *needed_what;

void test_register(const char *name, CMUnitTestFunction test, void *state)
{
	if (test_cnt == TESTS_MAX)
		abort();
	tests[test_cnt++] = (struct CMUnitTest){
		.name = name,
		.test_func = test,
		.initial_state = state,
	};
}

void test_fixture(CMFixtureFunction set_up, CMFixtureFunction tear_down)
{
	fixture[0] = set_up;
	fixture[1] = tear_down;
}

void test_group(CMFixtureFunction set_up, CMFixtureFunction tear_down)
{
	group[0] = set_up;
	group[1] = tear_down;
}

void test_needs(const char *path, const char *what)
{
	needed_path = path;
	needed_what = what;
}

int main(void)
{
	if (needed_path && access(needed_path, R_OK) != 0) {
		printf("1..1\nok 1 - %s # SKIP %s is not there\n", needed_what,
		       needed_path);
		return 0;
	}
	for (size_t i = 0; i < test_cnt; i++) {
		tests[i].setup_func = fixture[0];
		tests[i].teardown_func = fixture[1];
	}
	return _cmocka_run_group_tests(program_invocation_short_name, tests,
				       test_cnt, group[0], group[1]);
}
