/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Each version is frozen: tests/golden/table-v1.bin (1.0), table-v1.1.bin and
 * table-v1.2.bin were written by its first writer, with a section of each kind,
 * from one map.
 * The writer still produces the bytes of the newest one, and readers must
 * always read all of them.
 *
 * Texts such as the owners' names are not part of the format. If one of them
 * changes, GOLDEN=write in the environment rewrites the file; a change of
 * anything else is a new version.
 */
#include "tests/lib/test.h"

#include "tests/lib/giventable.h"
#include "tests/lib/parsed.h"

#define GOLDEN_1_0 "tests/golden/table-v1.bin"
#define GOLDEN_1_1 "tests/golden/table-v1.1.bin"
#define GOLDEN     "tests/golden/table-v1.2.bin"

/* Everything that a table may contain, except losses. */
static void given_golden(void)
{
	given_map("0-a0000:7 100000-200000:4 200000-1000000:7 "
		  "1000000-1010000:6:WB|RUNTIME 1010000-2000000:7 "
		  "1ff0000-2000000:0 3000000-3000000:7 "
		  "4000000-5000000:7:WB|MORE_RELIABLE");
	given_all_facts();
	when("kernelcore=mirror mem=72M");
	given_distances();
	assert_int_equal(write_table(0x10000, 0x440000), CORE_OK);
}

static void write_golden(void)
{
	FILE *f = fopen(GOLDEN, "wb");

	if (f) {
		fwrite(table, 1, table_len, f);
		fclose(f);
	}
}

static uint8_t *read_golden(const char *path, size_t *ret_len)
{
	char *bytes = read_whole(path, ret_len);

	assert_non_null(bytes);
	return (uint8_t *)bytes;
}

FIXTURE(forget_table, forget_table);

TEST(the_writer_still_writes_version_1_2)
{
	const char *write = getenv("GOLDEN");
	uint8_t *golden;
	size_t len;

	given_golden();
	if (write && strcmp(write, "write") == 0)
		write_golden();
	golden = read_golden(GOLDEN, &len);
	for (size_t i = 0; i < len && i < table_len; i++)
		if (golden[i] != table[i] && (i < 24 || i >= 28))
			fail_msg("byte %zu is 0x%02x, was 0x%02x", i, table[i],
				 golden[i]);
	assert_int_equal(table_len, len);
	free(golden);
}

/* What all versions say. */
static void expect_golden(const char *path, uint32_t last_tag)
{
	struct table_fault fault = { 0 };
	struct mbt_module initrd;

	free(table);
	table = read_golden(path, &table_len);
	assert_int_equal(mbt_check(table, (uint32_t)table_len), MBT_OK);
	assert_int_equal(table_validate(table, table_len, &fault), CORE_OK);
	assert_int_equal(header_of()->version_major, 1);
	assert_int_equal(header_of()->phys_base, 0x440000);
	assert_int_equal(header_of()->mem_limit, 72 << 20);
	expect_regions(MBT_MEMORY, "1000-a0000 100000-1000000"
				   " 1010000-1ff0000 4000000-4800000:2");
	expect_regions(MBT_PHYSMAP, "0-a0000 100000-2000000 4000000-5000000");
	assert_string_equal(mbt_cmdline(table), "console=ttyS0 quiet");
	assert_true(mbt_get_entry(section_of(MBT_MODULES), 0, &initrd,
				  sizeof(initrd)));
	assert_int_equal(initrd.base, 0x400000);
	assert_string_equal(mbt_string(table, initrd.cmdline),
			    last_tag >= MBT_SYMBOLS ? "root=/dev/sda" : "");
	for (uint32_t tag = MBT_MEMORY; tag <= last_tag; tag++)
		if (tag != MBT_LOST && section_of(tag) == NULL)
			fail_msg("%s has no %s", path, table_tag_name(tag));
}

TEST(version_1_0_is_still_read)
{
	struct mbt_kernel kernel;

	expect_golden(GOLDEN_1_0, MBT_KERNEL);
	assert_int_equal(header_of()->version_minor, 0);
	assert_true(mbt_get_entry(section_of(MBT_KERNEL), 0, &kernel,
				  sizeof(kernel)));
	assert_int_equal(kernel.slide, 0);
}

TEST(version_1_1_is_still_read)
{
	expect_golden(GOLDEN_1_1, MBT_SYMBOLS);
	assert_int_equal(header_of()->version_minor, 1);
	assert_null(section_of(MBT_PROCESSORS));
}

TEST(version_1_2_is_still_read)
{
	struct mbt_processor second;

	expect_golden(GOLDEN, MBT_PROCESSORS);
	assert_int_equal(header_of()->version_minor, 2);
	assert_true(mbt_get_entry(section_of(MBT_PROCESSORS), 1, &second,
				  sizeof(second)));
	assert_int_equal(second.id, 0x101);
	assert_int_equal(second.mailbox, 0x487ff0);
}

static void expect_rebuilt(const char *path)
{
	struct memblock_region store[60];
	struct memblock theirs;

	free(table);
	table = read_golden(path, &table_len);
	memblock_init(&theirs, store, 60);
	assert_int_equal(memblock_from_table(&theirs, table), CORE_OK);
	assert_true(memblock_equal(&theirs, &conversion.mb));
}

TEST(its_memblock_is_still_rebuilt)
{
	given_golden();
	expect_rebuilt(GOLDEN);
	expect_rebuilt(GOLDEN_1_0);
}
