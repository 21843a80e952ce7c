/* SPDX-License-Identifier: BSD-2-Clause */
/* Linux by the direct road, from the options to what the kernel finds. */
#include "tests/lib/test.h"

#include <uchar.h>

#include "core/base/bytes.h"
#include "core/table/check.h"
#include "core/table/schema.h"
#include "efi/boot/linux/params.h"
#include "tests/lib/fake_linux.h"
#include "tests/lib/givenboot.h"
#include "tests/lib/walker.h"

static TEST_STEP(given_linux)
{
	new_machine();
	fake_linux_new();
	fake->calls = 0;
	return 0;
}

FIXTURE(given_linux, forget_boot);

static void expect_said(const char *text)
{
	if (!strstr(boot_serial->tape.text, text))
		fail_msg("not said: %s\nbut: %s", text, boot_serial->tape.text);
}

static const uint8_t *at(uint64_t address)
{
	return (const uint8_t *)(uintptr_t)address;
}

static uint64_t param(size_t offset, size_t bytes)
{
	return get_le(at(fake_cpu.linux_entry.params) + offset, bytes);
}

static uint64_t cmdline(void)
{
	return param(0x228, 4) | param(0x0c8, 4) << 32;
}

static uint64_t initrd(void)
{
	return param(0x218, 4) | param(0x0c0, 4) << 32;
}

/* The data of the first node of that type, NULL without. */
static const uint8_t *node_of(uint32_t type)
{
	uint64_t node = param(0x250, 8);

	while (node && get_le(at(node) + 8, 4) != type)
		node = get_le(at(node), 8);
	return node ? at(node) + LINUX_SETUP_HEADER : NULL;
}

static const struct mbt_header *table(void)
{
	return (const void *)node_of(LINUX_SETUP_MEMBLOCK);
}

TEST(a_kernel_is_entered_at_its_64_bit_entry)
{
	const uint8_t *kernel;

	assert_int_equal(boots(u"kernel=vmlinuz road=direct -- quiet"),
			 ENTERED);
	assert_int_equal(fake_linux.started, 0);
	expect_said("Entering vmlinuz directly\n");
	assert_string_equal((const char *)at(cmdline()), "quiet");
	kernel = at(fake_cpu.linux_entry.entry - 0x200);
	assert_int_equal((uintptr_t)kernel % 0x200000, 0);
	for (size_t i = 0; i < 1 << 20; i += 4096)
		assert_int_equal(kernel[i], 0x90);
	assert_int_equal(param(0x214, 4), (uint32_t)(uintptr_t)kernel);
	assert_int_equal(param(0x21c, 4), 0);
	assert_int_equal(param(0x070, 8), (uintptr_t)boot_acpi.rsdp);
	assert_false(fake_ram.late);
}

TEST(its_initrd_is_all_files)
{
	struct mbt_region region;

	assert_int_equal(boots(u"kernel=vmlinuz road=direct initrd=one "
			       u"initrd=two"),
			 ENTERED);
	assert_int_equal(param(0x21c, 4), 16);
	assert_memory_equal(at(initrd()), "first\0\0\0second\0\0", 16);
	assert_true(mbt_find_reserved(table(), "module", "initrd", &region));
	assert_true(region.base == initrd());
}

TEST(the_table_is_in_setup_data)
{
	struct mbt_kernel kernel;
	struct table_fault fault;
	struct mbt_region region;
	const uint8_t *node;
	char said[64];

	assert_int_equal(boots(u"kernel=vmlinuz road=direct "
			       u"reserve_mem=64K:0:log -- a b"),
			 ENTERED);
	assert_int_equal(mbt_check(table(), MBT_ANY_SIZE), MBT_OK);
	if (table_validate(table(), table()->used_size, &fault) != CORE_OK)
		fail_msg("%s #%u %s", table_tag_name(fault.tag), fault.index,
			 table_problem_text(fault.problem));
	assert_true(table()->phys_base == (uintptr_t)table());
	assert_string_equal(mbt_cmdline(table()), "a b");
	assert_true(mbt_find_reserved(table(), "reserve_mem", "log", &region));
	assert_true(mbt_find_reserved(table(), "table", "", &region));
	assert_true(mbt_get_entry(mbt_find_section(table(), MBT_KERNEL), 0,
				  &kernel, sizeof(kernel)));
	assert_true(kernel.entry == fake_cpu.linux_entry.entry);
	/* Linux shows as many bytes as the node says. */
	node = (const uint8_t *)table() - LINUX_SETUP_HEADER;
	assert_int_equal(get_le(node + 12, 4), table()->used_size);
	snprintf(said, sizeof(said), "Table: %u bytes, CRC-32 0x%08x\n",
		 table()->used_size, table()->crc32);
	assert_string_equal(fake_cpu.said, said);
}

TEST(random_numbers_of_the_firmware_are_passed_on)
{
	assert_int_equal(boots(u"kernel=vmlinuz road=direct"), ENTERED);
	assert_null(node_of(LINUX_SETUP_RNG_SEED));
	given_linux(NULL);
	fake_linux.has_random = true;
	assert_int_equal(boots(u"kernel=vmlinuz road=direct"), ENTERED);
	assert_non_null(node_of(LINUX_SETUP_RNG_SEED));
	for (size_t i = 0; i < 32; i++)
		assert_int_equal(node_of(LINUX_SETUP_RNG_SEED)[i], 0x5a);
}

TEST(the_cap_is_in_e820_in_the_efi_map_and_on_the_command_line)
{
	struct efi_memory_desc desc;
	uint64_t map, end = 0;

	/* 32 of the 64 MiB that begin at 2^45. */
	assert_int_equal(boots(u"kernel=vmlinuz mem=0x200002000000 -- quiet"),
			 ENTERED);
	assert_string_equal((const char *)at(cmdline()),
			    "mem=0x200002000000 quiet");
	for (size_t i = 0; i < param(0x1e8, 1); i++)
		if (param(0x2d0 + i * 20 + 16, 4) == 1)
			end = param(0x2d0 + i * 20, 8) +
			      param(0x2d0 + i * 20 + 8, 8);
	assert_true(end == 0x200002000000);
	map = param(0x1d0, 4) | param(0x1dc, 4) << 32;
	for (size_t i = 0; i < param(0x1d4, 4); i += param(0x1c8, 4)) {
		efimap_read(at(map + i), &desc);
		if (desc.type == EFI_CONVENTIONAL_MEMORY)
			assert_true(desc.phys_addr + desc.num_pages * 4096 <=
				    0x200002000000);
	}
	/* All that the loader has placed. */
	assert_true(fake_cpu.linux_entry.params < 0x200002000000);
	assert_true(fake_cpu.linux_entry.entry < 0x200002000000);
	assert_true(fake_cpu.linux_entry.page_table < 0x200002000000);
	assert_true((uintptr_t)fake_cpu.trampoline < 0x200002000000);
	assert_true((uintptr_t)table() < 0x200002000000);
}

static uint64_t entry_at(uint64_t phys)
{
	return *(const uint64_t *)(uintptr_t)phys;
}

static void expect_identity(uint64_t address)
{
	struct walked w = walkers[0].walk(fake_cpu.linux_entry.page_table, 4,
					  address, entry_at);

	assert_true(w.there && w.write && w.execute);
	assert_true(w.phys == address);
}

TEST(page_tables_map_4_gib_and_all_that_was_placed)
{
	assert_int_equal(boots(u"kernel=vmlinuz road=direct initrd=one"),
			 ENTERED);
	expect_identity(0);
	expect_identity(0xfee00000);
	expect_identity(0xfffff000);
	expect_identity(fake_cpu.linux_entry.entry);
	expect_identity(fake_cpu.linux_entry.entry + 0x3fffff - 0x200);
	expect_identity(fake_cpu.linux_entry.params);
	expect_identity(fake_cpu.linux_entry.page_table);
	expect_identity(cmdline());
	expect_identity(initrd());
	expect_identity((uintptr_t)table());
	expect_identity((uintptr_t)fake_cpu.trampoline);
}

TEST(the_road_is_chosen_by_what_has_to_hold)
{
	static const struct {
		const char16_t *words;
		enum boot_end end;
	} cases[] = {
		{ u"kernel=vmlinuz                    ", RETURNED },
		{ u"kernel=vmlinuz road=stub mem=40T  ", RETURNED },
		{ u"kernel=vmlinuz mem=40T            ", ENTERED },
		{ u"kernel=vmlinuz memmap=4K$1M       ", ENTERED },
		{ u"kernel=vmlinuz reserve_mem=4K:4K:x", ENTERED },
		{ u"kernel=vmlinuz road=direct        ", ENTERED },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		given_linux(NULL);
		fake_load_options(cases[i].words, 68);
		assert_int_equal(boot(), cases[i].end);
	}
}

TEST(without_a_64_bit_entry_the_stub_is_left_and_the_reverse)
{
	linuxfile_put(&fake_linux.file, 0x206, 0x20b, 2);
	fake_linux_put();
	assert_int_equal(boots(u"kernel=vmlinuz mem=40T"), RETURNED);
	assert_int_equal(fake_linux.started, 1);
	assert_int_equal(boots(u"kernel=vmlinuz road=direct"), RETURNED);
	expect_said("vmlinuz cannot be loaded: its boot protocol is 2.11, and "
		    "road=direct needs 2.12; use road=stub.\n");
	given_linux(NULL);
	fake_linux.file.head[0] = 0;
	fake_linux_put();
	assert_int_equal(boots(u"kernel=vmlinuz road=stub"), RETURNED);
	expect_said("vmlinuz cannot be loaded: it has no EFI stub; use "
		    "road=direct, or a kernel with CONFIG_EFI_STUB.\n");
	assert_int_equal(boots(u"kernel=vmlinuz"), ENTERED);
}

TEST(a_kernel_that_states_no_length_takes_any_command_line)
{
	linuxfile_put(&fake_linux.file, 0x238, 0, 4);
	fake_linux_put();
	assert_int_equal(boots(u"kernel=vmlinuz road=direct -- quiet"),
			 ENTERED);
	given_linux(NULL);
	linuxfile_put(&fake_linux.file, 0x238, 4, 4);
	fake_linux_put();
	assert_int_equal(boots(u"kernel=vmlinuz road=direct -- quiet"),
			 RETURNED);
	expect_said("The kernel's command line has 5 bytes, and vmlinuz takes "
		    "4; shorten it.\n");
}

TEST(a_kernel_whose_file_breaks_off_is_refused)
{
	fake_put_file("\\short", fake_linux.file.head, 0x300);
	assert_int_equal(boots(u"kernel=short"), RETURNED);
	assert_true(fw_failed(boot_status));
	expect_said("short cannot be loaded: ");
	assert_int_equal(fake_ram_used(), 0);
}

TEST(a_cap_that_the_kernel_counts_in_another_way_is_refused)
{
	assert_int_equal(boots(u"kernel=vmlinuz mem=1G mem-kind=amount"),
			 RETURNED);
	assert_status(boot_status, FW_INVALID_PARAMETER);
	expect_said("mem-kind=amount cannot be passed to this kernel");
}

TEST(a_kernel_that_no_road_is_left_for_is_refused)
{
	linuxfile_put(&fake_linux.file, 0x206, 0x207, 2);
	fake_linux.file.head[0] = 0;
	fake_linux_put();
	assert_int_equal(boots(u"kernel=vmlinuz"), RETURNED);
	expect_said("vmlinuz cannot be loaded: it has neither an EFI stub nor "
		    "a 64-bit entry of boot protocol 2.12; use a 64-bit "
		    "kernel.\n");
}

TEST(a_kernel_that_is_not_relocatable_lies_where_it_prefers)
{
	const uint64_t place = FAKE_RAM_BASE + 0x1234000;

	fake_linux.file.head[0x234] = 0;
	linuxfile_put(&fake_linux.file, 0x230, 4096, 4);
	linuxfile_put(&fake_linux.file, 0x258, place, 8);
	fake_linux_put();
	assert_int_equal(boots(u"kernel=vmlinuz road=direct"), ENTERED);
	assert_true(fake_cpu.linux_entry.entry == place + 0x200);
	/* Not in memory. */
	given_linux(NULL);
	fake_linux.file.head[0x234] = 0;
	linuxfile_put(&fake_linux.file, 0x258, FAKE_RAM_BASE - 0x1000000, 8);
	fake_linux_put();
	assert_int_equal(boots(u"kernel=vmlinuz road=direct"), RETURNED);
	assert_status(boot_status, FW_OUT_OF_RESOURCES);
}

TEST(nothing_is_placed_in_memory_that_only_memmap_has_added)
{
	/* After the 64 MiB of the machine. */
	assert_int_equal(boots(u"kernel=vmlinuz memmap=64M@0x200004000000 "
			       u"initrd=one"),
			 ENTERED);
	assert_true(fake_cpu.linux_entry.params < 0x200004000000);
	assert_true(initrd() < 0x200004000000);
}

TEST(a_cap_below_what_the_kernel_needs_is_refused)
{
	assert_int_equal(boots(u"kernel=vmlinuz mem=0x200000300000"), RETURNED);
	assert_status(boot_status, FW_OUT_OF_RESOURCES);
	expect_said("vmlinuz needs 4 MiB of memory at a multiple of 2 MiB, the "
		    "largest free range below mem= has ");
	assert_int_equal(fake_ram_used(), 0);
}

TEST(a_kernel_that_cannot_be_above_4_gib_is_refused_there)
{
	linuxfile_put(&fake_linux.file, 0x236, 0x7d, 2);
	fake_linux_put();
	assert_int_equal(boots(u"kernel=vmlinuz road=direct"), RETURNED);
	assert_status(boot_status, FW_OUT_OF_RESOURCES);
	expect_said(
		"vmlinuz needs 4 MiB of memory at a multiple of 2 MiB below "
		"0x100000000, the largest free range there has 0 bytes; "
		"use road=stub.\n");
	assert_int_equal(fake_ram_used(), 0);
	/* Without a stub. */
	given_linux(NULL);
	linuxfile_put(&fake_linux.file, 0x236, 0x7d, 2);
	fake_linux.file.head[0] = 0;
	fake_linux_put();
	assert_int_equal(boots(u"kernel=vmlinuz"), RETURNED);
	expect_said("there has 0 bytes; use a newer kernel.\n");
}

TEST(an_initrd_that_does_not_fit_is_refused)
{
	/* The kernel finds it only below initrd_addr_max. */
	fake_ram_new_low();
	linuxfile_put(&fake_linux.file, 0x236, 0x7d, 2);
	linuxfile_put(&fake_linux.file, 0x22c, FAKE_RAM_LOW - 1, 4);
	fake_linux_put();
	assert_int_equal(boots(u"kernel=vmlinuz road=direct initrd=one"),
			 RETURNED);
	assert_status(boot_status, FW_OUT_OF_RESOURCES);
	expect_said("The initrd needs 8 bytes of memory below 0x10000000, the "
		    "largest free range there has 0 bytes; use road=stub.\n");
	assert_int_equal(fake_ram_used(), 0);
}

TEST(exit_boot_services_may_fail_a_few_times)
{
	fake_ram.exit_fails = 3;
	fake_ram.grows = 5;
	assert_int_equal(boots(u"kernel=vmlinuz road=direct"), ENTERED);
	assert_int_equal(mbt_check(table(), MBT_ANY_SIZE), MBT_OK);
	fake_ram.exit_fails = 1000;
	given_linux(NULL);
	fake_ram.exit_fails = 1000;
	assert_int_equal(boots(u"kernel=vmlinuz road=direct"), STOPPED);
}

TEST(each_failure_leaves_nothing)
{
	enum boot_end end = RETURNED;

	for (unsigned int i = 1; end == RETURNED && i < 500; i++) {
		given_linux(NULL);
		fake->fail_at = i;
		end = boots(u"kernel=vmlinuz initrd=one road=direct "
			    u"reserve_mem=4K:0:log");
		if (end != RETURNED)
			break;
		assert_int_equal(fake_ram_used(), 0);
		assert_int_equal(fake->files_open, 0);
	}
	assert_int_equal(end, ENTERED);
}
