/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * From a conversion to a table to a kernel's memblock, with the maps of real
 * machines and with random ones: sound, nothing lost, and the same sets.
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

#include "tests/lib/givenkernel.h"
#include "tests/lib/parsed.h"

#define MAPS "../shared/maps"

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
	uint64_t page_owners[LIFETIME_COUNT] = { 0 };

	for (size_t i = 0; i < conversion.page_owner_cnt; i++)
		page_owners[owner_lifetime(
			(enum owner)conversion.page_owners[i].type)] +=
			conversion.page_owners[i].size;
	assert_true(bytes_of(MBT_MEMORY, -1) ==
		    conversion.mb.memory.total_size);
	assert_true(bytes_of(MBT_RESERVED, -1) ==
		    conversion.mb.reserved.total_size);
	assert_true(bytes_of(MBT_PHYSMAP, -1) == header_of()->total_ram);
	assert_true(bytes_of(MBT_RESERVED, MBT_UNTIL_SVAM) ==
		    page_owners[LIFETIME_SVAM]);
	assert_true(bytes_of(MBT_RESERVED, MBT_UNTIL_ACPI) ==
		    page_owners[LIFETIME_ACPI]);
	assert_true(bytes_of(MBT_RESERVED, MBT_UNTIL_DRIVER) ==
		    page_owners[LIFETIME_DRIVER]);
	assert_true(bytes_of(MBT_RESERVED, MBT_UNTIL_TABLE) ==
		    page_owners[LIFETIME_TABLE]);
	assert_true(bytes_of(MBT_RESERVED, MBT_UNTIL_NEVER) ==
		    page_owners[LIFETIME_NEVER]);
}

/* What the header alone finds free is what memblock would give. */
static void expect_equal_free(void)
{
	struct memblock_range theirs_free;
	struct mbt_free range = { 0 };

	for_each_free_mem_range(&theirs, &memblock_mapped, &theirs_free) {
		assert_true(mbt_next_free(table, &range));
		assert_int_equal(range.base, theirs_free.base);
		assert_int_equal(range.end, theirs_free.end);
	}
	assert_false(mbt_next_free(table, &range));
}

static void round_trip(const char *line)
{
	static const struct loader_range loader_ranges[] = {
		{ 0x2000000, 0x812345, OWNER_KERNEL, NULL },
		{ 0x3000000, 0x100000, OWNER_MODULE, "initrd" },
		{ 0x3100000, 0x11000, OWNER_STACK, NULL },
		{ 0x3200000, 0x100000, OWNER_TABLE, NULL },
	};

	capture.loader_ranges = loader_ranges;
	capture.loader_range_cnt = 4;
	when(line);
	assert_int_equal(write_table(0x100000, 0x3200000), CORE_OK);
	assert_null(section_of(MBT_LOST));
	assert_string_equal(text_of_check(), "good");
	expect_equal_sums();
	rebuild();
	expect_equal_free();
}

static int is_map(const struct dirent *entry)
{
	return strstr(entry->d_name, ".txt") != NULL;
}

static void every_machine_goes_there_and_back(void **state)
{
	static const char *const lines[] = {
		"",
		"profile=linux-arm64",
		"mem=2G",
		"mem=1G mem-kind=amount",
		"profile=linux-arm64 mem=300M",
		"memmap=64M$128M",
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

		snprintf(name, sizeof(name), MAPS "/%s", files[n]->d_name);
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
		expect_equal_free();
	}
}

int main(void)
{
#define test(name) \
	cmocka_unit_test_setup_teardown(name, forget_kernel, forget_kernel)
	const struct CMUnitTest tests[] = {
		test(random_maps_go_there_and_back),
	};
	const struct CMUnitTest machines[] = {
		test(every_machine_goes_there_and_back),
	};
	int failed = 0;

	if (access(MAPS, R_OK) == 0)
		failed = cmocka_run_group_tests_name("machines", machines, NULL,
						     NULL);
	else
		printf("1..1\nok 1 - maps of real machines # SKIP " MAPS
		       " is not there\n");
	return failed | cmocka_run_group_tests_name("table_machines", tests,
						    NULL, forget_parsed);
}
