/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a conversion and the facts become in a table.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "core/base/cstring.h"
#include "tests/lib/giventable.h"

#define MAP                                                                  \
	"0-a0000:7 100000-200000:4 200000-1000000:7 1000000-1010000:6:"      \
	"WB|RUNTIME 1010000-2000000:7"

/* --- regions ------------------------------------------------------------- */

static void the_sets_are_those_of_the_conversion(void **state)
{
	(void)state;
	given_map(MAP);
	when("");
	when_table();
	expect("1000-a0000 100000-1000000 1010000-2000000");
	expect_regions(MBT_MEMORY,
		       "1000-a0000 100000-1000000 1010000-2000000");
	expect_regions(MBT_RESERVED,
		       "0-100000 low 1 MiB (6), 100000-200000 boot services"
		       " (0)");
	expect_regions(MBT_PHYSMAP, "0-a0000 100000-2000000");
	assert_int_equal(header_of()->total_ram, 0x1fa0000);
}

static void an_empty_map_of_memory_makes_a_table_too(void **state)
{
	(void)state;
	given_map("0-1000:11:UC");
	when("profile=linux-arm64");
	when_table();
	expect_regions(MBT_MEMORY, "");
	expect_regions(MBT_RESERVED, "");
	expect_regions(MBT_PHYSMAP, "");
}

static void what_is_held_has_owner_name_and_lifetime(void **state)
{
	(void)state;
	given_map(MAP);
	given_all_facts();
	when("");
	when_table();
	expect_regions(MBT_RESERVED,
		       "0-100000 low 1 MiB (6), 100000-200000 boot services"
		       " (0), 200000-280000:20 kernel image (6),"
		       " 300000-310000 page tables (4), 310000-321000 stack"
		       " (4), 400000-413000 module initrd (5),"
		       " 420000-421000 module font (5), 440000-450000 table"
		       " (5), 480000-488000 reserve_mem log (6)");
	expect_owners("0-100000 low 1 MiB, 100000-200000 boot services,"
		      " 200000-280000 kernel image, 300000-310000 page tables,"
		      " 310000-321000 stack, 400000-413000 module initrd,"
		      " 420000-421000 module font, 440000-450000 table,"
		      " 480000-488000 reserve_mem log");
}

static void neighbours_with_different_names_stay_apart(void **state)
{
	(void)state;
	given_map("200000-400000:7");
	given_held(0x200000, 0x1000, OWNER_MODULE, "a");
	given_held(0x201000, 0x1000, OWNER_MODULE, "b");
	when("profile=linux-arm64");
	when_table();
	expect_reserved("200000-202000");
	expect_regions(MBT_RESERVED,
		       "200000-201000 module a (5), 201000-202000 module b"
		       " (5)");
}

static void the_owner_who_stays_longest_has_the_page(void **state)
{
	(void)state;
	/* Boot services in the low 1 MiB, a stack across a module's end, two
	 * owners for good of whom the loader is asked first. */
	given_map("80000-180000:4 180000-400000:7");
	given_held(0x200000, 0x3000, OWNER_MODULE, "m");
	given_held(0x202000, 0x3000, OWNER_STACK, NULL);
	given_held(0xf0000, 0x20000, OWNER_RESERVE_MEM, "r");
	when("");
	when_table();
	expect_reserved("0-180000 200000-205000");
	expect_regions(MBT_RESERVED,
		       "0-f0000 low 1 MiB (6), f0000-110000 reserve_mem r"
		       " (6), 110000-180000 boot services (0),"
		       " 200000-203000 module m (5), 203000-205000 stack (4)");
}

static void a_cap_cuts_what_is_owned(void **state)
{
	(void)state;
	given_map("0-400000:7");
	given_held(0x1ff000, 0x2000, OWNER_MODULE, "m");
	given_held(0x300000, 0x2000, OWNER_MODULE, "n");
	when("profile=linux-arm64 mem=2M");
	when_table();
	expect_regions(MBT_MEMORY, "0-200000");
	expect_regions(MBT_RESERVED, "1ff000-200000 module m (5)");
	expect_regions(MBT_PHYSMAP, "0-400000");
}

static void nodes_and_flags_are_carried_over(void **state)
{
	(void)state;
	given_map("200000-400000:7 400000-500000:0");
	when("profile=linux-arm64");
	assert_int_equal(memblock_memory_set_node(&conversion.mb, 0x200000,
						  0x100000, 1), 0);
	assert_int_equal(memblock_mark_hotplug(&conversion.mb, 0x200000,
					       0x100000), 0);
	assert_int_equal(memblock_mark_mirror(&conversion.mb, 0x300000,
					      0x100000), 0);
	when_table();
	expect_regions(MBT_MEMORY,
		       "200000-300000:1@1 300000-400000:2 400000-500000:4");
}

static void a_node_parts_what_one_owner_has(void **state)
{
	(void)state;
	given_map("200000-400000:7");
	given_held(0x200000, 0x2000, OWNER_MODULE, "m");
	given_held(0x202000, 0x2000, OWNER_MODULE, "n");
	when("profile=linux-arm64");
	assert_int_equal(memblock_reserved_set_node(&conversion.mb, 0x201000,
						    0x2000, 1), 0);
	when_table();
	expect_regions(MBT_RESERVED,
		       "200000-201000 module m (5), 201000-202000@1 module m"
		       " (5), 202000-203000@1 module n (5), 203000-204000"
		       " module n (5)");
}

/* --- where they come from ------------------------------------------------ */

/* Descriptor numbers of each region, "0 | 2 1". */
static const char *text_of_sources(uint32_t tag)
{
	static char text[512];
	struct mbt_region r;
	uint32_t index;
	int n = 0;

	text[0] = '\0';
	for (uint32_t i = 0; mbt_region(section_of(tag), i, &r); i++) {
		n += sprintf(text + n, "%s", i ? " |" : "");
		for (uint32_t k = 0; k < r.source_count; k++) {
			mbt_entry(section_of(MBT_SOURCES), r.first_source + k,
				  &index, sizeof(index));
			n += sprintf(text + n, " %u", index);
		}
	}
	return text + (text[0] == ' ');
}

static void regions_say_which_descriptors_they_came_from(void **state)
{
	(void)state;
	given_map("300000-400000:7 100000-200000:4 0-a0000:7 200000-300000:7"
		  " 500000-600000:6 800000-900000:7 900000-900000:7");
	when("");
	when_table();
	expect_regions(MBT_MEMORY, "1000-a0000 100000-400000 800000-900000");
	assert_string_equal(text_of_sources(MBT_MEMORY), "2 | 1 3 0 | 5");
	assert_string_equal(text_of_sources(MBT_PHYSMAP),
			    "2 | 1 3 0 | 4 | 5");
	assert_string_equal(text_of_sources(MBT_RESERVED), "2 | 1");
}

/* The owners are told of what is reserved, never of more. */
static void what_was_freed_since_is_not_reserved(void **state)
{
	(void)state;
	given_map("200000-400000:7");
	given_held(0x200000, 0x2000, OWNER_MODULE, "m");
	given_held(0x300000, 0x2000, OWNER_MODULE, "n");
	when("profile=linux-arm64");
	assert_int_equal(memblock_phys_free(&conversion.mb, 0x301000, 0x1000),
			 0);
	when_table();
	expect_regions(MBT_RESERVED,
		       "200000-202000 module m (5), 300000-301000 module n"
		       " (5)");
}

static void a_node_beyond_16_bits_is_no_node(void **state)
{
	(void)state;
	given_map("200000-400000:7");
	when("profile=linux-arm64");
	memblock_memory_set_node(&conversion.mb, 0x200000, 0x100000, 65534);
	memblock_memory_set_node(&conversion.mb, 0x300000, 0x100000, 65535);
	when_table();
	expect_regions(MBT_MEMORY, "200000-300000@65534 300000-400000");
}

static void a_region_of_no_descriptor_says_so(void **state)
{
	(void)state;
	given_map("200000-300000:7");
	when("memmap=1M@16M");
	when_table();
	expect_regions(MBT_MEMORY, "200000-300000 1000000-1100000");
	assert_string_equal(text_of_sources(MBT_MEMORY), "0 |");
}

static void overlapping_descriptors_are_all_sources(void **state)
{
	(void)state;
	given_map("100000-900000:7 200000-300000:0 400000-500000:7");
	when("");
	when_table();
	expect_regions(MBT_MEMORY, "100000-200000 300000-900000");
	/* #1 ends before the second region, but #0, which reaches into it,
	 * stands before: a window has no holes. */
	assert_string_equal(text_of_sources(MBT_MEMORY), "0 | 0 1 2");
}

static void the_map_is_there_as_it_was(void **state)
{
	(void)state;
	given_map_stride(MAP, 56);
	when("");
	when_table();
	assert_int_equal(section_of(MBT_EFI_MAP)->entry_size, 56);
	assert_int_equal(section_of(MBT_EFI_MAP)->count, 5);
	assert_int_equal(section_of(MBT_EFI_MAP)->payload_size, 280);
	assert_memory_equal(section_of(MBT_EFI_MAP) + 1, capture.map.desc,
			    280);
}

static void doubtful_descriptors_have_a_record(void **state)
{
	struct mbt_record r;

	(void)state;
	given_map("100000-200000:7 180000-280000:7 300000-300000:7"
		  " 400000-500000:4:RUNTIME|WB");
	when("");
	when_table();
	assert_int_equal(section_of(MBT_RECORDS)->count, 3);
	assert_true(mbt_entry(section_of(MBT_RECORDS), 0, &r, sizeof(r)));
	assert_int_equal(r.descriptor, 1);
	assert_int_equal(r.doubts, MBT_DOUBT_OVERLAP);
	assert_int_equal(r.fate, MBT_FATE_MEMORY);
	assert_string_equal(mbt_string(table, r.why), "free memory");
	assert_true(mbt_entry(section_of(MBT_RECORDS), 1, &r, sizeof(r)));
	assert_int_equal(r.doubts, MBT_DOUBT_EMPTY);
	assert_int_equal(r.fate, MBT_FATE_SKIPPED);
	assert_true(mbt_entry(section_of(MBT_RECORDS), 2, &r, sizeof(r)));
	assert_int_equal(r.descriptor, 3);
	assert_int_equal(r.doubts, MBT_DOUBT_RUNTIME);
}

/* --- facts --------------------------------------------------------------- */

static void all_facts_are_found(void **state)
{
	struct mbt_platform platform;
	struct mbt_module module;
	struct mbt_kernel kernel;
	struct mbt_cpu cpu;

	(void)state;
	given_map(MAP);
	given_all_facts();
	when("");
	when_table();
	assert_true(mbt_entry(section_of(MBT_PLATFORM), 0, &platform,
			      sizeof(platform)));
	assert_int_equal(platform.rsdp, 0xe0014);
	assert_int_equal(platform.efi_system_table, 0x500018);
	assert_int_equal(platform.uefi_revision, 0x20046);
	assert_int_equal(platform.efi_desc_version, 1);
	assert_int_equal(platform.flags, MBT_PLATFORM_SECURE_BOOT);
	assert_string_equal(mbt_string(table, platform.vendor), "EDK II");
	assert_string_equal(mbt_string(table, platform.arch), "x86_64");
	assert_string_equal(mbt_cmdline(table), "console=ttyS0 quiet");
	assert_true(mbt_entry(section_of(MBT_MODULES), 1, &module,
			      sizeof(module)));
	assert_string_equal(mbt_string(table, module.name), "font");
	assert_string_equal(mbt_string(table, module.path), "\\fonts\\vga.psf");
	assert_true(mbt_entry(section_of(MBT_KERNEL), 0, &kernel,
			      sizeof(kernel)));
	assert_string_equal(mbt_string(table, kernel.path), "\\kernel.elf");
	assert_true(mbt_entry(section_of(MBT_CPU), 0, &cpu, sizeof(cpu)));
	assert_memory_equal(&cpu, facts.cpu, sizeof(cpu));
	assert_memory_equal(section_of(MBT_FRAMEBUFFER) + 1,
			    facts.framebuffers, sizeof(*facts.framebuffers));
	assert_memory_equal(section_of(MBT_DISTANCES) + 1, facts.distances,
			    4 * sizeof(*facts.distances));
	assert_int_equal(header_of()->flags, MBT_FLAG_FINAL);
}

static void without_facts_there_are_no_sections_of_them(void **state)
{
	(void)state;
	given_map(MAP);
	when("");
	when_table();
	assert_null(section_of(MBT_CPU));
	assert_null(section_of(MBT_KERNEL));
	assert_null(section_of(MBT_MODULES));
	assert_null(section_of(MBT_CMDLINE));
	assert_null(section_of(MBT_FRAMEBUFFER));
	assert_null(section_of(MBT_DISTANCES));
	assert_null(section_of(MBT_RECORDS));
	assert_null(section_of(MBT_LOST));
	assert_string_equal(mbt_cmdline(table), "");
}

static void the_header_says_how_it_was_made(void **state)
{
	(void)state;
	given_map(MAP);
	facts.simulated = true;
	when("mem=16M");
	when_table();
	assert_int_equal(header_of()->mem_limit, 0x1000000);
	assert_int_equal(header_of()->flags,
			 MBT_FLAG_CAPPED | MBT_FLAG_SIMULATED);
	when("mem=16M mem-kind=amount");
	when_table();
	assert_int_equal(header_of()->flags, MBT_FLAG_CAPPED |
			 MBT_FLAG_AMOUNT | MBT_FLAG_SIMULATED);
	when("");
	when_table();
	assert_true(header_of()->mem_limit == UINT64_MAX);
}

static void the_table_knows_where_it_is_and_holds_itself(void **state)
{
	struct mbt_region r;

	(void)state;
	given_map(MAP);
	given_all_facts();
	when("");
	assert_int_equal(write_table(0x10000, 0x440000), CORE_OK);
	expect_found("good");
	assert_int_equal(header_of()->phys_base, 0x440000);
	assert_int_equal(header_of()->capacity, 0x10000);
	assert_true(mbt_find_reserved(table, "table", "", &r));
	assert_int_equal(r.base, 0x440000);
	assert_int_equal(write_table(0x10000, 0x441000), CORE_OK);
	expect_found("header #0 is not reserved");
}

static void a_text_is_there_once(void **state)
{
	size_t found = 0;
	const char *text;

	(void)state;
	given_map(MAP);
	given_all_facts();
	when("");
	when_table();
	text = (const char *)(section_of(MBT_STRINGS) + 1);
	for (uint32_t i = 0; i < section_of(MBT_STRINGS)->count; i++)
		found += memcmp(text + i, "initrd", 7) == 0;
	/* As a name; "\\initrd" ends with it. */
	assert_int_equal(found, 2);
}

/* --- capacity ------------------------------------------------------------ */

static void table_space_is_enough_and_not_much_more(void **state)
{
	size_t space;

	(void)state;
	given_map(MAP);
	given_all_facts();
	when("");
	space = table_space(&conversion, &facts, 0);
	assert_int_equal(write_table(space, 0), CORE_OK);
	assert_null(section_of(MBT_LOST));
	/* All texts that there could be are 2 KiB more than those there are. */
	assert_in_range(space - table_len, 0, 2048);
}

static void table_space_grows_with_the_map_that_is_to_come(void **state)
{
	static struct efi_memory_desc map[200];
	size_t space;

	(void)state;
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
	/* A table of 4 GiB and more cannot be. */
	assert_int_equal(table_space(&conversion, &facts, UINT32_MAX), 0);
	assert_int_equal(table_space(&conversion, &facts, UINT32_MAX / 308),
			 0);
	assert_int_not_equal(table_space(&conversion, &facts,
					 UINT32_MAX / 308 - 1000), 0);
}

/* A descriptor in each way that a rule knows, all doubtful. */
static void table_space_holds_the_words_of_every_rule(void **state)
{
	static struct efi_memory_desc map[51];

	(void)state;
	for (uint32_t i = 0; i < 51; i++)
		map[i] = (struct efi_memory_desc){
			.type = i / 3,
			.phys_addr = ((uint64_t)i << 20) + 512,
			.num_pages = 16,
			.attribute = i % 3 == 0 ? EFI_ATTR_WB
				   : i % 3 == 1 ? EFI_ATTR_UC
						: EFI_ATTR_WB | EFI_ATTR_SP,
		};
	given_descriptors(map, 51, 48);
	when("");
	when_table();
	assert_null(section_of(MBT_LOST));
	assert_int_equal(section_of(MBT_RECORDS)->count, 51);
	when("profile=linux-arm64");
	when_table();
	assert_null(section_of(MBT_LOST));
}

/* What is lost, "records 3, sources 12" */
static const char *text_of_losses(void)
{
	static char text[256];
	struct mbt_lost lost;
	int n = 0;

	text[0] = '\0';
	for (uint32_t i = 0; mbt_entry(section_of(MBT_LOST), i, &lost,
				       sizeof(lost)); i++)
		n += sprintf(text + n, "%s%s %u", i ? ", " : "",
			     table_tag_name(lost.tag), lost.count);
	return text;
}

static void losses_come_in_order_and_are_told(void **state)
{
	static const char *const stages[] = {
		"", "records 1", "sources 5, records 1",
		"EFI map 6, sources 5, records 1",
		"distances 4, EFI map 6, sources 5, records 1",
	};
	size_t space, stage = 0, texts = 0, least = 0;
	char before[256] = "";

	(void)state;
	given_map(MAP " 3000000-3000000:7");
	given_all_facts();
	when("");
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
		/* What is given up must pay: not each stage is met. */
		do
			assert_in_range(++stage, 1, 4);
		while (strcmp(losses, stages[stage]) != 0);
	}
	assert_int_equal(stage, 4);
	/* 8 owners, arch and vendor, 3 names, 3 paths: nearly one by one. */
	assert_in_range(texts, 8, 16);
	/* Nothing but what cannot be left out. */
	assert_in_range(least, 1000, 1400);
	for (size_t n = least; n-- > 0;)
		assert_int_equal(write_table(n, 0), CORE_ENOSPC);
}

static void what_is_not_there_is_not_lost(void **state)
{
	(void)state;
	given_map(MAP);
	when("");
	/* No room for the map; records and distances there are none. */
	assert_int_equal(write_table(1100, 0), CORE_OK);
	assert_string_equal(text_of_losses(), "EFI map 5, sources 5");
}

static void a_module_needs_no_path(void **state)
{
	static const struct table_module module = { 0x200000, 0x1000, NULL,
						    NULL };

	(void)state;
	given_map("200000-400000:7");
	given_held(0x200000, 0x1000, OWNER_MODULE, NULL);
	facts.modules = &module;
	facts.module_cnt = 1;
	when("");
	when_table();
	assert_int_equal(((const struct mbt_module *)
			  (section_of(MBT_MODULES) + 1))->path, 0);
}

static void a_place_that_is_not_aligned_is_refused(void **state)
{
	static uint64_t room[1000];
	size_t used = 77;

	(void)state;
	given_map(MAP);
	when("");
	for (size_t i = 1; i < 8; i++)
		assert_int_equal(table_write((uint8_t *)room + i, 7000, 0,
					     &conversion, &facts, &used),
				 CORE_EINVAL);
	assert_int_equal(used, 77);
	assert_int_equal(room[0], 0);
}

static void a_stride_beyond_64_kib_loses_the_map_alone(void **state)
{
	(void)state;
	given_map_stride("200000-300000:7 300000-300000:7", 65544);
	when("");
	when_table();
	assert_string_equal(text_of_losses(),
			    "EFI map 2, sources 1, records 1");
	given_map_stride("200000-300000:7", 65528);
	when("");
	when_table();
	assert_null(section_of(MBT_LOST));
}

/* More texts than are searched: linear time, and nothing lost. */
static void ten_thousand_modules_are_no_trouble(void **state)
{
	enum { N = 10000 };
	static struct held held[N];
	static struct table_module modules[N];
	static char names[N][16];
	struct mbt_region r;

	(void)state;
	given_map("200000-100000000:7");
	for (size_t i = 0; i < N; i++) {
		phys_addr_t base = 0x200000 + i * 0x2000;

		sprintf(names[i], "module %zu", i);
		held[i] = (struct held){ base, 0x2000, OWNER_MODULE,
					 names[i] };
		modules[i] = (struct table_module){ base, 0x1234, names[i],
						    names[i] };
	}
	capture.held = held;
	capture.held_cnt = N;
	facts.modules = modules;
	facts.module_cnt = N;
	when("");
	when_table();
	expect_reserved("0-100000 200000-5020000");
	assert_true(mbt_find_reserved(table, "module", "module 9999", &r));
	assert_int_equal(r.base, 0x200000 + 9999 * 0x2000);
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, forget_table,       \
						   forget_table)
	const struct CMUnitTest tests[] = {
		test(the_sets_are_those_of_the_conversion),
		test(an_empty_map_of_memory_makes_a_table_too),
		test(what_is_held_has_owner_name_and_lifetime),
		test(neighbours_with_different_names_stay_apart),
		test(the_owner_who_stays_longest_has_the_page),
		test(a_cap_cuts_what_is_owned),
		test(nodes_and_flags_are_carried_over),
		test(a_node_parts_what_one_owner_has),
		test(regions_say_which_descriptors_they_came_from),
		test(what_was_freed_since_is_not_reserved),
		test(a_node_beyond_16_bits_is_no_node),
		test(a_region_of_no_descriptor_says_so),
		test(overlapping_descriptors_are_all_sources),
		test(the_map_is_there_as_it_was),
		test(doubtful_descriptors_have_a_record),
		test(all_facts_are_found),
		test(without_facts_there_are_no_sections_of_them),
		test(the_header_says_how_it_was_made),
		test(the_table_knows_where_it_is_and_holds_itself),
		test(a_text_is_there_once),
		test(table_space_is_enough_and_not_much_more),
		test(table_space_grows_with_the_map_that_is_to_come),
		test(table_space_holds_the_words_of_every_rule),
		test(losses_come_in_order_and_are_told),
		test(what_is_not_there_is_not_lost),
		test(a_module_needs_no_path),
		test(a_place_that_is_not_aligned_is_refused),
		test(a_stride_beyond_64_kib_loses_the_map_alone),
		test(ten_thousand_modules_are_no_trouble),
	};

	return cmocka_run_group_tests_name("table_write", tests, NULL, NULL);
}
