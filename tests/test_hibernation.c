/* SPDX-License-Identifier: BSD-2-Clause */
/* core/diff/hibernation.c: whether Linux resumes. */
#include "tests/lib/test.h"

#include "core/firmware/facts.h"
#include "tests/lib/givendiff.h"

/* As the kernel logged them, and the CRC-32 that zlib computes of their packed
 * rows. */
static const struct e820_entry logged[] = {
	{ { 0, 0xa0000 }, E820_RAM },
	{ { 0xa0000, 0x60000 }, E820_RESERVED },
	{ { 0x100000, 0x68765000 }, E820_RAM },
	{ { 0x68865000, 0xd000 }, E820_ACPI },
	{ { 0x68872000, 0x1778e000 }, E820_RAM },
};
#define LOGGED_DIGEST 0xe4bae47cu

TEST(the_digest_is_the_crc_32_of_the_packed_rows)
{
	const struct e820_table table = { (struct e820_entry *)logged, 5, 5 };

	assert_int_equal(hibernation_digest(&table), LOGGED_DIGEST);
}

TEST(the_digest_of_no_rows_is_that_of_the_count)
{
	const struct e820_table table = { 0 };

	assert_int_equal(hibernation_digest(&table), 0x2144df1c);
}

TEST(a_table_that_was_logged_is_used_as_it_is)
{
	given_map("0-a0000:7");
	capture.e820 = logged;
	capture.e820_cnt = 5;
	given_side(0, "");
	assert_int_equal(hibernation_now(0, E820_STUB)->digest, LOGGED_DIGEST);
	assert_int_equal(hibernation_now(0, E820_GRUB)->maker, E820_LOGGED);
}

TEST(a_table_that_was_logged_beside_the_descriptors_is_used)
{
	struct fact_e820 rows[5];
	const struct facts facts = { .linux_e820 = rows, .linux_e820_cnt = 5 };

	for (size_t i = 0; i < 5; i++)
		rows[i] = (struct fact_e820){ logged[i].range, logged[i].type };
	given_map("0-a0000:7");
	capture.facts = &facts;
	given_side(0, "");
	given_map("0-a0000:7");
	given_side(1, "");
	assert_int_equal(hibernation_now(0, E820_STUB)->digest, LOGGED_DIGEST);
	assert_int_equal(
		diff_level_of(&sides[0].conversion, &sides[1].conversion),
		DIFF_USE);
	expect_changes(DIFF_USE, "");
	assert_true(diff_now(DIFF_E820)->cnt > 0);
}

TEST(descriptors_give_the_table_of_the_stub)
{
	given_maps("0-a0000:7 a0000-100000:0:UC 100000-200000:4"
		   " 200000-68865000:7 68865000-68872000:9 68872000-80000000:7",
		   "0-a0000:7 a0000-100000:0:UC 100000-68865000:7"
		   " 68865000-68872000:9 68872000-80000000:1");
	assert_int_equal(hibernation_now(0, E820_STUB)->digest, LOGGED_DIGEST);
	assert_int_equal(hibernation_now(1, E820_STUB)->digest, LOGGED_DIGEST);
}

static enum hibernation_verdict verdict(void)
{
	return hibernation_verdict(hibernation_now(0, E820_STUB),
				   hibernation_now(1, E820_STUB),
				   sides[0].options.settings.profile);
}

TEST(linux_refuses_where_a_row_moved)
{
	given_maps("100000-200000:7 200000-201000:9 201000-300000:7",
		   "100000-201000:7 201000-202000:9 202000-300000:7");
	assert_int_equal(verdict(), HIBERNATION_OTHER_MAP);
}

TEST(linux_resumes_where_only_boot_services_moved)
{
	given_maps("100000-200000:4 200000-300000:7",
		   "100000-280000:7 280000-300000:3");
	assert_int_equal(verdict(), HIBERNATION_RESUMES);
}

TEST(linux_refuses_another_number_of_pages)
{
	given_maps_with("100000-300000:7", "", "100000-300000:7", "mem=2M");
	assert_int_equal(verdict(), HIBERNATION_OTHER_SIZE);
	assert_int_equal(hibernation_now(0, E820_STUB)->pages, 0x200);
	assert_int_equal(hibernation_now(1, E820_STUB)->pages, 0x100);
}

TEST(linux_on_arm64_compares_the_number_of_pages_only)
{
	given_maps_with("100000-200000:7 200000-201000:9 201000-300000:7",
			"profile=linux-arm64",
			"100000-201000:7 201000-202000:9 202000-300000:7",
			"profile=linux-arm64");
	assert_int_equal(verdict(), HIBERNATION_RESUMES);
}

static void given_facts_before(const struct facts *facts)
{
	given_map("0-a0000:7");
	capture.facts = facts;
	given_side(0, "");
	given_map("0-a0000:7");
	given_side(1, "");
}

TEST(without_the_rows_that_linux_compares_there_is_no_verdict)
{
	given_facts_before(&(struct facts){ .rows = FACTS_ROWS_E820 });
	assert_int_equal(verdict(), HIBERNATION_RESUMES);
	given_facts_before(
		&(struct facts){ .rows = FACTS_ROWS_E820, .e820_lost = true });
	assert_int_equal(hibernation_now(0, E820_STUB)->maker, E820_LOST);
	assert_int_equal(verdict(), HIBERNATION_UNKNOWN);
	given_facts_before(&(struct facts){ .rows = FACTS_ROWS_SETS });
	assert_int_equal(verdict(), HIBERNATION_UNKNOWN);
}

TEST(on_arm64_the_rows_are_not_needed)
{
	given_map("0-a0000:7");
	capture.facts = &(struct facts){ .rows = FACTS_ROWS_SETS };
	given_side(0, "profile=linux-arm64");
	given_map("0-a0000:7");
	given_side(1, "profile=linux-arm64");
	assert_int_equal(verdict(), HIBERNATION_RESUMES);
}

TEST(grub_marks_runtime_code_and_ignores_special_purpose)
{
	const struct e820_table *table;

	given_maps("100000-200000:5:WB|RUNTIME 200000-300000:0"
		   " 300000-400000:7:WB|SP",
		   "100000-200000:7");
	table = &hibernation_now(0, E820_GRUB)->table;
	assert_int_equal(table->cnt, 3);
	assert_int_equal(table->entries[0].type, 20);
	assert_int_equal(table->entries[1].type, E820_RESERVED);
	assert_int_equal(table->entries[2].type, E820_RAM);
	table = &hibernation_now(0, E820_STUB)->table;
	assert_int_equal(table->cnt, 2);
	assert_int_equal(table->entries[0].range.size, 0x200000);
}

TEST(another_loader_is_recognised_by_type_20)
{
	struct hibernation stub, grub;

	given_maps("100000-200000:5:WB|RUNTIME 200000-300000:0"
		   " 300000-400000:7",
		   "100000-200000:5:WB|RUNTIME 200000-300000:0"
		   " 300000-400000:7");
	stub = *hibernation_now(0, E820_STUB);
	grub = *hibernation_now(1, E820_GRUB);
	assert_true(hibernation_loader_differs(&stub, &grub));
	assert_true(hibernation_loader_differs(&grub, &stub));
	assert_false(hibernation_loader_differs(&stub, &stub));
	assert_false(hibernation_loader_differs(&grub, &grub));
}

TEST(a_moved_row_is_not_taken_for_another_loader)
{
	struct hibernation stub, grub;

	given_maps("100000-200000:5:WB|RUNTIME 300000-400000:7",
		   "100000-201000:5:WB|RUNTIME 300000-400000:7");
	stub = *hibernation_now(0, E820_STUB);
	grub = *hibernation_now(1, E820_GRUB);
	assert_false(hibernation_loader_differs(&stub, &grub));
	assert_false(hibernation_loader_differs(&grub, &stub));
}

static const char *rows(void)
{
	static char text[1024];
	const struct hibernation *a = hibernation_now(0, E820_STUB);
	const struct hibernation *b = hibernation_now(1, E820_STUB);
	struct e820_entry row;
	size_t at[2] = { 0, 0 };
	int side, n = 0;

	text[0] = '\0';
	while (hibernation_next_row(a, b, at, &side, &row))
		n += sprintf(text + n, "%s%c%jx-%jx:%u", n ? " " : "",
			     side ? '+' : '-', (uintmax_t)row.range.base,
			     (uintmax_t)range_end(row.range), row.type);
	return text;
}

TEST(rows_of_one_table_only_are_listed_by_address)
{
	given_maps(
		"0-a0000:7 200000-201000:9 201000-300000:7",
		"0-a0000:7 1ff000-200000:9 200000-300000:7 400000-401000:10");
	assert_string_equal(rows(), "+1ff000-200000:3 -200000-201000:3"
				    " +200000-300000:1 -201000-300000:1"
				    " +400000-401000:4");
	given_maps("0-a0000:7 400000-401000:10", "0-a0000:7");
	assert_string_equal(rows(), "-400000-401000:4");
	given_maps("0-a0000:7", "0-a0000:7");
	assert_string_equal(rows(), "");
}

TEST(too_little_space_is_refused)
{
	struct hibernation facts = { .digest = 42 };
	char space[64] __attribute__((aligned(16)));

	given_maps("0-a0000:7", "0-a0000:7");
	assert_int_equal(hibernation_facts(&facts, &sides[0].conversion,
					   E820_STUB, space, 16),
			 CORE_ENOSPC);
	assert_int_equal(facts.digest, 42);
}

TEST(a_table_may_have_more_rows_than_there_are_descriptors)
{
	given_maps("100000-400000:7 200000-300000:9", "100000-400000:7");
	assert_int_equal(hibernation_now(0, E820_STUB)->table.cnt, 3);
	assert_string_equal(rows(), "-100000-200000:1 +100000-400000:1"
				    " -200000-300000:3 -300000-400000:1");
}

TEST(rows_that_differ_in_their_type_only_are_listed)
{
	given_maps("100000-200000:9", "100000-200000:10");
	assert_string_equal(rows(), "-100000-200000:3 +100000-200000:4");
}

TEST(where_the_rows_are_lost_linux_may_resume_or_not)
{
	const struct facts lost = { .e820_lost = true };
	const struct facts other = { 0 };

	given_maps("0-a0000:7", "0-a0000:7");
	sides[0].capture.facts = &other;
	sides[1].capture.facts = &lost;
	assert_int_equal(hibernation_now(0, E820_STUB)->maker, E820_STUB);
	assert_int_equal(hibernation_now(1, E820_STUB)->maker, E820_LOST);
	assert_int_equal(verdict(), HIBERNATION_UNKNOWN);
	sides[0].capture.facts = &lost;
	assert_int_equal(verdict(), HIBERNATION_UNKNOWN);
	sides[0].options.settings.profile = PROFILE_LINUX_ARM64;
	assert_int_equal(verdict(), HIBERNATION_RESUMES);
}

TEST(rows_that_do_not_touch_are_not_those_of_another_loader)
{
	struct hibernation stub, grub;

	given_maps("100000-200000:0 300000-400000:0",
		   "100000-200000:5:WB|RUNTIME 300000-400000:0");
	stub = *hibernation_now(0, E820_STUB);
	grub = *hibernation_now(1, E820_GRUB);
	assert_true(hibernation_loader_differs(&stub, &grub));
	given_maps("100000-200000:0 300000-400000:0",
		   "100000-200000:5:WB|RUNTIME");
	stub = *hibernation_now(0, E820_STUB);
	grub = *hibernation_now(1, E820_GRUB);
	assert_false(hibernation_loader_differs(&stub, &grub));
	assert_false(hibernation_loader_differs(&grub, &stub));
}

static TEST_STEP(free_sides)
{
	taken_free(&sides[0]);
	taken_free(&sides[1]);
	return 0;
}

FIXTURE(NULL, free_sides);
