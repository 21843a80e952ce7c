/* SPDX-License-Identifier: BSD-2-Clause */
/* A Limine kernel from the options to the entry, and the responses that it
 * finds there. */
#include "tests/lib/test.h"

#include "core/base/bytes.h"
#include "core/base/version.h"
#include "tests/lib/givenlimine.h"

FIXTURE(given_boot, forget_boot);

static const uint64_t *must_have(enum limine_feature feature)
{
	const uint64_t *response = limine_response(feature);

	if (!response)
		fail_msg("no response to request %d", feature);
	assert_int_equal(response[0], 0);
	return response;
}

static const char *text(uint64_t virt)
{
	return limine_see(virt);
}

static void expect_entered(unsigned int revision)
{
	given_limine(revision);
	limine_add_smbios();
	assert_int_equal(limine_boots(u"kernel=limine.elf -- a b"), ENTERED);
}

/* --- the entry ----------------------------------------------------------- */

TEST(the_kernel_is_entered_with_silent_devices_at_the_place_that_it_asks_for)
{
	expect_entered(6);
	assert_true(fake_ram.left);
	assert_false(fake_ram.late);
	assert_true(fake_cpu.limine.silent);
	assert_true(fake_cpu.limine.settings.keep_iommu);
	assert_true(fake_cpu.limine.entry == LIMINE_CODE + 0x40);
	assert_int_equal(must_have(LIMINE_ENTRY_POINT)[1], 0);
	assert_int_equal(must_have(LIMINE_KEEP_IOMMU)[1], 0);
}

TEST(without_that_request_it_is_entered_where_its_file_says)
{
	given_limine(6);
	memset(limine_request(LIMINE_ENTRY_POINT), 0, 16);
	memset(limine_request(LIMINE_KEEP_IOMMU), 0, 16);
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	assert_true(fake_cpu.limine.entry == LIMINE_CODE + 0x10);
	assert_false(fake_cpu.limine.settings.keep_iommu);
}

TEST(the_stack_is_writable_and_of_the_size_that_it_asks_for)
{
	uint64_t end;

	given_limine(6);
	limine_put_field(limine_request(LIMINE_STACK_SIZE), 0, 0x23456);
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	end = fake_cpu.limine.stack;
	assert_int_equal(end % 16, 0);
	for (uint64_t at = end - 0x24000; at < end; at += 0x1000) {
		assert_true(limine_walk(at).there);
		assert_true(limine_walk(at).write);
	}
	assert_int_equal(must_have(LIMINE_STACK_SIZE)[1], 0);
}

/* --- base revisions ------------------------------------------------------ */

TEST(the_tag_says_that_its_base_revision_is_supported)
{
	for (unsigned int revision = 1; revision <= 6; revision++) {
		expect_entered(revision);
		assert_true(limine_word(LIMINE_DATA + 8) ==
			    (revision >= 3 ? revision
					   : UINT64_C(0x6a7b384944536bdc)));
		assert_int_equal(limine_word(LIMINE_DATA + 16), 0);
		assert_int_equal(fake_cpu.limine.made.revision, revision);
	}
	expect_entered(0);
	assert_int_equal(limine_word(LIMINE_DATA + 16), 0);
	assert_int_equal(fake_cpu.limine.made.revision, 0);
}

/* ACPI: physical in revision 3. EFI and SMBIOS: physical in 3 and 4. */
TEST(tables_of_the_firmware_are_physical_or_in_the_direct_map)
{
	for (unsigned int revision = 0; revision <= 6; revision++) {
		uint64_t acpi = revision == 3 ? 0 : DIRECT;
		uint64_t efi = revision == 3 || revision == 4 ? 0 : DIRECT;
		const EFI_CONFIGURATION_TABLE *tables;

		expect_entered(revision);
		tables = fake->system.ConfigurationTable;
		assert_true(must_have(LIMINE_RSDP)[1] ==
			    acpi + (uintptr_t)boot_acpi.rsdp);
		assert_true(must_have(LIMINE_SYSTEM_TABLE)[1] ==
			    efi + (uintptr_t)&fake->system);
		assert_true(must_have(LIMINE_SMBIOS)[1] ==
			    efi + (uintptr_t)tables[1].VendorTable);
		assert_true(must_have(LIMINE_SMBIOS)[2] ==
			    efi + (uintptr_t)tables[2].VendorTable);
	}
}

TEST(from_base_revision_5_on_they_can_be_read)
{
	static const uint64_t ids[] = { 0 };

	for (unsigned int revision = 5; revision <= 6; revision++) {
		const uint64_t *smbios;

		given_limine(revision);
		limine_add_cpus(ids, 1);
		limine_add_smbios();
		assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
		smbios = must_have(LIMINE_SMBIOS);
		assert_memory_equal(text(must_have(LIMINE_RSDP)[1]), "RSD PTR ",
				    8);
		assert_memory_equal(text(smbios[1]), "_SM_", 4);
		assert_memory_equal(text(smbios[2]), "_SM3_", 5);
		assert_memory_equal(text(must_have(LIMINE_SYSTEM_TABLE)[1]),
				    &fake->system, sizeof(fake->system));
	}
}

TEST(tables_that_the_firmware_does_not_have_are_not_invented)
{
	given_limine(6);
	fake->system.NumberOfTableEntries = 0;
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	assert_null(limine_response(LIMINE_RSDP));
	assert_null(limine_response(LIMINE_SMBIOS));
	assert_null(limine_response(LIMINE_DTB));
	assert_null(limine_response(LIMINE_FRAMEBUFFER));
	given_limine(6);
	limine_add_smbios();
	fake->system.NumberOfTableEntries = 2;
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	assert_true(must_have(LIMINE_SMBIOS)[1] != 0);
	assert_int_equal(must_have(LIMINE_SMBIOS)[2], 0);
}

/* --- numbers and texts --------------------------------------------------- */

TEST(the_loader_names_itself_and_the_command_line)
{
	const uint64_t *loader;

	expect_entered(6);
	loader = must_have(LIMINE_BOOTLOADER_INFO);
	assert_string_equal(text(loader[1]), "memblock-efi");
	assert_string_equal(text(loader[2]), MEMBLOCK_VERSION);
	assert_string_equal(text(must_have(LIMINE_CMDLINE)[1]), "a b");
	assert_int_equal(must_have(LIMINE_FIRMWARE_TYPE)[1], 2);
	given_limine(6);
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	assert_string_equal(text(must_have(LIMINE_CMDLINE)[1]), "");
}

TEST(the_kernel_learns_where_it_lies)
{
	const uint64_t *address;

	expect_entered(6);
	address = must_have(LIMINE_EXECUTABLE_ADDRESS);
	assert_true(address[2] == LIMINE_CODE);
	assert_true(limine_walk(LIMINE_CODE).phys == address[1]);
	assert_memory_equal((void *)(uintptr_t)address[1],
			    limine_file.bytes + 0x1000, 0x800);
}

TEST(page_tables_have_the_levels_that_it_prefers_and_the_processor_has)
{
	for (unsigned int five = 0; five < 2; five++)
		for (uint64_t mode = 0; mode < 2; mode++) {
			uint64_t got = five && mode;
			uint64_t direct =
				got ? UINT64_C(0xff00000000000000) : DIRECT;

			given_limine(6);
			fake_cpu.limine.five_levels = five;
			limine_put_field(limine_request(LIMINE_PAGING_MODE), 0,
					 mode);
			assert_int_equal(limine_boots(u"kernel=limine.elf"),
					 ENTERED);
			assert_int_equal(fake_cpu.limine.made.levels, 4 + got);
			assert_int_equal(must_have(LIMINE_PAGING_MODE)[1], got);
			assert_true(must_have(LIMINE_HHDM)[1] == direct);
			assert_true(fake_cpu.limine.stack > direct);
		}
}

TEST(time_is_that_of_the_clock_and_of_the_counter)
{
	for (int unknown = 0; unknown < 2; unknown++) {
		const uint64_t *times;

		given_limine(6);
		fake_cpu.limine.rate_unknown = unknown;
		fake->us = 5000;
		assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
		assert_int_equal(must_have(LIMINE_DATE_AT_BOOT)[1], 1700000000);
		assert_int_equal(must_have(LIMINE_TSC_FREQUENCY)[1], 3000000);
		times = must_have(LIMINE_PERFORMANCE);
		assert_true(times[2] >= 5000);
		assert_true(times[2] <= times[3]);
		assert_int_equal(times[3], fake->us);
	}
}

/* --- what is not asked for ----------------------------------------------- */

TEST(requests_that_are_not_there_have_no_response)
{
	for (int kept = 0; kept < LIMINE_FEATURES; kept++) {
		given_limine(6);
		for (int i = 0; i < LIMINE_FEATURES; i++)
			if (i != kept)
				memset(limine_request((enum limine_feature)i),
				       0, 16);
		assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
		for (int i = 0; i < LIMINE_FEATURES; i++)
			if (i != kept)
				assert_null(limine_response(
					(enum limine_feature)i));
	}
}
