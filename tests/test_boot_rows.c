/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/rows.h: the three sets as rows of an E820 table. */
#include "tests/lib/test.h"

#include "efi/boot/rows.h"
#include "tests/lib/givenmap.h"
#include "tests/lib/randommap.h"
#include "tests/lib/rangetext.h"

#define DESCRIPTORS 64

static struct range overwritten;

static const char *rows(void)
{
	size_t max = rows_max(&conversion, DESCRIPTORS,
			      conversion.capture->loader_range_cnt);
	struct e820_table table = {
		.entries = calloc(max, sizeof(*table.entries)),
		.max = max,
	};
	void *scratch = malloc(rows_scratch(max));
	const char *text;

	rows_make(&table, &conversion, overwritten, scratch);
	text = text_of_e820(&table);
	free(scratch);
	free(table.entries);
	return text;
}

#define expect_rows(text) assert_string_equal(rows(), text)

TEST(what_is_free_once_the_kernel_runs_is_available)
{
	given_map("0-a0000:7 100000-200000:3 200000-300000:4 300000-400000:1 "
		  "400000-500000:2 500000-600000:7");
	when("");
	expect_rows("0-a0000:1 100000-600000:1");
}

TEST(firmware_keeps_what_is_its_own)
{
	given_map("100000-200000:7 200000-201000:9 201000-202000:10 "
		  "202000-203000:5:WB|RUNTIME 203000-204000:0 204000-205000:8 "
		  "205000-206000:14 206000-207000:11:UC");
	when("");
	expect_rows("100000-200000:1 200000-201000:3 201000-202000:4 "
		    "202000-204000:2 204000-205000:5 205000-206000:7 "
		    "206000-207000:2");
}

TEST(what_the_kernel_overwrites_is_available)
{
	given_map("0-a0000:7 100000-200000:7 200000-203000:10 203000-205000:9 "
		  "205000-206000:5:WB|RUNTIME 206000-300000:4");
	when("");
	overwritten = (struct range){ 0x1f0000, 0x15800 };
	expect_rows("0-a0000:1 100000-205800:1 205800-206000:2 "
		    "206000-300000:1");
	overwritten = (struct range){ 0 };
	expect_rows("0-a0000:1 100000-200000:1 200000-203000:4 "
		    "203000-205000:3 205000-206000:2 206000-300000:1");
}

TEST(memory_above_the_cap_is_reserved_and_not_a_hole)
{
	given_map("0-a0000:7 100000-800000:7 800000-900000:9 900000-a00000:7");
	when("mem=4M");
	expect_rows("0-a0000:1 100000-400000:1 400000-800000:2 "
		    "800000-900000:3 900000-a00000:2");
}

TEST(edits_of_memmap_are_rows_too)
{
	given_map("0-a0000:7 100000-800000:7");
	when("memmap=1M$2M memmap=1M#4M memmap=1M@16M");
	expect_rows("0-a0000:1 100000-200000:1 200000-300000:2 "
		    "300000-400000:1 400000-500000:3 500000-800000:1 "
		    "1000000-1100000:1");
}

TEST(soft_reserved_and_unaccepted_memory_is_reserved)
{
	given_map("100000-200000:7 200000-300000:7:WB|SP 300000-400000:15");
	when("");
	expect_rows("100000-200000:1 200000-400000:2");
}

static const struct loader_range ranges[] = {
	{ 0x200000, 0x10000, OWNER_KERNEL, NULL },
	{ 0x300000, 0x1000, OWNER_MODULE, "initrd" },
	{ 0x400000, 0x10000, OWNER_RESERVE_MEM, "trace" },
};

TEST(of_the_loaders_ranges_only_reserve_mem_is_reserved)
{
	given_map("0-a0000:7 100000-800000:7");
	capture.loader_ranges = ranges;
	capture.loader_range_cnt = 3;
	when("");
	expect_rows("0-a0000:1 100000-400000:1 400000-410000:2 "
		    "410000-800000:1");
}

/* --- random maps ------------------------------------------------------- */

static struct e820_entry entries[1024];
static struct e820_table table = { .entries = entries };

static void make_rows(void)
{
	void *scratch;

	table.max = rows_max(&conversion, drawn.count, 0);
	assert_true(table.max <= sizeof(entries) / sizeof(*entries));
	scratch = malloc(rows_scratch(table.max));
	rows_make(&table, &conversion, overwritten, scratch);
	free(scratch);
	assert_true(table.cnt <= table.max);
}

static bool is_available(phys_addr_t addr)
{
	for (size_t i = 0; i < table.cnt; i++)
		if (range_contains(entries[i].range, addr))
			return entries[i].type == E820_RAM;
	return false;
}

static void expect_sorted(void)
{
	for (size_t i = 1; i < table.cnt; i++)
		assert_true(range_end(entries[i - 1].range) <=
			    entries[i].range.base);
}

/* Memory has whole pages only, rows have all bytes. */
static void expect_free_memory_is_available(void)
{
	for (phys_addr_t at = 0; at < CELL * CELLS; at += CELL)
		if (memblock_search(&mb.memory, at) &&
		    !memblock_search(&mb.reserved, at))
			assert_true(is_available(at));
}

TEST(rows_of_random_maps_are_sorted_and_offer_all_free_memory)
{
	draw_from(11);
	for (int turn = 0; turn < 2000; turn++) {
		draw_map();
		draw_words("");
		for (size_t n = below(EDITS_MAX); n > 0; n--)
			draw_edit();
		when(drawn.words);
		make_rows();
		expect_sorted();
		expect_free_memory_is_available();
	}
}
