/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/table/write_size.c and write_strings.c: how many bytes a table needs.
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

/* The reasons of all rules and the names of all owners. With more descriptors
 * they are not measured, but taken as 1536 bytes. */
static size_t common_texts(void)
{
	size_t bytes = 0, count;
	const struct policy_row *rows =
		policy_rows(conversion.settings->profile, &count);

	for (size_t i = 0; i < count; i++)
		bytes += strlen(rows[i].why) + 1;
	for (int owner = 0; owner < OWNER_COUNT; owner++)
		bytes += strlen(owner_name((enum owner)owner)) + 1;
	return bytes;
}

static size_t own_texts(void)
{
	return 1 + strlen(capture.arch) + 1 + strlen(capture.vendor) + 1;
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
	assert_int_equal(table_space(&conversion, &facts, 1) -
				 table_space(&conversion, &facts, 0),
			 48 + 4 + 16 + 6 * 40 + 2 * (16 + 8) +
				 align_up(own_texts() + 1536, 8) -
				 align_up(own_texts() + common_texts(), 8));
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

static size_t space(void)
{
	return table_space(&conversion, &facts, 0);
}

/* With its NUL the text has 8 bytes, so that the padding stays as it is. */
static void expect_counted(const char **text)
{
	size_t before = space();

	*text = "7 bytes";
	assert_int_equal(space(), before + 8);
}

TEST(table_space_counts_each_text)
{
	static struct loader_range ranges[3];
	static struct table_module modules[3];

	given_map(LOADER_MAP);
	when("");
	capture.loader_ranges = ranges;
	capture.loader_range_cnt = 3;
	facts.modules = modules;
	facts.module_cnt = 3;
	expect_counted(&facts.kernel_path);
	expect_counted(&facts.loader);
	expect_counted(&facts.loader_version);
	for (size_t i = 0; i < 3; i++) {
		expect_counted(&ranges[i].name);
		expect_counted(&modules[i].name);
		expect_counted(&modules[i].path);
		expect_counted(&modules[i].cmdline);
	}
}

TEST(table_space_counts_the_architecture_and_the_vendor)
{
	size_t before;

	given_map(LOADER_MAP);
	when("");
	before = space();
	strcat(capture.arch, "12345678");
	assert_int_equal(space(), before + 8);
	strcat(capture.vendor, "12345678");
	assert_int_equal(space(), before + 16);
}
