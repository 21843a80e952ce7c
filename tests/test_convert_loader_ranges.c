/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/convert/reservations.c: memory of memblock.efi itself, the loader's
 * ranges for its kernel, and the owner of a page with several reservations.
 */
#include "tests/lib/test.h"

#include "tests/lib/givenmap.h"

static void given_loader_range(const struct loader_range *loader_ranges,
			       size_t cnt)
{
	given_map("0-a0000:7 100000-180000:4 180000-800000:7");
	capture.loader_ranges = loader_ranges;
	capture.loader_range_cnt = cnt;
}

TEST(loader_ranges_are_reserved_with_their_names)
{
	static const struct loader_range loader_ranges[] = {
		{ 0x400000, 0x1234, OWNER_MODULE, "initrd" },
		{ 0x300800, 0x800, OWNER_STACK, NULL },
		{ 0x300000, 0x800, OWNER_CMDLINE, "" },
	};

	given_loader_range(loader_ranges, 3);
	when("");
	expect_reserved("0-180000 300000-301000 400000-402000");
	expect_owners("0-100000 low 1 MiB, 100000-180000 boot services,"
		      " 300000-301000 stack, 300000-301000 command line,"
		      " 400000-402000 module initrd");
	expect_page_owners("0-100000 low 1 MiB, 100000-180000 boot services,"
			   " 300000-301000 command line,"
			   " 400000-402000 module initrd");
}

TEST(a_table_of_the_firmware_is_reserved_for_good)
{
	given_loader_range(NULL, 0);
	capture.tables[EFITABLE_MEMATTR] =
		(struct capture_range){ 0x120ff8, 0x610 };
	capture.tables[EFITABLE_ESRT] = (struct capture_range){ 0x140010, 56 };
	when("");
	expect_reserved("0-180000");
	expect_page_owners("0-100000 low 1 MiB, 100000-120000 boot services,"
			   " 120000-122000 firmware tables,"
			   " 122000-140000 boot services,"
			   " 140000-141000 firmware tables,"
			   " 141000-180000 boot services");
	when("profile=linux-arm64");
	expect_reserved("120000-122000 140000-141000");
	expect_page_owners("120000-122000 firmware tables,"
			   " 140000-141000 firmware tables");
}

TEST(a_page_belongs_to_the_owner_with_the_longest_lifetime)
{
	static const struct loader_range loader_ranges[] = {
		{ 0x170000, 0x30000, OWNER_TABLE, NULL },
		{ 0x190000, 0x30000, OWNER_LOADER, NULL },
		{ 0x1b0000, 0x30000, OWNER_RESERVE_MEM, "trace" },
	};

	given_loader_range(loader_ranges, 3);
	capture.image = (struct capture_range){ 0x100000, 0x100000 };
	when("");
	expect_page_owners("0-100000 low 1 MiB, 100000-170000 boot services,"
			   " 170000-1a0000 table, 1a0000-1b0000 loader,"
			   " 1b0000-1e0000 reserve_mem trace,"
			   " 1e0000-200000 memblock.efi image");
}

/* As Linux marks its own image. */
TEST(the_kernels_image_is_marked_as_its_own)
{
	static const struct loader_range loader_ranges[] = {
		{ 0x200000, 0x100000, OWNER_KERNEL, NULL },
		{ 0x300000, 0x10000, OWNER_MODULE, "initrd" },
	};

	given_loader_range(loader_ranges, 2);
	when("");
	expect_reserved("0-180000 200000-300000:20 300000-310000");
}

/* Two adjacent modules stay two reservations, though they have one owner. */
TEST(names_keep_neighbours_apart)
{
	static const struct loader_range loader_ranges[] = {
		{ 0x201000, 0x1000, OWNER_MODULE, "b" },
		{ 0x200000, 0x1000, OWNER_MODULE, "a" },
		{ 0x300000, 0x1000, OWNER_STACK, NULL },
		{ 0x301000, 0x1000, OWNER_STACK, NULL },
	};

	given_loader_range(loader_ranges, 4);
	when("");
	expect_reserved("0-180000 200000-202000 300000-302000");
	expect_page_owners("0-100000 low 1 MiB, 100000-180000 boot services,"
			   " 200000-201000 module a, 201000-202000 module b,"
			   " 300000-301000 stack, 301000-302000 stack");
}

TEST(a_cap_cuts_loader_ranges_above_it)
{
	static const struct loader_range loader_ranges[] = {
		{ 0x200000, 0x200000, OWNER_MODULE, "initrd" },
	};

	given_loader_range(loader_ranges, 1);
	when("mem=2M profile=linux-arm64");
	expect("0-a0000 100000-260000");
	expect_reserved("200000-260000");
	expect_page_owners("200000-260000 module initrd");
	when("mem=2M"); /* on x86 it is kept */
	expect_reserved("0-180000 200000-400000");
}

TEST(a_range_that_rounding_removes_has_no_owner)
{
	static const struct loader_range loader_ranges[] = {
		{ UINT64_MAX - 0xfff, 0x800, OWNER_STACK, NULL },
		{ 0x200000, 0, OWNER_STACK, NULL },
	};

	given_loader_range(loader_ranges, 2);
	when("profile=linux-arm64");
	expect_owners("");
	expect_page_owners("");
}

/* A loader allocates the space before it knows the final map. */
TEST(the_space_for_any_map_is_enough)
{
	static const struct loader_range loader_ranges[] = {
		{ 0x200000, 0x1000, OWNER_MODULE, "a" },
	};
	struct capture empty = { .loader_ranges = loader_ranges,
				 .loader_range_cnt = 1 };

	given_loader_range(loader_ranges, 1);
	when("kernelcore=mirror mem=1M add_efi_memmap memmap=1M$2M");
	assert_true(convert_space_for(&empty, &options.settings, 3) >=
		    convert_space(&capture, &options.settings));
	assert_true(convert_space_for(&empty, &options.settings, 100) >
		    convert_space_for(&empty, &options.settings, 3));
}

TEST(more_than_can_be_counted_has_no_space)
{
	struct capture empty = { .loader_range_cnt = SIZE_MAX };

	given_loader_range(NULL, 0);
	when("");
	assert_int_equal(
		convert_space_for(&capture, &options.settings, SIZE_MAX), 0);
	assert_int_equal(convert_space_for(&empty, &options.settings, 1), 0);
}

/* A list of 100,001 edits, in a word that options_parse() would take. */
TEST(too_many_edits_are_refused)
{
	enum { COUNT = 100001 };
	char *line = malloc(COUNT * 4 + 8), *at = line;

	at += sprintf(at, "memmap=1@1");
	for (int i = 1; i < COUNT; i++)
		at += sprintf(at, ",1@1");
	given_loader_range(NULL, 0);
	assert_int_equal(convert_words(NULL, line), CORE_ENOSPC);
	assert_int_equal(convert_space(&capture, &options.settings), 0);
	free(line);
}

TEST(the_image_and_the_maps_buffer_are_reserved)
{
	given_map("100000-800000:7");
	capture.image = (struct capture_range){ 0x200000, 0x20000 };
	capture.map_buffer = (struct capture_range){ 0x2fff00, 0x300 };
	when("");
	expect_reserved("0-100000 200000-220000 2ff000-301000");
	expect_owners("0-100000 low 1 MiB, 200000-220000 memblock.efi image,"
		      " 2ff000-301000 memory map buffer");
	when("profile=linux-arm64");
	expect_reserved("200000-220000 2ff000-301000");
}

/* Only a damaged file has such an image. */
TEST(an_image_beyond_the_top_has_no_owner)
{
	given_map("100000-200000:7");
	capture.image = (struct capture_range){ UINT64_MAX - 0x2fff, 0x2800 };
	capture.map_buffer =
		(struct capture_range){ UINT64_MAX - 0xfff, UINT64_MAX };
	when("profile=linux-arm64");
	expect_owners("ffffffffffffd000-fffffffffffff000 memblock.efi image");
}

TEST(reservations_of_one_owner_are_joined_but_not_with_others)
{
	given_map("100000-200000:3 200000-300000:4 280000-380000:4"
		  " 400000-500000:4 500000-600000:7:WB|RUNTIME");
	when("");
	expect_owners("0-100000 low 1 MiB, 100000-380000 boot services,"
		      " 400000-500000 boot services,"
		      " 500000-600000 runtime attribute");
	expect_reserved("0-380000 400000-600000");
}

/* Boot services: 512 KiB that are also in 1 MiB, together 1 MiB. Unaccepted:
 * the one descriptor of 512 KiB. */
TEST(an_owners_ranges_are_joined_in_any_order_of_the_map)
{
	static const char *const maps[] = {
		"200000-280000:3 200000-280000:15 200000-300000:3",
		"200000-280000:15 200000-280000:3 200000-300000:3",
		"200000-300000:3 200000-280000:15 200000-280000:3",
	};

	for (size_t i = 0; i < 3; i++) {
		given_map(maps[i]);
		when("");
		expect_owners("0-100000 low 1 MiB, 200000-300000 boot services,"
			      " 200000-280000 unaccepted");
	}
}

TEST(a_loader_range_is_not_joined_with_the_firmwares)
{
	static const struct loader_range loader_ranges[] = {
		{ 0x201000, 0x1000, OWNER_FIRMWARE_TABLE, "a copy" },
	};

	given_loader_range(loader_ranges, 1);
	capture.tables[EFITABLE_ESRT] =
		(struct capture_range){ 0x200000, 0x1000 };
	when("profile=linux-arm64");
	expect_owners("200000-201000 firmware tables,"
		      " 201000-202000 firmware tables a copy");
}

TEST(reservations_of_one_base_are_in_the_order_of_their_owners)
{
	given_map("0-200000:7");
	capture.image = (struct capture_range){ 0, 0x1000 };
	capture.tables[0] = (struct capture_range){ 0, 0x1000 };
	when("profile=linux-arm64");
	expect_owners("0-1000 firmware tables, 0-1000 memblock.efi image");
}
