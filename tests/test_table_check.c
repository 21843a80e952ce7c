/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Each rule of docs/table.md for the header and the sections is broken once;
 * tests/test_table_check_sets.c has those for regions.
 */
#include "tests/lib/test.h"

#include "tests/lib/giventable.h"

FIXTURE(given_loader_table, forget_table);

TEST(the_header_is_consistent)
{
	struct mbt_header *h = header_of();

	breaks(h->page_size, 16384,
	       "header #0 has a page size other than 4096");
	breaks(h->mem_limit, UINT64_MAX,
	       "header #0 has flags that contradict mem_limit");
	breaks(h->flags, MBT_FLAG_FINAL,
	       "header #0 has flags that contradict mem_limit");
	breaks(h->flags, h->flags | MBT_FLAG_TRUNCATED,
	       "header #0 is truncated without a list of what is lost, or has "
	       "one without being truncated");
	breaks(h->total_ram, h->total_ram + 4096,
	       "header #0 has a total_ram that is not the size of physmap");
	breaks(h->section_count, h->section_count - 1,
	       "header #0 has bytes after its last section");
	breaks(h->phys_base, 0x100000000, "header #0 is not reserved");
	breaks(h->phys_base, 0x440008, "header #0 is not page-aligned");
	breaks(h->version_major, 2, "header #0 has an unknown major version");
}

TEST(an_amount_needs_a_limit)
{
	given_map("200000-300000:7");
	facts = (struct table_facts){ 0 };
	when("");
	when_table();
	breaks(header_of()->flags, MBT_FLAG_AMOUNT,
	       "header #0 has flags that contradict mem_limit");
}

TEST(sections_have_a_valid_format)
{
	breaks(section_of(MBT_CMDLINE)->tag, 100, "good");
	breaks(section_of(MBT_MEMORY)->tag, 0x80000001,
	       "header #0 has an unknown critical section");
	breaks(section_of(MBT_MEMORY)->flags, 0,
	       "memory #0 is not marked as critical");
	breaks(section_of(MBT_RESERVED)->flags, 2,
	       "reserved #0 is not marked as critical");
	breaks(section_of(MBT_PHYSMAP)->flags, MBT_CRITICAL, "good");
	breaks(section_of(MBT_PHYSMAP)->tag, 0x80000001,
	       "physmap #0 is missing");
	breaks(section_of(MBT_STRINGS)->tag, 0x80000001,
	       "strings #0 is missing");
	breaks(section_of(MBT_PLATFORM)->count, 0,
	       "platform #0 does not have exactly one entry");
	breaks(section_of(MBT_CPU)->entry_size, 48,
	       "processor #0 has entries of a wrong size");
	breaks(section_of(MBT_MEMORY)->count, 2,
	       "memory #0 has more after its entries than zeros up to a "
	       "multiple of 8");
	breaks(((uint8_t *)entry_of(MBT_CMDLINE, 0))[23], 1,
	       "command line #0 "
	       "has more after its entries than zeros up to a multiple of 8");
	breaks(section_of(MBT_EFI_MAP)->entry_size, 44,
	       "EFI map #0 has more after its entries than zeros up to a "
	       "multiple of 8");
}

/* Texts have bytes for entries, in every version. */
TEST(strings_have_entries_of_one_byte)
{
	change_entry_size(MBT_CMDLINE, 2);
	expect_found("command line #0 has entries of a wrong size");
}

TEST(anomalies_are_in_the_order_of_descriptors)
{
	struct mbt_anomaly *record = entry_of(MBT_ANOMALIES, 0);

	breaks(record->descriptor, 6,
	       "anomalies #0 names no anomaly, or is not about a later "
	       "descriptor");
	breaks(record->anomalies, 0,
	       "anomalies #0 names no anomaly, or is not about a later "
	       "descriptor");
	breaks(record->why, 3,
	       "anomalies #0 refers to a string that does not exist");
}

TEST(strings_must_end_with_a_nul)
{
	char *strings = entry_of(MBT_STRINGS, 0);
	char *cmdline = entry_of(MBT_CMDLINE, 0);

	breaks(strings[0], 'x', "strings #0 has a NUL too many or too few");
	breaks(strings[section_of(MBT_STRINGS)->count - 1], 'x',
	       "strings #0 has a NUL too many or too few");
	breaks(cmdline[3], '\0',
	       "command line #3 has a NUL too many or too few");
	breaks(cmdline[19], 'x',
	       "command line #19 has a NUL too many or too few");
}

TEST(loaded_objects_must_be_reserved)
{
	struct mbt_module *module = entry_of(MBT_MODULES, 1);
	char *strings = entry_of(MBT_STRINGS, 0);
	struct mbt_kernel *kernel = entry_of(MBT_KERNEL, 0);
	struct mbt_cpu *cpu = entry_of(MBT_CPU, 0);

	breaks(module->base, 0x420800, "modules #1 is not page-aligned");
	breaks(module->base, 0x500000, "modules #1 is not reserved");
	breaks(module->size, 0x1001, "modules #1 is not reserved");
	breaks(module->size, UINT64_MAX, "modules #1 is not reserved");
	breaks(module->path, 2,
	       "modules #1 refers to a string that does not exist");
	breaks(strings[module->path], '\0',
	       "modules #1 refers to a string that does not exist");
	breaks(kernel->size, 0x80001, "kernel #0 is not reserved");
	breaks(kernel->path, 2,
	       "kernel #0 refers to a string that does not exist");
	breaks(cpu->stack_base, 0x400000, "good");
	breaks(cpu->stack_size, 0x10001, "processor #0 is not reserved");
	breaks(cpu->page_table, 0x10000000, "processor #0 is not reserved");
}

TEST(other_facts_must_be_valid)
{
	struct mbt_platform *platform = entry_of(MBT_PLATFORM, 0);
	struct mbt_framebuffer *fb = entry_of(MBT_FRAMEBUFFER, 0);

	breaks(platform->arch, 2,
	       "platform #0 refers to a string that does not exist");
	breaks(fb->pitch, 5119,
	       "framebuffer #0 has lines that exceed its size");
	breaks(fb->height, 801,
	       "framebuffer #0 has lines that exceed its size");
	breaks(fb->base, UINT64_MAX,
	       "framebuffer #0 has lines that exceed its size");
}

TEST(a_line_of_one_bit_takes_a_byte)
{
	struct mbt_framebuffer *fb = entry_of(MBT_FRAMEBUFFER, 0);

	fb->width = fb->height = 1;
	fb->bits_per_pixel = 1;
	breaks(fb->pitch, 0, "framebuffer #0 has lines that exceed its size");
}

TEST(a_table_that_goes_beyond_its_length_is_refused)
{
	struct table_fault fault;
	size_t used = header_of()->used_size;

	assert_int_equal(table_validate(table, used, &fault), CORE_OK);
	assert_int_equal(table_validate(table, used - 8, &fault), CORE_EFORMAT);
	assert_int_equal(fault.problem, TABLE_SIZE);
}

TEST(the_whole_framebuffer_is_addressable)
{
	struct mbt_framebuffer *fb = entry_of(MBT_FRAMEBUFFER, 0);

	breaks(fb->base, UINT64_MAX - fb->size, "good");
	breaks(fb->base, UINT64_MAX - fb->size + 1,
	       "framebuffer #0 has lines that exceed its size");
}

TEST(each_framebuffer_is_checked)
{
	struct mbt_framebuffer two[2] = { *facts.framebuffers,
					  *facts.framebuffers };

	facts.framebuffers = two;
	facts.framebuffer_cnt = 2;
	when_table();
	two[1].pitch = 0;
	assert_int_equal(write_table(table_space(&conversion, &facts, 0), 0),
			 CORE_OK);
	expect_found("framebuffer #1 has lines that exceed its size");
}

/* The two touch, and have different owners. */
TEST(what_was_loaded_may_extend_over_several_reserved_regions)
{
	static const struct table_module module = { 0x200000, 0x2000, "a", NULL,
						    NULL };

	given_map("100000-400000:7");
	given_loader_range(0x200000, 0x1000, OWNER_MODULE, "a");
	given_loader_range(0x201000, 0x1000, OWNER_MODULE, "b");
	facts = (struct table_facts){ .modules = &module, .module_cnt = 1 };
	when("profile=linux-arm64");
	when_table();
	breaks(((struct mbt_module *)entry_of(MBT_MODULES, 0))->size, 0x2001,
	       "modules #0 is not reserved");
}

TEST(losses_must_be_real)
{
	struct mbt_lost *lost;

	assert_int_equal(write_table(2300, 0), CORE_OK);
	lost = entry_of(MBT_LOST, 0);
	breaks(lost->count, 0, "lost #0 names nothing that is lost");
	breaks(lost->tag, 0, "lost #0 names nothing that is lost");
	breaks(header_of()->flags, header_of()->flags & ~1u,
	       "header #0 is truncated without a list of what is lost, or has "
	       "one without being truncated");
}

TEST(each_loss_is_checked)
{
	struct mbt_lost *lost;

	assert_int_equal(write_table(2300, 0), CORE_OK);
	assert_in_range(section_of(MBT_LOST)->count, 2, 5);
	lost = entry_of(MBT_LOST, 1);
	breaks(lost->count, 0, "lost #1 names nothing that is lost");
}

/* Padding is shorter than 8 bytes. */
TEST(a_payload_may_not_be_8_bytes_too_long)
{
	add_section(MBT_DISTANCES, 0, 8, 1, 16);
	expect_found("distances #0 has more after its entries than zeros up to "
		     "a multiple of 8");
}

static void swap_sources(uint32_t i, uint32_t j)
{
	uint32_t *sources = entry_of(MBT_SOURCES, 0);
	uint32_t was = sources[i];

	sources[i] = sources[j];
	sources[j] = was;
}

TEST(sources_are_in_the_order_of_addresses)
{
	swap_sources(2, 3);
	expect_found("sources #3 is not the next descriptor by address");
}

TEST(sources_at_one_address_are_in_the_order_of_the_map)
{
	given_map("200000-300000:7 200000-300000:7 200000-300000:7");
	facts = (struct table_facts){ 0 };
	when("");
	when_table();
	swap_sources(1, 2);
	expect_found("sources #2 is not the next descriptor by address");
}

TEST(a_map_with_an_odd_stride_is_found)
{
	given_map("200000-300000:7 300000-400000:7");
	facts = (struct table_facts){ 0 };
	when("");
	when_table();
	memset((uint8_t *)entry_of(MBT_EFI_MAP, 0) + 92, 0, 4);
	section_of(MBT_EFI_MAP)->count = 1;
	section_of(MBT_EFI_MAP)->entry_size = 92;
	expect_found(
		"EFI map #0 has a descriptor size that is not a multiple of 8");
}

TEST(anomalies_must_ascend)
{
	struct mbt_anomaly *record;

	given_map("200000-200000:7 200000-300000:7 300000-300000:7");
	facts = (struct table_facts){ 0 };
	when("");
	when_table();
	record = entry_of(MBT_ANOMALIES, 1);
	assert_int_equal(record->descriptor, 2);
	breaks(record->descriptor, 0,
	       "anomalies #1 names no anomaly, or is not about a later "
	       "descriptor");
}

/* A kernel knows the length of the table only from the table itself. */
TEST(a_table_of_unknown_length_is_as_long_as_it_says)
{
	struct table_fault fault;

	assert_int_equal(table_validate(table, SIZE_MAX, &fault), CORE_OK);
}

TEST(an_empty_section_with_the_end_tag_is_skipped)
{
	add_section(MBT_END, 0, 7, 1, 8);
	expect_found("good");
}

TEST(an_empty_section_of_strings_lacks_its_nul)
{
	struct mbt_section *strings;

	given_map("200000-300000:7");
	facts = (struct table_facts){ 0 };
	when("");
	when_table();
	strings = section_of(MBT_STRINGS);
	header_of()->used_size -= strings->payload_size;
	strings->count = 0;
	strings->payload_size = 0;
	expect_found("strings #0 has a NUL too many or too few");
}

TEST(anomalies_need_a_map)
{
	for (uint32_t i = 0; i < section_of(MBT_MEMORY)->count; i++)
		region_of(MBT_MEMORY, i)->source_count = 0;
	section_of(MBT_SOURCES)->tag = 0x80000001;
	section_of(MBT_EFI_MAP)->tag = 0x80000002;
	expect_found("anomalies #0 names no anomaly, or is not about a later "
		     "descriptor");
}

TEST(every_problem_and_every_section_has_a_text)
{
	for (int i = 0; i < TABLE_PROBLEM_COUNT; i++)
		assert_non_null(table_problem_text((enum table_problem)i));
	for (uint32_t tag = 0; tag < MBT_KNOWN_TAGS; tag++)
		assert_non_null(table_tag_name(tag));
	assert_string_equal(table_tag_name(MBT_KNOWN_TAGS), "unknown");
	assert_string_equal(table_tag_name(UINT32_MAX), "unknown");
}
