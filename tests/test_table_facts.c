/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/table/write_facts.c: what is not part of the conversion, and the
 * header.
 */
#include "tests/lib/test.h"

#include "tests/lib/giventable.h"

FIXTURE(forget_table, forget_table);

TEST(all_facts_are_in_the_table)
{
	struct mbt_platform platform;
	struct mbt_module module;
	struct mbt_kernel kernel;
	struct mbt_cpu cpu;

	given_map(LOADER_MAP);
	given_all_facts();
	when("");
	when_table();
	assert_true(mbt_get_entry(section_of(MBT_PLATFORM), 0, &platform,
				  sizeof(platform)));
	assert_int_equal(platform.rsdp, 0xe0014);
	assert_int_equal(platform.efi_system_table, 0x500018);
	assert_int_equal(platform.uefi_revision, 0x20046);
	assert_int_equal(platform.efi_desc_version, 1);
	assert_int_equal(platform.flags, MBT_PLATFORM_SECURE_BOOT);
	assert_string_equal(mbt_string(table, platform.vendor), "EDK II");
	assert_string_equal(mbt_string(table, platform.arch), "x86_64");
	assert_string_equal(mbt_cmdline(table), "console=ttyS0 quiet");
	assert_true(mbt_get_entry(section_of(MBT_MODULES), 1, &module,
				  sizeof(module)));
	assert_string_equal(mbt_string(table, module.name), "font");
	assert_string_equal(mbt_string(table, module.path), "\\fonts\\vga.psf");
	assert_int_equal(module.cmdline, 0);
	assert_true(mbt_get_entry(section_of(MBT_MODULES), 0, &module,
				  sizeof(module)));
	assert_string_equal(mbt_string(table, module.cmdline), "root=/dev/sda");
	assert_true(mbt_get_entry(section_of(MBT_KERNEL), 0, &kernel,
				  sizeof(kernel)));
	assert_string_equal(mbt_string(table, kernel.path), "\\kernel.elf");
	assert_int_equal(kernel.slide, 0x200000);
	assert_true(mbt_get_entry(section_of(MBT_CPU), 0, &cpu, sizeof(cpu)));
	assert_memory_equal(&cpu, facts.cpu, sizeof(cpu));
	assert_memory_equal(section_of(MBT_FRAMEBUFFER) + 1, facts.framebuffers,
			    sizeof(*facts.framebuffers));
	assert_int_equal(header_of()->flags, MBT_FLAG_FINAL);
}

TEST(facts_of_version_1_1_are_in_the_table)
{
	struct mbt_boot boot;

	given_map(LOADER_MAP);
	given_all_facts();
	when("");
	when_table();
	assert_memory_equal(section_of(MBT_SERIAL) + 1, facts.serial,
			    sizeof(*facts.serial));
	assert_memory_equal(section_of(MBT_SYMBOLS) + 1, facts.symbols,
			    sizeof(*facts.symbols));
	assert_int_equal(section_of(MBT_EDID)->count, 128);
	assert_memory_equal(section_of(MBT_EDID) + 1, facts.edid, 128);
	assert_true(
		mbt_get_entry(section_of(MBT_BOOT), 0, &boot, sizeof(boot)));
	assert_int_equal(boot.time, 1700000000);
	assert_memory_equal(boot.disk, facts.boot->disk, 16);
	assert_memory_equal(boot.partition, facts.boot->partition, 16);
	assert_string_equal(mbt_string(table, boot.loader), "memblock.efi");
	assert_string_equal(mbt_string(table, boot.loader_version), "1.1");
}

TEST(processors_are_in_the_table)
{
	given_map(LOADER_MAP);
	given_all_facts();
	when("");
	when_table();
	assert_int_equal(section_of(MBT_PROCESSORS)->count, 2);
	assert_memory_equal(section_of(MBT_PROCESSORS) + 1, facts.processors,
			    2 * sizeof(*facts.processors));
	facts.processor_cnt = 0;
	when_table();
	assert_null(section_of(MBT_PROCESSORS));
}

TEST(without_facts_there_are_no_sections_of_them)
{
	given_map(LOADER_MAP);
	when("");
	when_table();
	assert_null(section_of(MBT_CPU));
	assert_null(section_of(MBT_KERNEL));
	assert_null(section_of(MBT_MODULES));
	assert_null(section_of(MBT_CMDLINE));
	assert_null(section_of(MBT_FRAMEBUFFER));
	assert_null(section_of(MBT_DISTANCES));
	assert_null(section_of(MBT_ANOMALIES));
	assert_null(section_of(MBT_LOST));
	assert_null(section_of(MBT_SERIAL));
	assert_null(section_of(MBT_EDID));
	assert_null(section_of(MBT_BOOT));
	assert_null(section_of(MBT_SYMBOLS));
	assert_string_equal(mbt_cmdline(table), "");
}

/* Two nodes; slit NULL: none. */
static void given_two_nodes(const char *slit)
{
	given_map("100000-8000000:7 8000000-10000000:7");
	given_nodes("mem:0:100000-8000000 mem:1:8000000-10000000", slit);
}

TEST(distances_are_those_of_the_slit)
{
	static const struct mbt_distance wanted[] = {
		{ 0, 0, 10 },
		{ 0, 1, 21 },
		{ 1, 0, 31 },
		{ 1, 1, 10 },
	};

	given_two_nodes("10 21 / 31 10");
	when("");
	when_table();
	assert_int_equal(section_of(MBT_DISTANCES)->count, 4);
	assert_memory_equal(section_of(MBT_DISTANCES) + 1, wanted,
			    sizeof(wanted));
	assert_int_equal(region_of(MBT_MEMORY, 1)->nid, 1);
}

TEST(three_nodes_have_nine_distances)
{
	struct mbt_distance last;

	given_map("100000-8000000:7 8000000-10000000:7"
		  " 10000000-18000000:7");
	given_nodes("mem:0:100000-8000000 mem:1:8000000-10000000"
		    " mem:2:10000000-18000000",
		    "10 21 22 / 31 10 32 / 41 42 10");
	when("");
	when_table();
	assert_int_equal(section_of(MBT_DISTANCES)->count, 9);
	assert_true(mbt_get_entry(section_of(MBT_DISTANCES), 7, &last,
				  sizeof(last)));
	assert_int_equal(last.from, 2);
	assert_int_equal(last.to, 1);
	assert_int_equal(last.distance, 42);
}

TEST(without_a_slit_there_are_no_distances)
{
	given_two_nodes(NULL);
	when("");
	when_table();
	assert_null(section_of(MBT_DISTANCES));
}

/* Not a distance to a node that nothing has. */
TEST(without_nodes_there_are_no_distances)
{
	given_two_nodes("10 21 / 31 10");
	when("numa=off");
	when_table();
	assert_null(section_of(MBT_DISTANCES));
}

TEST(the_header_says_how_it_was_made)
{
	given_map(LOADER_MAP);
	facts.simulated = true;
	when("mem=16M");
	when_table();
	assert_int_equal(header_of()->mem_limit, 0x1000000);
	assert_int_equal(header_of()->flags,
			 MBT_FLAG_CAPPED | MBT_FLAG_SIMULATED);
	when("mem=16M mem-kind=amount");
	when_table();
	assert_int_equal(header_of()->flags, MBT_FLAG_CAPPED | MBT_FLAG_AMOUNT |
						     MBT_FLAG_SIMULATED);
	when("");
	when_table();
	assert_true(header_of()->mem_limit == UINT64_MAX);
}

TEST(the_table_knows_where_it_is_and_holds_itself)
{
	struct mbt_region r;

	given_map(LOADER_MAP);
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

TEST(a_module_needs_no_path)
{
	static const struct table_module module = { 0x200000, 0x1000, NULL,
						    NULL, NULL };

	given_map("200000-400000:7");
	given_loader_range(0x200000, 0x1000, OWNER_MODULE, NULL);
	facts.modules = &module;
	facts.module_cnt = 1;
	when("");
	when_table();
	assert_int_equal(
		((const struct mbt_module *)(section_of(MBT_MODULES) + 1))
			->path,
		0);
}

TEST(a_string_is_stored_once)
{
	size_t found = 0;
	const char *text;

	given_map(LOADER_MAP);
	given_all_facts();
	when("");
	when_table();
	text = (const char *)(section_of(MBT_STRINGS) + 1);
	for (uint32_t i = 0; i < section_of(MBT_STRINGS)->count; i++)
		found += memcmp(text + i, "initrd", 7) == 0;
	/* As a name; "\\initrd" ends with it. */
	assert_int_equal(found, 2);
}
