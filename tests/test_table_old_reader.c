/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A kernel with the header of version 1.0 reads a table of version 1.2: unknown
 * sections are skipped, and longer entries are as they were.
 */
#include "tests/lib/test.h"

#include "tests/golden/table-v1.0.h"
#include "tests/lib/parsed.h"

static char *table;
static size_t len;

static TEST_STEP(read_table)
{
	table = read_whole("tests/golden/table-v1.2.bin", &len);
	return table == NULL;
}

static TEST_STEP(forget)
{
	free(table);
	return 0;
}

GROUP_FIXTURE(read_table, forget);

TEST(an_old_reader_accepts_a_newer_table)
{
	const struct mbt_header *header = (const void *)table;

	assert_int_equal(MBT_VERSION_MINOR, 0);
	assert_int_equal(header->version_minor, 2);
	assert_int_equal(mbt_check(table, (uint32_t)len), MBT_OK);
}

TEST(an_old_reader_finds_the_sets)
{
	struct mbt_free range = { 0 };
	struct mbt_region region;
	uint64_t bytes = 0;

	while (mbt_next_free(table, &range))
		bytes += range.end - range.base;
	assert_int_equal(bytes, 0x2513000);
	assert_true(mbt_find_reserved(table, "module", "initrd", &region));
	assert_int_equal(region.base, 0x400000);
	assert_string_equal(mbt_cmdline(table), "console=ttyS0 quiet");
}

/* Each entry has 8 bytes more than the reader knows. */
TEST(an_old_reader_steps_over_longer_entries)
{
	const struct mbt_section *modules =
		mbt_find_section(table, MBT_MODULES);
	struct mbt_module module;
	struct mbt_kernel kernel;

	assert_int_equal(modules->entry_size, sizeof(module) + 8);
	assert_true(mbt_get_entry(modules, 1, &module, sizeof(module)));
	assert_int_equal(module.base, 0x420000);
	assert_string_equal(mbt_string(table, module.name), "font");
	assert_true(mbt_get_entry(mbt_find_section(table, MBT_KERNEL), 0,
				  &kernel, sizeof(kernel)));
	assert_string_equal(mbt_string(table, kernel.path), "\\kernel.elf");
	assert_int_equal(kernel.pad, 0);
}

TEST(an_old_reader_does_not_know_the_new_sections)
{
	for (uint32_t tag = 16; tag < 20; tag++) {
		const struct mbt_section *section =
			mbt_find_section(table, tag);

		assert_non_null(section);
		assert_true(tag >= MBT_KNOWN_TAGS);
		assert_false(section->flags & MBT_CRITICAL);
	}
}
