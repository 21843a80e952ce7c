/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/facts/page_walk.c, protection.c: what page tables allow. */
#include "tests/lib/test.h"

#include "core/base/bytes.h"
#include "efi/facts/protection.h"
#include "tests/lib/fake_cpu.h"
#include "tests/lib/fake_efi.h"

#define ENTRIES 512
#define NX      (UINT64_C(1) << 63)

/* Four levels of tables for x86, then an image. */
static _Alignas(4096) uint64_t tables[5][ENTRIES];
static struct efi_memory_desc descs[2];
static struct efimap map;
static struct page_walk walk;

static uint64_t at(const void *place)
{
	return (uintptr_t)place;
}

/* Page 0 is absent, page 1 code, page 2 data, page 3 both; then 2 MiB of data
 * and a GiB of both. */
static TEST_STEP(set_up)
{
	memset(tables, 0, sizeof(tables));
	tables[0][0] = at(tables[1]) | 3;
	tables[1][0] = at(tables[2]) | 3;
	tables[1][1] = 0x40000000 | 0x83;
	tables[2][0] = at(tables[3]) | 3;
	tables[2][1] = 0x200000 | 0x83 | NX;
	tables[3][1] = 0x1000 | 1;
	tables[3][2] = 0x2000 | 3 | NX;
	tables[3][3] = 0x3000 | 3;
	descs[0] = (struct efi_memory_desc){ .type = EFI_BOOT_SERVICES_DATA,
					     .phys_addr = at(tables),
					     .num_pages = 5 };
	descs[1] = (struct efi_memory_desc){ .type = EFI_CONVENTIONAL_MEMORY,
					     .phys_addr = 0,
					     .num_pages = 512 };
	map = (struct efimap){ descs, sizeof(descs), sizeof(*descs), 1 };
	walk = (struct page_walk){
		.format = &paging_x86_64,
		.tables = { at(tables), 4, NX, true },
		.map = &map,
	};
	return 0;
}

static void expect_rights(uint64_t address, unsigned int rights, uint64_t end)
{
	uint64_t found_end;

	assert_int_equal(page_walk_look(&walk, address, &found_end), rights);
	assert_int_equal(found_end, end);
}

FIXTURE(set_up, NULL);

#define READ  PAGE_PRESENT
#define WRITE (PAGE_PRESENT | PAGE_WRITABLE)
#define CODE  (PAGE_PRESENT | PAGE_EXECUTABLE)
#define ALL   (WRITE | CODE)

TEST(pages_of_each_size_have_their_rights)
{
	expect_rights(0, 0, 0x1000);
	expect_rights(0x1fff, CODE, 0x2000);
	expect_rights(0x2000, WRITE, 0x3000);
	expect_rights(0x3000, ALL, 0x4000);
	expect_rights(0x200000, WRITE, 0x400000);
	expect_rights(0x400000, 0, 0x600000);
	expect_rights(0x40000000, ALL, 0x80000000);
	expect_rights(UINT64_C(1) << 39, 0, UINT64_C(1) << 40);
}

TEST(a_table_of_x86_restricts_what_is_below_it)
{
	tables[2][0] = at(tables[3]) | 1 | NX;
	expect_rights(0x3000, READ, 0x4000);
}

TEST(without_nx_and_write_protection_all_is_allowed)
{
	walk.tables.no_execute = 0;
	walk.tables.write_protect = false;
	expect_rights(0x1000, ALL, 0x2000);
	expect_rights(0x2000, ALL, 0x3000);
}

TEST(entries_of_arm_are_read)
{
	walk.format = &paging_aarch64;
	walk.tables.no_execute = paging_aarch64.no_execute;
	tables[2][1] = 0x200000 | 1;
	tables[2][2] = 0x400000 | 1 | UINT64_C(1) << 53;
	tables[3][1] = 0x1000 | 3 | 1 << 7;
	tables[1][1] = 0;
	expect_rights(0x200000, ALL, 0x400000);
	expect_rights(0x400000, WRITE, 0x600000);
	expect_rights(0x1000, CODE, 0x2000);
}

TEST(a_table_may_be_in_the_last_page_of_a_descriptor)
{
	descs[0].num_pages = 4;
	expect_rights(0x1000, CODE, 0x2000);
	assert_false(walk.lost);
}

TEST(bytes_with_rights_are_counted)
{
	struct range all = { 0, page_walk_end(&walk) };

	assert_int_equal(page_walk_end(&walk), UINT64_C(1) << 48);
	assert_int_equal(page_walk_count(&walk, all, ALL), 0x40001000);
	assert_int_equal(page_walk_count(&walk, all, PAGE_PRESENT), 0x40203000);
	assert_int_equal(page_walk_count(&walk,
					 (struct range){ 0x1800, 0x1000 },
					 PAGE_WRITABLE),
			 0x800);
	assert_false(walk.lost);
}

TEST(a_table_where_the_map_has_no_memory_is_not_read)
{
	tables[2][0] = 0xdead000 | 3;
	assert_int_equal(page_walk_count(&walk, (struct range){ 0, 0x4000 },
					 PAGE_PRESENT),
			 0);
	assert_true(walk.lost);
}

/* --- images --------------------------------------------------------------- */

/* A PE header with two sections: code at 0x1000, data at 0x2000. */
static uint8_t *put_image(void)
{
	uint8_t *image = (uint8_t *)tables[4];

	memset(image, 0, 4096);
	put_le(image + 0x3c, 0x80, 4);
	put_le(image + 0x80 + 6, 2, 2);
	put_le(image + 0x80 + 20, 16, 2);
	for (size_t i = 0; i < 2; i++) {
		uint8_t *section = image + 0x80 + 24 + 16 + 40 * i;

		put_le(section + 8, 0x1000, 4);
		put_le(section + 12, 0x1000 * (i + 1), 4);
		put_le(section + 36, i == 0 ? 0x20000000 : 0, 4);
	}
	return image;
}

/* Maps the image's three pages. */
static void map_image(uint64_t code, uint64_t data)
{
	uint64_t base = at(tables[4]);
	unsigned int indices[4];

	for (int level = 0; level < 4; level++)
		indices[level] = base >> (12 + 9 * level) & 511;
	memset(tables[0], 0, sizeof(tables[0]));
	memset(tables[1], 0, sizeof(tables[1]));
	memset(tables[2], 0, sizeof(tables[2]));
	memset(tables[3], 0, sizeof(tables[3]));
	tables[0][indices[3]] = at(tables[1]) | 3;
	tables[1][indices[2]] = at(tables[2]) | 3;
	tables[2][indices[1]] = at(tables[3]) | 3;
	/* The tables are in one block of 2 MiB, or the test maps too little. */
	if (indices[0] + 2 < 512) {
		tables[3][indices[0] + 1] = code;
		tables[3][indices[0] + 2] = data;
	}
}

TEST(sections_of_images_are_checked)
{
	uint64_t base = at(put_image());

	map_image(1, 3 | NX);
	assert_int_equal(protection_of_image(&walk, base, 0x3000), 0);
	if ((base >> 12 & 511) > 509)
		return;
	map_image(3, 3);
	assert_int_equal(protection_of_image(&walk, base, 0x3000), 0x2000);
	/* What is beyond the image does not count. */
	assert_int_equal(protection_of_image(&walk, base, 0x2800), 0x1800);
	assert_int_equal(protection_of_image(&walk, base, 0x1000), 0);
}

TEST(a_damaged_header_has_no_sections)
{
	uint8_t *image = put_image();
	uint64_t base = at(image);

	map_image(3, 3);
	assert_int_equal(protection_of_image(&walk, base, 0x20), 0);
	put_le(image + 0x3c, 0xfffffff0, 4);
	assert_int_equal(protection_of_image(&walk, base, 0x3000), 0);
	put_le(image + 0x3c, 0xff0, 4);
	assert_int_equal(protection_of_image(&walk, base, 0x3000), 0);
	assert_int_equal(protection_of_image(&walk, 0x123456000, 0x3000), 0);
}

/* --- all of it ------------------------------------------------------------ */

TEST(the_audit_is_known_only_where_the_tables_are)
{
	struct efi_memory_desc tables_desc = descs[0];
	struct fact_protection found;
	struct firmware fw;

	fake_new();
	assert_false(
		fw_failed(fw_open(&fw, &fake->image_handle, &fake->system)));
	fake_cpu.format = &paging_x86_64;
	fake_cpu.tables = walk.tables;
	facts_protection(&found, &fw, &map);
	assert_true(found.known);
	assert_true(found.no_protocol);
	assert_false(found.page_0);
	assert_int_equal(found.writable_code, 0x40001000);
	assert_int_equal(found.free_mapped, 0x3000);
	/* In any order. */
	descs[0] = descs[1];
	descs[1] = tables_desc;
	facts_protection(&found, &fw, &map);
	assert_int_equal(found.free_mapped, 0x3000);
	/* The stack of the test is not in these tables. */
	assert_false(found.stack_executable);
	assert_false(found.stack_open);
	tables[0][1] = 0xdead000 | 3;
	facts_protection(&found, &fw, &map);
	assert_false(found.known);
	fake_cpu.tables.levels = 0;
	facts_protection(&found, &fw, &map);
	assert_false(found.known);
	fake_free();
}
