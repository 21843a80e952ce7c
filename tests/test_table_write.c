/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/table/write.c and write_size.c: what fits into a table, and what is left
 * out if not all of it does.
 */
#include "tests/lib/test.h"

#include "tests/lib/giventable.h"

FIXTURE(forget_table, forget_table);

/* What the table has less than table_space() says. */
static size_t spare_space(void)
{
	return table_space(&conversion, &facts, 0) - table_len;
}

TEST(table_space_is_enough_and_not_much_more)
{
	size_t space;

	given_map(LOADER_MAP);
	given_all_facts();
	when("");
	given_distances();
	space = table_space(&conversion, &facts, 0);
	assert_int_equal(write_table(space, 0), CORE_OK);
	assert_null(section_of(MBT_LOST));
	/* All texts that there could be are 2 KiB more than those there are. */
	assert_in_range(spare_space(), 0, 2048);
}

TEST(table_space_grows_with_the_expected_map)
{
	static struct efi_memory_desc map[200];
	size_t space;

	for (size_t i = 0; i < 200; i++)
		map[i] = (struct efi_memory_desc){
			.type = i % 2 ? 4 : 7,
			.phys_addr = i << 22,
			.num_pages = 512 + i,
			.attribute = i % 3 ? EFI_ATTR_WB : EFI_ATTR_UC,
		};
	given_descriptors(map, 100, 48);
	when("");
	space = table_space(&conversion, &facts, 100);
	given_descriptors(map, 200, 48);
	when("");
	assert_int_equal(write_table(space, 0), CORE_OK);
	expect_found("good");
	assert_null(section_of(MBT_LOST));
	/* A descriptor of 48 bytes, its index, its anomalies, two regions in
	 * each set, and the headers of two sections that may be absent. */
	assert_int_equal(table_space(&conversion, &facts, 2) -
				 table_space(&conversion, &facts, 1),
			 48 + 4 + 16 + 6 * 40);
	assert_in_range(table_space(&conversion, &facts, 1) -
				table_space(&conversion, &facts, 0),
			48 + 4 + 16 + 6 * 40 + 2 * (16 + 8), 2048);
	/* No table exceeds 4 GiB. */
	assert_int_equal(table_space(&conversion, &facts, SIZE_MAX), 0);
	assert_int_equal(table_space(&conversion, &facts, UINT32_MAX), 0);
	assert_int_equal(table_space(&conversion, &facts, UINT32_MAX / 308), 0);
	assert_int_not_equal(
		table_space(&conversion, &facts, UINT32_MAX / 308 - 1000), 0);
}

/* What texts of so many bytes would add to the table. */
static size_t spare_for(uint32_t bytes)
{
	uint32_t used = section_of(MBT_STRINGS)->count;

	return align_up(used + bytes, 8) - align_up(used, 8);
}

/* A descriptor for each rule, all of them with an anomaly, and a reservation of
 * each owner: no string is missing, whatever table_space() expects of them. */
TEST(table_space_has_room_for_all_rules_and_owners)
{
	static const uint64_t attributes[] = {
		EFI_ATTR_WB,
		EFI_ATTR_UC,
		EFI_ATTR_WB | EFI_ATTR_SP,
		EFI_ATTR_WB | EFI_ATTR_RUNTIME,
		0,
	};
	static struct efi_memory_desc map[5 * 17];

	for (uint32_t i = 0; i < 5 * 17; i++)
		map[i] = (struct efi_memory_desc){
			.type = i / 5,
			.phys_addr = ((uint64_t)i << 20) + 512,
			.num_pages = 16,
			.attribute = attributes[i % 5],
		};
	given_descriptors(map, 5 * 17, 48);
	strcpy(capture.arch, "fifteen letters");
	for (int i = OWNER_FIRMWARE_TABLE; i < OWNER_COUNT; i++)
		given_loader_range((phys_addr_t)i << 28, 0x1000, (enum owner)i,
				   NULL);
	for (size_t len = 1; len <= 8; len++) {
		memset(capture.vendor, 0, sizeof(capture.vendor));
		memset(capture.vendor, 'v', len);
		when("");
		when_table();
		assert_null(section_of(MBT_LOST));
		assert_int_equal(section_of(MBT_ANOMALIES)->count, 5 * 17);
		/* A reason that two rules have. */
		assert_int_equal(spare_space(), spare_for(20));
		when("profile=linux-arm64");
		when_table();
		assert_null(section_of(MBT_LOST));
		/* Reasons that no descriptor above has. */
		assert_int_equal(spare_space(), spare_for(153));
	}
}

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
						    names[i] };
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
