/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/limine/memmap.h: the three sets as rows of a Limine kernel. */
#include "tests/lib/test.h"

#include "efi/boot/limine/format.h"
#include "efi/boot/limine/memmap.h"
#include "tests/lib/givenmap.h"
#include "tests/lib/randommap.h"
#include "tests/lib/rangetext.h"

#define DESCRIPTORS 64

static struct limine_memmap memmap;

static void given_firmware(const char *map, unsigned int revision)
{
	given_map(map);
	memmap = (struct limine_memmap){ .revision = revision };
}

static const char *rows(void)
{
	size_t bytes = limine_memmap_room(&memmap, &conversion, DESCRIPTORS,
					  conversion.capture->loader_range_cnt);
	struct e820_table table = {
		.entries = calloc(memmap.max, sizeof(*table.entries)),
		.max = memmap.max,
	};
	const char *text;

	memmap.scratch = malloc(bytes);
	limine_memmap_make(&table, &memmap, &conversion);
	text = text_of_e820(&table);
	free(memmap.scratch);
	free(table.entries);
	return text;
}

#define expect_rows(text) assert_string_equal(rows(), text)

TEST(memory_of_loaders_and_boot_services_is_reclaimable)
{
	given_firmware(
		"1000-a0000:7 100000-200000:3 200000-300000:4 300000-400000:1 "
		"400000-500000:2 500000-600000:7",
		6);
	when("");
	expect_rows("1000-a0000:0 100000-500000:5 500000-600000:0");
}

TEST(firmware_keeps_what_is_its_own)
{
	static const char map[] =
		"100000-200000:7 200000-201000:9 201000-202000:10 "
		"202000-203000:5:WB|RUNTIME 203000-204000:0 204000-205000:8 "
		"205000-206000:14 206000-207000:11:UC";

	given_firmware(map, 4);
	when("");
	expect_rows("100000-200000:0 200000-201000:2 201000-202000:3 "
		    "202000-204000:1 204000-205000:4 205000-207000:1");
	given_firmware(map, 5);
	when("");
	expect_rows("100000-200000:0 200000-201000:2 201000-202000:3 "
		    "202000-203000:8 203000-204000:1 204000-205000:4 "
		    "205000-207000:1");
}

TEST(the_rules_of_arm64_give_the_same_rows)
{
	given_firmware(
		"40000000-40200000:7 40200000-40201000:9 40201000-40202000:10 "
		"40202000-40203000:6:WB|RUNTIME 40203000-40204000:0 "
		"40204000-40300000:4 40300000-40400000:7",
		6);
	when("profile=linux-arm64");
	expect_rows("40000000-40200000:0 40200000-40201000:2 "
		    "40201000-40202000:3 40202000-40203000:8 "
		    "40203000-40204000:1 40204000-40300000:5 "
		    "40300000-40400000:0");
}

TEST(memory_above_the_cap_is_reserved_whoever_used_it)
{
	given_firmware(
		"1000-a0000:7 100000-800000:7 800000-900000:9 900000-a00000:4 "
		"a00000-b00000:7",
		6);
	when("mem=4M");
	expect_rows("1000-a0000:0 100000-400000:0 400000-800000:1 "
		    "800000-900000:2 900000-b00000:1");
}

TEST(a_cap_within_boot_services_memory_parts_it)
{
	given_firmware("100000-800000:4", 6);
	when("mem=4M");
	expect_rows("100000-400000:5 400000-800000:1");
}

TEST(page_0_is_usable_in_no_base_revision_up_to_2)
{
	given_firmware("0-a0000:7", 2);
	when("profile=linux-arm64");
	expect_rows("0-1000:1 1000-a0000:0");
	given_firmware("0-a0000:7", 3);
	when("profile=linux-arm64");
	expect_rows("0-a0000:0");
}

TEST(edits_of_memmap_are_rows_too)
{
	given_firmware("1000-a0000:7 100000-800000:7", 6);
	when("memmap=1M$2M memmap=1M#4M memmap=1M@16M");
	expect_rows("1000-a0000:0 100000-200000:0 200000-300000:1 "
		    "300000-400000:0 400000-500000:2 500000-800000:0 "
		    "1000000-1100000:0");
}

static const struct loader_range ranges[] = {
	{ 0x200000, 0x10000, OWNER_KERNEL, NULL },
	{ 0x300000, 0x1000, OWNER_MODULE, "initrd" },
	{ 0x400000, 0x10000, OWNER_RESERVE_MEM, "trace" },
	{ 0x500000, 0x10000, OWNER_STACK, NULL },
};

TEST(the_loaders_ranges_have_a_type_each)
{
	given_firmware("1000-a0000:7 100000-800000:7", 6);
	capture.loader_ranges = ranges;
	capture.loader_range_cnt = 4;
	when("");
	expect_rows("1000-a0000:0 100000-200000:0 200000-210000:6 "
		    "210000-300000:0 300000-301000:6 301000-400000:0 "
		    "400000-410000:1 410000-500000:0 500000-510000:5 "
		    "510000-800000:0");
}

TEST(tables_and_framebuffers_have_whole_pages)
{
	static const struct mbt_framebuffer fb = { .base = 0x300800,
						   .size = 0x1000 };
	static struct range tables[] = { { 0x200010, 0x20 },
					 { 0x700010, 0x20 } };

	given_firmware("100000-600000:7 600000-800000:9", 4);
	when("");
	memmap.framebuffers = &fb;
	memmap.framebuffer_cnt = 1;
	memmap.tables = tables;
	memmap.table_cnt = 2;
	expect_rows("100000-200000:0 200000-201000:8 201000-300000:0 "
		    "300000-302000:7 302000-600000:0 600000-800000:2");
}

/* --- random maps ------------------------------------------------------- */

static struct e820_entry entries[2048];
static struct e820_table table = { .entries = entries };

static void make_rows(void)
{
	size_t bytes;

	memmap = (struct limine_memmap){ .revision = (unsigned)below(7) };
	bytes = limine_memmap_room(&memmap, &conversion, drawn.count, 0);
	assert_true(memmap.max <= sizeof(entries) / sizeof(*entries));
	memmap.scratch = malloc(bytes);
	limine_memmap_make(&table, &memmap, &conversion);
	free(memmap.scratch);
	assert_true(table.cnt <= memmap.max);
}

/* The type at an address; 1 in a hole. */
static uint32_t type_at(phys_addr_t addr)
{
	for (size_t i = 0; i < table.cnt; i++)
		if (range_contains(entries[i].range, addr))
			return entries[i].type;
	return LIMINE_RESERVED;
}

static bool is_free_type(uint32_t type)
{
	return type == LIMINE_USABLE || type == LIMINE_LOADER_RECLAIMABLE;
}

static void expect_sound(void)
{
	for (size_t i = 0; i < table.cnt; i++) {
		struct range range = entries[i].range;

		assert_true(range.size > 0);
		assert_true(i == 0 ||
			    range_end(entries[i - 1].range) <= range.base);
		assert_true(!is_free_type(entries[i].type) ||
			    (range.base | range.size) % PAGE_SIZE_4K == 0);
	}
}

/* Whatever is usable is memory; free memory is offered unless the firmware
 * says something else of it. */
static void expect_usable_is_memory(void)
{
	for (phys_addr_t at = PAGE_SIZE_4K; at < CELL * CELLS; at += CELL)
		if (is_free_type(type_at(at)))
			assert_true(memblock_is_map_memory(&conversion.mb, at));
}

TEST(rows_of_random_maps_are_sound)
{
	draw_from(17);
	for (int turn = 0; turn < 2000; turn++) {
		draw_map();
		draw_words(below(2) ? "" : "profile=linux-arm64");
		if (strcmp(drawn.words, "") == 0)
			for (size_t n = below(EDITS_MAX); n > 0; n--)
				draw_edit();
		when(drawn.words);
		make_rows();
		expect_sound();
		expect_usable_is_memory();
	}
}
