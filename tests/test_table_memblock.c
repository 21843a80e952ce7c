/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * From a table back to a live memblock, and what a kernel does with it.
 */
#define _DEFAULT_SOURCE /* scandir(), access() */
#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <setjmp.h>
#include <cmocka.h>

#include "core/memblock/alloc.h"
#include "tests/lib/giventable.h"
#include "tests/lib/parsed.h"

#define MAPS "../shared/maps"

/* The kernel's, with arrays of exactly so many regions in each set. */
static struct memblock theirs;
static struct memblock_region *store;

static void kernel_with(size_t regions)
{
	free(store);
	store = malloc(3 * regions * sizeof(*store) + 1);
	memset(store, 0x5a, 3 * regions * sizeof(*store));
	memblock_init(&theirs, store, 3 * regions);
}

static void rebuild(void)
{
	kernel_with(memblock_table_regions(table) / 3);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	assert_int_equal(memblock_validate(&theirs), CORE_OK);
	assert_true(memblock_equal(&theirs, &conversion.mb));
}

static int forget(void **state)
{
	free(store);
	store = NULL;
	return forget_table(state);
}

/* --- rebuilding ---------------------------------------------------------- */

static void given_a_loader(void)
{
	given_map(LOADER_MAP);
	given_all_facts();
	when("");
	when_table();
}

static void the_kernel_has_the_sets_of_the_loader(void **state)
{
	(void)state;
	given_a_loader();
	rebuild();
	assert_false(memblock_has_mirror(&theirs));
	expect_set(&theirs.reserved, "0-200000 200000-280000:20 300000-321000"
		   " 400000-413000 420000-421000 440000-450000"
		   " 480000-488000");
}

static void flags_and_nodes_come_back(void **state)
{
	(void)state;
	given_map("200000-400000:7 400000-500000:0 500000-600000:7");
	given_held(0x200000, 0x4000, OWNER_MODULE, "m");
	when("profile=linux-arm64");
	memblock_memory_set_node(&conversion.mb, 0x200000, 0x100000, 1);
	memblock_mark_hotplug(&conversion.mb, 0x200000, 0x80000);
	memblock_mark_mirror(&conversion.mb, 0x300000, 0x100000);
	memblock_mark_driver_managed(&conversion.mb, 0x500000, 0x100000);
	memblock_reserved_mark_noinit(&conversion.mb, 0x201000, 0x1000);
	memblock_reserved_mark_kern(&conversion.mb, 0x202000, 0x1000);
	memblock_reserved_set_node(&conversion.mb, 0x203000, 0x1000, 7);
	when_table();
	rebuild();
	expect_set(&theirs.memory, "200000-280000:1@1 280000-300000@1"
		   " 300000-400000:2 400000-500000:4 500000-600000:8");
	assert_true(memblock_has_mirror(&theirs));
	expect_set(&theirs.reserved, "200000-201000 201000-202000:10"
		   " 202000-203000:20 203000-204000@7");
}

static void two_nodes_that_touch_take_two_regions(void **state)
{
	(void)state;
	given_map("200000-400000:7");
	when("profile=linux-arm64");
	memblock_memory_set_node(&conversion.mb, 0x200000, 0x100000, 0);
	memblock_memory_set_node(&conversion.mb, 0x300000, 0x100000, 1);
	when_table();
	kernel_with(1);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_ENOSPC);
	rebuild();
	expect_set(&theirs.memory, "200000-300000@0 300000-400000@1");
}

static void nothing_there_is_nothing_rebuilt(void **state)
{
	(void)state;
	given_map("0-1000:11:UC");
	when("profile=linux-arm64");
	when_table();
	rebuild();
}

static void too_few_regions_are_refused_and_nothing_changes(void **state)
{
	struct memblock before;

	(void)state;
	given_a_loader();
	for (size_t n = 0; n < 7; n++) {
		kernel_with(n);
		before = theirs;
		assert_int_equal(memblock_from_table(&theirs, table),
				 CORE_ENOSPC);
		assert_memory_equal(&theirs, &before, sizeof(theirs));
		for (size_t i = 0; i < 3 * n * sizeof(*store); i++)
			assert_int_equal(((uint8_t *)store)[i], 0x5a);
	}
	/* Seven regions, of nine that have owners. */
	kernel_with(7);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
}

static void disorder_is_refused_and_nothing_changes(void **state)
{
	struct mbt_region *r;

	(void)state;
	given_a_loader();
	r = region_of(MBT_PHYSMAP, 1);
	kernel_with(20);
	memblock_add(&theirs, 0x1000, 0x1000);
	r->base = 0;
	assert_int_equal(memblock_from_table(&theirs, table), CORE_EFORMAT);
	r->base = 0x100000;
	r->size = UINT64_MAX;
	assert_int_equal(memblock_from_table(&theirs, table), CORE_EFORMAT);
	r->size = 0;
	assert_int_equal(memblock_from_table(&theirs, table), CORE_EFORMAT);
	section_of(MBT_PHYSMAP)->tag = 100;
	assert_int_equal(memblock_from_table(&theirs, table), CORE_EFORMAT);
	assert_int_equal(memblock_free_lifetime(&theirs, table, 0), CORE_OK);
	section_of(MBT_RESERVED)->tag = 101;
	/* Room for what is there. */
	assert_int_equal(memblock_table_regions(table),
			 3 * section_of(MBT_MEMORY)->count);
	assert_int_equal(memblock_free_lifetime(&theirs, table, 0),
			 CORE_EFORMAT);
	expect_set(&theirs.memory, "1000-2000");
	expect_set(&theirs.reserved, "");
}

/* --- freeing ------------------------------------------------------------- */

static void each_lifetime_is_freed_by_itself(void **state)
{
	(void)state;
	given_a_loader();
	rebuild();
	assert_int_equal(memblock_free_lifetime(&theirs, table,
						MBT_UNTIL_SVAM), CORE_OK);
	expect_set(&theirs.reserved, "0-100000 200000-280000:20 300000-321000"
		   " 400000-413000 420000-421000 440000-450000"
		   " 480000-488000");
	assert_int_equal(memblock_free_lifetime(&theirs, table,
						MBT_UNTIL_KERNEL), CORE_OK);
	expect_set(&theirs.reserved, "0-100000 200000-280000:20 400000-413000"
		   " 420000-421000 440000-450000 480000-488000");
	assert_int_equal(memblock_free_lifetime(&theirs, table,
						MBT_UNTIL_TABLE), CORE_OK);
	expect_set(&theirs.reserved,
		   "0-100000 200000-280000:20 480000-488000");
	/* Once more is no error. */
	assert_int_equal(memblock_free_lifetime(&theirs, table,
						MBT_UNTIL_TABLE), CORE_OK);
	assert_int_equal(memblock_free_lifetime(&theirs, table, 99), CORE_OK);
	expect_set(&theirs.reserved,
		   "0-100000 200000-280000:20 480000-488000");
}

/* n modules and stacks that touch, in turns: one region becomes n pieces. */
static void given_turns(size_t n)
{
	given_map("200000-400000:7");
	for (size_t i = 0; i < n; i++)
		given_held(0x200000 + i * 0x1000, 0x1000,
			   i % 2 ? OWNER_STACK : OWNER_MODULE, "");
	when("profile=linux-arm64");
	when_table();
}

static void pieces_fit_into_what_table_regions_said(void **state)
{
	(void)state;
	given_turns(9);
	rebuild();
	expect_set(&theirs.reserved, "200000-209000");
	assert_int_equal(memblock_free_lifetime(&theirs, table,
						MBT_UNTIL_KERNEL), CORE_OK);
	expect_set(&theirs.reserved, "200000-201000 202000-203000"
		   " 204000-205000 206000-207000 208000-209000");
	assert_int_equal(memblock_free_lifetime(&theirs, table,
						MBT_UNTIL_TABLE), CORE_OK);
	expect_set(&theirs.reserved, "");
}

static void without_room_for_the_pieces_nothing_is_freed(void **state)
{
	(void)state;
	given_turns(9);
	for (size_t n = 1; n < 5; n++) {
		kernel_with(n);
		assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
		assert_int_equal(memblock_free_lifetime(&theirs, table,
							MBT_UNTIL_KERNEL),
				 CORE_ENOSPC);
		expect_set(&theirs.reserved, "200000-209000");
	}
	kernel_with(5);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	assert_int_equal(memblock_free_lifetime(&theirs, table,
						MBT_UNTIL_KERNEL), CORE_OK);
}

static void what_touches_is_freed_in_one_piece(void **state)
{
	(void)state;
	given_map("200000-400000:7");
	given_held(0x200000, 0x1000, OWNER_RESERVE_MEM, "r");
	given_held(0x201000, 0x1000, OWNER_MODULE, "a");
	given_held(0x202000, 0x1000, OWNER_MODULE, "b");
	given_held(0x203000, 0x1000, OWNER_RESERVE_MEM, "s");
	when("profile=linux-arm64");
	when_table();
	kernel_with(2);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	assert_int_equal(memblock_free_lifetime(&theirs, table,
						MBT_UNTIL_TABLE), CORE_OK);
	expect_set(&theirs.reserved, "200000-201000 203000-204000");
}

static void what_the_kernel_did_since_then_is_kept(void **state)
{
	(void)state;
	given_turns(9);
	kernel_with(20);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	/* Taken beyond and before; one module is free already, one half. */
	memblock_reserve(&theirs, 0x1ff000, 0x1000);
	memblock_reserve(&theirs, 0x209000, 0x1000);
	memblock_phys_free(&theirs, 0x202000, 0x1000);
	memblock_phys_free(&theirs, 0x204800, 0x800);
	assert_int_equal(memblock_free_lifetime(&theirs, table,
						MBT_UNTIL_TABLE), CORE_OK);
	expect_set(&theirs.reserved, "1ff000-200000 201000-202000"
		   " 203000-204000 205000-206000 207000-208000"
		   " 209000-20a000");
}

/* The array grows before anything is free, and not where the table is. */
static void an_array_that_must_grow_does_so_first(void **state)
{
	static uint8_t ram[0x200000];
	size_t used;

	(void)state;
	given_turns(9);
	assert_int_equal(write_table(0x1000, 0x200000), CORE_OK);
	used = table_len;
	kernel_with(3);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	theirs.virt_offset = (uintptr_t)ram - 0x200000;
	memcpy(ram, table, used);
	memblock_allow_resize(&theirs);
	theirs.bottom_up = true;
	assert_int_equal(memblock_free_lifetime(&theirs, table,
						MBT_UNTIL_KERNEL), CORE_OK);
	assert_true(theirs.reserved.max >= 6);
	assert_false(memblock_is_reserved(&theirs, 0x201000));
	assert_true(memblock_is_reserved(&theirs, 0x209000));
	assert_memory_equal(ram, table, used);
}

/* --- real machines ------------------------------------------------------- */

static uint64_t bytes_of(uint32_t tag, int lifetime)
{
	struct mbt_region r;
	uint64_t sum = 0;

	for (uint32_t i = 0; mbt_region(section_of(tag), i, &r); i++)
		if (lifetime < 0 || r.lifetime == lifetime)
			sum += r.size;
	return sum;
}

/* Each class apart: what the conversion owns, what the table lists. */
static void expect_equal_sums(void)
{
	uint64_t owned[UNTIL_COUNT] = { 0 };

	for (size_t i = 0; i < conversion.owned_cnt; i++)
		owned[owner_until((enum owner)conversion.owned[i].type)] +=
			conversion.owned[i].size;
	assert_true(bytes_of(MBT_MEMORY, -1) ==
		    conversion.mb.memory.total_size);
	assert_true(bytes_of(MBT_RESERVED, -1) ==
		    conversion.mb.reserved.total_size);
	assert_true(bytes_of(MBT_PHYSMAP, -1) == header_of()->total_ram);
	assert_true(bytes_of(MBT_RESERVED, MBT_UNTIL_SVAM) ==
		    owned[UNTIL_SVAM]);
	assert_true(bytes_of(MBT_RESERVED, MBT_UNTIL_ACPI) ==
		    owned[UNTIL_ACPI]);
	assert_true(bytes_of(MBT_RESERVED, MBT_UNTIL_DRIVER) ==
		    owned[UNTIL_DRIVER]);
	assert_true(bytes_of(MBT_RESERVED, MBT_UNTIL_TABLE) ==
		    owned[UNTIL_TABLE]);
	assert_true(bytes_of(MBT_RESERVED, MBT_UNTIL_NEVER) ==
		    owned[UNTIL_NEVER]);
}

static void round_trip(const char *line)
{
	static const struct held held[] = {
		{ 0x2000000, 0x812345, OWNER_KERNEL, NULL },
		{ 0x3000000, 0x100000, OWNER_MODULE, "initrd" },
		{ 0x3100000, 0x11000, OWNER_STACK, NULL },
		{ 0x3200000, 0x100000, OWNER_TABLE, NULL },
	};

	capture.held = held;
	capture.held_cnt = 4;
	when(line);
	assert_int_equal(write_table(0x100000, 0x3200000), CORE_OK);
	assert_null(section_of(MBT_LOST));
	assert_string_equal(text_of_check(), "good");
	expect_equal_sums();
	rebuild();
}

static int is_map(const struct dirent *entry)
{
	return strstr(entry->d_name, ".txt") != NULL;
}

static void every_machine_goes_there_and_back(void **state)
{
	static const char *const lines[] = {
		"", "profile=linux-arm64", "mem=2G", "mem=1G mem-kind=amount",
		"profile=linux-arm64 mem=300M", "memmap=64M$128M",
		"kernelcore=mirror add_efi_memmap",
	};
	struct dirent **files;
	int n = scandir(MAPS, &files, is_map, alphasort);
	char name[512];

	(void)state;
	assert_true(n > 0);
	while (n-- > 0) {
		size_t len;
		char *text;

		snprintf(name, sizeof(name), MAPS "/%s",
			 files[n]->d_name);
		text = read_whole(name, &len);
		parse_bytes(text, len);
		free(text);
		free(files[n]);
		if (parse_result == IMPORT_FAILED)
			continue;
		capture = parsed.capture;
		for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
			round_trip(lines[i]);
	}
	free(files);
}

static void random_maps_go_there_and_back(void **state)
{
	static struct efi_memory_desc map[40];
	uint64_t seed = 7;

	(void)state;
	for (int round = 0; round < 300; round++) {
		for (size_t i = 0; i < 40; i++) {
			seed = seed * UINT64_C(6364136223846793005) + 1;
			map[i] = (struct efi_memory_desc){
				.type = (uint32_t)(seed >> 60),
				.phys_addr = (seed >> 40 & 0x3ff) << 16,
				.num_pages = seed >> 34 & 0x3f,
				.attribute = seed >> 30 & 1 ? EFI_ATTR_WB
							    : EFI_ATTR_UC,
			};
		}
		given_descriptors(map, 40, 40 + 8 * (seed >> 20 & 3));
		when(round % 2 ? "profile=linux-arm64" : "");
		when_table();
		expect_equal_sums();
		rebuild();
	}
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, forget, forget)
	const struct CMUnitTest tests[] = {
		test(the_kernel_has_the_sets_of_the_loader),
		test(flags_and_nodes_come_back),
		test(two_nodes_that_touch_take_two_regions),
		test(nothing_there_is_nothing_rebuilt),
		test(too_few_regions_are_refused_and_nothing_changes),
		test(disorder_is_refused_and_nothing_changes),
		test(each_lifetime_is_freed_by_itself),
		test(pieces_fit_into_what_table_regions_said),
		test(without_room_for_the_pieces_nothing_is_freed),
		test(what_touches_is_freed_in_one_piece),
		test(what_the_kernel_did_since_then_is_kept),
		test(an_array_that_must_grow_does_so_first),
		test(random_maps_go_there_and_back),
	};
	const struct CMUnitTest machines[] = {
		test(every_machine_goes_there_and_back),
	};
	int failed = 0;

	if (access(MAPS, R_OK) == 0)
		failed = cmocka_run_group_tests_name("machines", machines,
						     NULL, NULL);
	else
		printf("1..1\nok 1 - maps of real machines # SKIP " MAPS
		       " is not there\n");
	return failed | cmocka_run_group_tests_name("table_memblock", tests,
						    NULL, forget_parsed);
}
