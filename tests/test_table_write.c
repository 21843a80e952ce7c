/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/table/write.c and write_size.c: what fits into a table, and what is left
 * out if not all of it does.
 */
#include "tests/lib/test.h"

#include "tests/lib/giventable.h"

FIXTURE(forget_table, forget_table);

/* What is lost, "anomalies 3, sources 12" */
static const char *text_of_losses(void)
{
	static char text[256];
	struct mbt_lost lost;
	int n = 0;

	text[0] = '\0';
	for (uint32_t i = 0;
	     mbt_get_entry(section_of(MBT_LOST), i, &lost, sizeof(lost)); i++)
		n += sprintf(text + n, "%s%s %u", i ? ", " : "",
			     table_tag_name(lost.tag), lost.count);
	return text;
}

TEST(losses_occur_in_order_and_are_recorded)
{
	static const char *const stages[] = {
		"",
		"anomalies 1",
		"sources 5, anomalies 1",
		"EFI map 6, sources 5, anomalies 1",
		"distances 4, EFI map 6, sources 5, anomalies 1",
	};
	size_t space, stage = 0, texts = 0, least = 0;
	char before[256] = "";

	given_map(LOADER_MAP " 3000000-3000000:7");
	given_all_facts();
	when("");
	given_distances();
	space = table_space(&conversion, &facts, 0);
	for (size_t n = space; write_table(n, 0) == CORE_OK; n--) {
		const char *losses = text_of_losses();

		least = n;
		assert_string_equal(text_of_check(), "good");
		assert_int_equal(losses[0] != '\0',
				 !!(header_of()->flags & MBT_FLAG_TRUNCATED));
		expect_regions(MBT_MEMORY,
			       "1000-a0000 100000-1000000 1010000-2000000");
		assert_string_equal(mbt_cmdline(table), "console=ttyS0 quiet");
		if (strcmp(losses, before) == 0)
			continue;
		strcpy(before, losses);
		if (strstr(losses, "strings")) {
			texts++;
			continue;
		}
		/* Not every stage occurs: dropping must help. */
		do
			assert_in_range(++stage, 1, 4);
		while (strcmp(losses, stages[stage]) != 0);
	}
	assert_int_equal(stage, 4);
	/* 8 owners, arch and vendor, 3 names, 3 paths, a command line, loader
	 * and version: nearly one by one. */
	assert_in_range(texts, 8, 20);
	/* Only the required sections. */
	assert_in_range(least, 1000, 1800);
	assert_int_equal(write_table(least, 0), CORE_OK);
	assert_int_equal(table_len, least);
	assert_int_equal(section_of(MBT_STRINGS)->payload_size, 8);
	for (size_t n = least; n-- > 0;)
		assert_int_equal(write_table(n, 0), CORE_ENOSPC);
}

/* MBT_ANOMALIES has a header and 8 entries, MBT_LOST room for 5. */
TEST(what_is_dropped_makes_room_for_the_record_of_losses)
{
	size_t space, n;

	given_map("200000-300000:7 400000-400000:7 410000-410000:7"
		  " 420000-420000:7 430000-430000:7 440000-440000:7"
		  " 450000-450000:7 460000-460000:7 470000-470000:7");
	when("");
	space = table_space(&conversion, &facts, 0);
	n = space;
	do {
		assert_int_equal(write_table(--n, 0), CORE_OK);
		assert_true(header_of()->flags & MBT_FLAG_TRUNCATED);
	} while (strcmp(text_of_losses(), "anomalies 8") == 0);
	assert_int_equal(space - (n + 1), 16 + 8 * 16 - (16 + 5 * 8));
}

/* Of a string in MBT_STRINGS, or 0. */
static uint32_t offset_of(const char *text)
{
	const struct mbt_section *strings = section_of(MBT_STRINGS);

	for (uint32_t i = 0; i < strings->count; i++)
		if (strcmp((const char *)(strings + 1) + i, text) == 0)
			return i;
	return 0;
}

TEST(reasons_of_anomalies_are_dropped_with_them)
{
	const char *why;
	size_t n;

	given_map(LOADER_MAP " 3000000-3000000:7");
	when("");
	why = convert_rule(&conversion, 5)->why;
	n = table_space(&conversion, &facts, 0);
	assert_int_equal(write_table(n, 0), CORE_OK);
	assert_int_not_equal(offset_of(why), 0);
	while (section_of(MBT_ANOMALIES))
		assert_int_equal(write_table(--n, 0), CORE_OK);
	assert_int_equal(offset_of(why), 0);
}

TEST(strings_that_many_entries_share_come_first)
{
	given_map("200000-200000:7 200000-1000000:7 1000000-1000000:1");
	given_all_facts();
	when("");
	when_table();
	for (size_t i = 0; i < 3; i += 2)
		assert_in_range(offset_of(convert_rule(&conversion, i)->why), 1,
				offset_of("\\kernel.elf"));
}

TEST(a_missing_section_is_not_a_loss)
{
	given_map(LOADER_MAP);
	when("");
	/* No room for the map; there are no anomalies and no distances. */
	assert_int_equal(write_table(1100, 0), CORE_OK);
	assert_string_equal(text_of_losses(), "EFI map 5, sources 5");
}

TEST(a_place_that_is_not_aligned_is_refused)
{
	static uint64_t room[1000];
	size_t used = 77;

	given_map(LOADER_MAP);
	when("");
	for (size_t i = 1; i < 8; i++)
		assert_int_equal(table_write((uint8_t *)room + i, 7000, 0,
					     &conversion, &facts, &used),
				 CORE_EINVAL);
	assert_int_equal(used, 77);
	assert_int_equal(room[0], 0);
}

TEST(a_stride_beyond_64_kib_loses_only_the_map)
{
	given_map_stride("200000-300000:7 300000-300000:7", 65544);
	when("");
	when_table();
	assert_string_equal(text_of_losses(),
			    "EFI map 2, sources 1, anomalies 1");
	given_map_stride("200000-300000:7", 65528);
	when("");
	when_table();
	assert_null(section_of(MBT_LOST));
}

/* More strings than are searched for duplicates: linear time, nothing lost. */
TEST(ten_thousand_modules_fit)
{
	enum { N = 10000 };
	static struct loader_range loader_ranges[N];
	static struct table_module modules[N];
	static char names[N][16];
	struct mbt_region r;

	given_map("200000-100000000:7");
	for (size_t i = 0; i < N; i++) {
		phys_addr_t base = 0x200000 + i * 0x2000;

		sprintf(names[i], "module %zu", i);
		loader_ranges[i] =
			(struct loader_range){ base, 0x2000, OWNER_MODULE,
					       names[i] };
		modules[i] = (struct table_module){ base, 0x1234, names[i],
						    names[i], NULL };
	}
	capture.loader_ranges = loader_ranges;
	capture.loader_range_cnt = N;
	facts.modules = modules;
	facts.module_cnt = N;
	when("");
	when_table();
	expect_reserved("0-100000 200000-5020000");
	assert_true(mbt_find_reserved(table, "module", "module 9999", &r));
	assert_int_equal(r.base, 0x200000 + 9999 * 0x2000);
}
