/* SPDX-License-Identifier: BSD-2-Clause */
/* tools/tablefile.c: what `memblock table` writes beside the sets. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "core/table/check.h"
#include "tests/lib/givenmap.h"
#include "tests/lib/golden.h"
#include "tools/tablefile.h"

static struct kept kept;

/* Two nodes; a NULL slit: there is none. */
static void given_machine(const char *slit)
{
	given_map("100000-8000000:7 8000000-10000000:7");
	given_nodes("mem:0:100000-8000000 mem:1:8000000-10000000", slit);
}

static const void *rendered(const char *line)
{
	struct table_fault fault;
	struct sink out;

	when(line);
	free(kept.text);
	out = keep_text(&kept);
	tablefile_render(&out, &conversion);
	assert_int_equal(table_validate(kept.text, kept.len, &fault), CORE_OK);
	return kept.text;
}

static void the_slits_distances_are_in_the_table(void **state)
{
	static const struct mbt_distance wanted[] = {
		{ 0, 0, 10 }, { 0, 1, 21 }, { 1, 0, 31 }, { 1, 1, 10 },
	};
	const struct mbt_section *section;
	struct mbt_region region;

	(void)state;
	given_machine("10 21 / 31 10");
	section = mbt_section(rendered(""), MBT_DISTANCES);
	assert_non_null(section);
	assert_int_equal(section->count, 4);
	assert_memory_equal(section + 1, wanted, sizeof(wanted));
	assert_true(mbt_region(mbt_section(kept.text, MBT_MEMORY), 1, &region));
	assert_int_equal(region.nid, 1);
}

static void without_distances_there_is_no_section_of_them(void **state)
{
	(void)state;
	given_machine(NULL);
	assert_null(mbt_section(rendered(""), MBT_DISTANCES));
}

/* Not a distance to a node that nothing has. */
static void without_nodes_there_is_none_either(void **state)
{
	(void)state;
	given_machine("10 21 / 31 10");
	assert_null(mbt_section(rendered("numa=off"), MBT_DISTANCES));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_slits_distances_are_in_the_table),
		cmocka_unit_test(without_distances_there_is_no_section_of_them),
		cmocka_unit_test(without_nodes_there_is_none_either),
	};
	int failed = cmocka_run_group_tests_name("tablefile", tests, NULL,
						 NULL);

	free(kept.text);
	return failed;
}
