/* SPDX-License-Identifier: BSD-2-Clause */
/* Limine kernels: where they are placed, their memory map, and failures of the
 * firmware, which are undone. */
#include "tests/lib/test.h"

#include "tests/lib/givenlimine.h"

FIXTURE(given_boot, forget_boot);

/* --- the memory map ------------------------------------------------------ */

enum { ROW_BASE, ROW_SIZE, ROW_TYPE };

static const uint64_t *row_at(size_t i)
{
	const uint64_t *response = limine_response(LIMINE_MEMMAP);

	return i < response[1] ? limine_see(limine_word(response[2] + i * 8))
			       : NULL;
}

/* The type of the row that has the address; -1: none has it. */
static int type_at(uint64_t phys)
{
	const uint64_t *row;

	for (size_t i = 0; (row = row_at(i)); i++)
		if (phys - row[ROW_BASE] < row[ROW_SIZE])
			return (int)row[ROW_TYPE];
	return -1;
}

static int type_of_virt(uint64_t virt)
{
	return type_at(limine_walk(virt).phys);
}

TEST(rows_are_sorted_whole_pages_that_do_not_overlap)
{
	const uint64_t *row;
	uint64_t end = 0;

	given_limine(6);
	assert_int_equal(limine_boots(u"kernel=limine.elf module=one"),
			 ENTERED);
	for (size_t i = 0; (row = row_at(i)); i++) {
		assert_true(row[ROW_BASE] >= end);
		assert_int_equal(row[ROW_BASE] % 4096, 0);
		assert_int_equal(row[ROW_SIZE] % 4096, 0);
		assert_true(row[ROW_SIZE] > 0);
		end = row[ROW_BASE] + row[ROW_SIZE];
	}
	assert_true(end > FAKE_RAM_LOW);
}

TEST(the_map_says_what_the_loader_has_placed)
{
	uint64_t module;

	given_limine(6);
	assert_int_equal(limine_boots(u"kernel=limine.elf module=one"),
			 ENTERED);
	module =
		limine_word(limine_word(limine_response(LIMINE_MODULE)[2]) + 8);
	assert_int_equal(type_of_virt(LIMINE_CODE), LIMINE_KERNEL_AND_MODULES);
	assert_int_equal(type_of_virt(LIMINE_END - 1),
			 LIMINE_KERNEL_AND_MODULES);
	assert_int_equal(type_of_virt(module), LIMINE_KERNEL_AND_MODULES);
	assert_int_equal(type_of_virt(fake_cpu.limine.stack - 8),
			 LIMINE_LOADER_RECLAIMABLE);
	assert_int_equal(type_at(fake_cpu.limine.made.page_table),
			 LIMINE_LOADER_RECLAIMABLE);
	assert_int_equal(type_at((uintptr_t)limine_response(LIMINE_MEMMAP)),
			 LIMINE_LOADER_RECLAIMABLE);
	assert_int_equal(type_at(FAKE_RAM_LOW + 0x10000), LIMINE_USABLE);
}

TEST(memory_that_is_reserved_or_taken_away_is_not_usable)
{
	const uint64_t cap = (uint64_t)300 << 20, *row;
	unsigned int reserved = 0;

	given_limine(6);
	assert_int_equal(limine_boots(u"kernel=limine.elf mem=300M "
				      u"reserve_mem=64K:4K:log"),
			 ENTERED);
	assert_int_equal(type_at(FAKE_RAM_LOW), LIMINE_USABLE);
	for (size_t i = 0; (row = row_at(i)); i++) {
		uint64_t end = row[ROW_BASE] + row[ROW_SIZE];

		if (row[ROW_BASE] < FAKE_RAM_LOW + FAKE_RAM_PAGES * 4096)
			assert_true(end <= cap ||
				    row[ROW_TYPE] == LIMINE_RESERVED);
		if (row[ROW_TYPE] != LIMINE_RESERVED || end > cap)
			continue;
		reserved++;
		assert_int_equal(row[ROW_SIZE], 64 << 10);
		assert_false(limine_walk(DIRECT + row[ROW_BASE]).there);
		assert_false(limine_walk(DIRECT + end - 1).there);
	}
	assert_int_equal(reserved, 1);
	assert_int_equal(type_at(cap), LIMINE_RESERVED);
}

TEST(the_firmwares_map_is_passed_on_as_it_was_returned)
{
	const uint64_t *response;
	const EFI_MEMORY_DESCRIPTOR *first;

	given_limine(6);
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	response = limine_response(LIMINE_EFI_MEMMAP);
	assert_int_equal(response[0], 0);
	assert_int_equal(response[2] % 48, 0);
	assert_int_equal(response[3], 48);
	assert_int_equal(response[4], 1);
	first = limine_see(response[1]);
	assert_int_equal(first->PhysicalStart, FAKE_RAM_LOW);
}

/* --- where it lies ------------------------------------------------------- */

TEST(a_large_kernel_has_large_pages)
{
	given_limine(6);
	limine_file.programs[1].memsz = 0x600000;
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	assert_int_equal(limine_walk(HIGH).phys % 0x200000, 0);
	assert_int_equal(limine_walk(HIGH + 0x200000).size, 0x200000);
	given_limine(6);
	limine_file.programs[0].vaddr += 0x1000;
	limine_file.programs[1].vaddr += 0x1000;
	limine_file.programs[1].memsz = 0x600000;
	limine_put_field(limine_request(LIMINE_ENTRY_POINT), 0, HIGH + 0x1000);
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
}

TEST(a_static_pie_is_moved_to_the_lowest_address_of_kernels)
{
	given_limine(6);
	limine_file.header->type = 3; /* ET_DYN */
	limine_file.header->entry = 0x10;
	limine_file.programs[0].vaddr = 0;
	limine_file.programs[1].vaddr = 0x1000;
	memset(limine_request(LIMINE_ENTRY_POINT), 0, 16);
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	assert_true(fake_cpu.limine.entry == HIGH + 0x10);
	assert_true(limine_response(LIMINE_EXECUTABLE_ADDRESS)[2] == HIGH);
}

/* --- paging modes -------------------------------------------------------- */

/* Revision 1 of the request has limits: "from min to max". */
static void given_modes(uint64_t mode, uint64_t max, uint64_t min, bool five)
{
	uint8_t *request = limine_request(LIMINE_PAGING_MODE);

	given_limine(6);
	fake_cpu.limine.five_levels = five;
	limine_put(request + LIMINE_REVISION, 1);
	limine_put_field(request, 0, mode);
	limine_put_field(request, 1, max);
	limine_put_field(request, 2, min);
}

TEST(paging_modes_stay_within_their_limits)
{
	static const struct {
		uint64_t mode, max, min;
		bool five;
		unsigned int levels; /* 0: refused */
	} cases[] = {
		{ 0, 0, 0, true, 4 },  { 1, 0, 0, true, 4 },
		{ 0, 1, 0, true, 4 },  { 1, 1, 0, true, 5 },
		{ 1, 1, 0, false, 4 }, { 0, 1, 1, true, 5 },
		{ 1, 1, 1, false, 0 }, { 0, 0, 1, true, 0 },
		{ 2, 2, 2, false, 0 }, { 7, 9, 0, true, 5 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		given_modes(cases[i].mode, cases[i].max, cases[i].min,
			    cases[i].five);
		assert_int_equal(limine_boots(u"kernel=limine.elf"),
				 cases[i].levels ? ENTERED : RETURNED);
		if (cases[i].levels)
			assert_int_equal(fake_cpu.limine.made.levels,
					 cases[i].levels);
	}
}

/* --- failures ------------------------------------------------------------ */

/* Lets each call of the firmware fail in turn. */
static void expect_undone(void (*given)(void), unsigned int most)
{
	static const uint64_t ids[] = { 0, 1, 2 };
	enum boot_end last = RETURNED;
	unsigned int entered = 0;

	for (unsigned int call = 1; call < most; call++) {
		given();
		limine_add_cpus(ids, 3);
		limine_put_file();
		fake->calls = 0;
		fake->fail_at = call;
		last = boots(u"kernel=limine.elf module=one");
		if (last == RETURNED) {
			assert_true(fw_failed(boot_status));
			assert_int_equal(fake_ram_used(), 0);
			assert_int_equal(fake->files_open, 0);
		}
		entered = last == ENTERED ? entered + 1 : 0;
	}
	assert_true(entered > 10);
}

static void given_any(void)
{
	given_limine(6);
	limine_add_screen();
}

static void given_named_module(void)
{
	uint8_t *request = limine_request(LIMINE_MODULE);

	given_limine(0);
	limine_put(request + 32, 1);
	limine_put_field(request, 0, 1);
	limine_put_field(request, 1, LIMINE_DATA + 0xa00);
	limine_put(limine_data(0xa00), LIMINE_DATA + 0xa10);
	limine_put(limine_data(0xa10), LIMINE_DATA + 0xa40);
	limine_put(limine_data(0xa18), LIMINE_DATA + 0xa40);
	limine_put(limine_data(0xa20), LIMINE_MODULE_REQUIRED);
	strcpy((char *)limine_data(0xa40), "two");
}

TEST(each_failure_is_undone)
{
	expect_undone(given_any, 200);
	expect_undone(given_named_module, 200);
}

/* Free memory of so many pages; everything else is in use. */
TEST(without_memory_for_each_thing_it_says_what_needs_some)
{
	bool entered = false;

	for (size_t pages = 8; pages < 4096 && !entered; pages += 8) {
		given_limine(6);
		fake_ram_use(FAKE_RAM_LOW, FAKE_RAM_PAGES - pages);
		entered = limine_boots(u"kernel=limine.elf") == ENTERED;
		if (entered)
			continue;
		assert_true(fw_failed(boot_status));
		assert_int_equal(fake_ram_used(), FAKE_RAM_PAGES - pages);
	}
	assert_true(entered);
}
