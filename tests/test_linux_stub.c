/* SPDX-License-Identifier: BSD-2-Clause */
/* Linux by its EFI stub, from the options to what the kernel finds, and what
 * is left when it returns. */
#include "tests/lib/test.h"

#include <uchar.h>

#include "core/table/check.h"
#include "tests/lib/fake_linux.h"
#include "tests/lib/givenboot.h"

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

static void expect_nothing_left(void)
{
	assert_int_equal(fake_ram_used(), 0);
	assert_int_equal(fake->files_open, 0);
	assert_int_equal(fake_linux.loaded, 0);
	assert_int_equal(fake->system.NumberOfTableEntries, 1);
	assert_false(fake_linux.variable);
}

TEST(a_kernel_is_started_with_its_command_line)
{
	assert_int_equal(boots(u"kernel=\\vmlinuz -- root=/dev/sda quiet"),
			 RETURNED);
	assert_status(boot_status, FW_SUCCESS);
	assert_int_equal(fake_linux.started, 1);
	assert_string_equal(fake_linux.options, "root=/dev/sda quiet");
	assert_string_equal(fake_linux.path, "\\vmlinuz");
	assert_false(fake_linux.from_memory);
	assert_string_equal(fake_linux.initrd, "");
	expect_said("Starting \\vmlinuz by its EFI stub\n");
	expect_said("\\vmlinuz returned.\n");
	expect_nothing_left();
}

TEST(the_initrd_is_all_files_each_at_a_multiple_of_4_bytes)
{
	assert_int_equal(boots(u"kernel=vmlinuz initrd=\\one initrd=\\two "
			       u"module=\\one,x"),
			 RETURNED);
	assert_int_equal(fake_linux.initrd_size, 24);
	assert_memory_equal(fake_linux.initrd,
			    "first\0\0\0second\0\0first\0\0\0", 24);
	expect_nothing_left();
}

TEST(the_table_is_in_a_variable_that_is_not_kept)
{
	struct table_fault fault;
	char said[64];

	assert_int_equal(boots(u"kernel=vmlinuz mem=40T road=stub initrd=one "
			       u"reserve_mem=64K:4K:log -- quiet"),
			 RETURNED);
	assert_string_equal(fake_linux.options, "mem=40T quiet");
	assert_int_equal(fake_linux.attributes, 6);
	assert_int_equal(
		mbt_check(fake_linux.table, (uint32_t)fake_linux.table_size),
		MBT_OK);
	assert_int_equal(
		table_validate(fake_linux.table, fake_linux.table_size, &fault),
		CORE_OK);
	assert_string_equal(mbt_cmdline(fake_linux.table), "mem=40T quiet");
	snprintf(said, sizeof(said), "Table: %zu bytes, CRC-32 0x%08x\n",
		 (size_t)fake_linux.table_size,
		 ((struct mbt_header *)fake_linux.table)->crc32);
	expect_said(said);
	expect_nothing_left();
}

TEST(linux_is_told_of_the_ranges_of_reserve_mem)
{
	struct mbt_region region;

	assert_int_equal(boots(u"kernel=vmlinuz road=stub "
			       u"reserve_mem=64K:1M:log reserve_mem=4K:0:two"),
			 RETURNED);
	assert_int_equal(fake_linux.reserved_cnt, 2);
	assert_true(mbt_find_reserved(fake_linux.table, "reserve_mem", "log",
				      &region));
	assert_true(fake_linux.reserved[0] == region.base);
	assert_true(fake_linux.reserved[1] == region.size);
	assert_true(mbt_find_reserved(fake_linux.table, "reserve_mem", "two",
				      &region));
	assert_true(fake_linux.reserved[2] == region.base);
	expect_nothing_left();
}

TEST(a_firmware_without_room_for_the_variable_starts_linux_all_the_same)
{
	fake_linux.variable_status = EFI_OUT_OF_RESOURCES;
	assert_int_equal(boots(u"kernel=vmlinuz"), RETURNED);
	assert_int_equal(fake_linux.started, 1);
	expect_said("Note: the table cannot be read from Linux, since the "
		    "firmware takes no variable for it: ");
}

TEST(an_offered_initrd_is_kept_unless_there_is_another)
{
	fake_linux_offer("theirs");
	assert_int_equal(boots(u"kernel=vmlinuz"), RETURNED);
	assert_string_equal(fake_linux.initrd, "theirs");
	expect_said("The initrd is that of the program before.\n");
	assert_int_equal(boots(u"kernel=vmlinuz initrd=one"), RETURNED);
	assert_string_equal(fake_linux.initrd, "first");
	expect_said("initrd= replaces the initrd of the program before.\n");
	assert_string_equal(fake_linux_offered(), "theirs");
	expect_nothing_left();
}

TEST(an_initrd_that_replaces_none_is_not_mentioned)
{
	assert_int_equal(boots(u"kernel=vmlinuz initrd=one"), RETURNED);
	assert_string_equal(fake_linux.initrd, "first");
	assert_null(strstr(boot_serial->tape.text, "program before"));
}

TEST(a_kernel_that_returns_says_why)
{
	fake_linux.start_status = EFI_LOAD_ERROR;
	assert_int_equal(boots(u"kernel=vmlinuz initrd=one"), RETURNED);
	assert_status(boot_status, FW_LOAD_ERROR);
	expect_said("vmlinuz returned: load error (EFI status "
		    "0x8000000000000001).\n");
	assert_string_equal(fake_linux_offered(), "");
	expect_nothing_left();
}

/* --- Secure Boot --------------------------------------------------------- */

TEST(under_secure_boot_the_firmware_verifies)
{
	fake->secure_boot = 1;
	assert_int_equal(boots(u"kernel=vmlinuz mem=40T"), RETURNED);
	assert_int_equal(fake_linux.started, 1);
	fake_linux.load_status = EFI_SECURITY_VIOLATION;
	assert_int_equal(boots(u"kernel=vmlinuz"), RETURNED);
	assert_status(boot_status, FW_SECURITY_VIOLATION);
	assert_int_equal(fake_linux.started, 1);
	expect_said("vmlinuz is not loaded: Secure Boot is on, and the "
		    "firmware does not accept its signature: ");
	expect_nothing_left();
}

TEST(under_secure_boot_there_is_no_direct_road)
{
	fake->secure_boot = 1;
	assert_int_equal(boots(u"kernel=vmlinuz road=direct"), RETURNED);
	assert_status(boot_status, FW_SECURITY_VIOLATION);
	expect_said("vmlinuz is not loaded: Secure Boot is on, and road=direct "
		    "does not verify a kernel; use road=stub.\n");
	expect_nothing_left();
}

/* --- refusals ------------------------------------------------------------ */

TEST(a_command_line_that_is_too_long_is_refused)
{
	static char16_t words[3000];
	char16_t *at = words;

	for (const char *c = "kernel=vmlinuz -- "; *c; c++)
		*at++ = (char16_t)*c;
	for (size_t i = 0; i < 2048; i++)
		*at++ = 'x';
	fake_load_options(words, (size_t)(at - words) * 2);
	assert_int_equal(boot(), RETURNED);
	assert_status(boot_status, FW_BAD_BUFFER_SIZE);
	expect_said("The kernel's command line has 2048 bytes, and vmlinuz "
		    "takes 2047; shorten it.\n");
	expect_nothing_left();
}

TEST(a_kernel_that_the_firmware_cannot_load_is_refused)
{
	fake_linux.load_status = EFI_UNSUPPORTED;
	assert_int_equal(boots(u"kernel=vmlinuz"), RETURNED);
	expect_said("vmlinuz cannot be loaded by the firmware: unsupported ");
	expect_nothing_left();
}

TEST(each_failure_leaves_nothing)
{
	unsigned int started = 0;

	for (unsigned int i = 1; !started && i < 500; i++) {
		given_linux(NULL);
		fake->fail_at = i;
		assert_int_equal(boots(u"kernel=vmlinuz initrd=one road=stub "
				       u"reserve_mem=4K:0:log"),
				 RETURNED);
		assert_int_equal(fake_ram_used(), 0);
		assert_int_equal(fake->files_open, 0);
		assert_int_equal(fake_linux.loaded, 0);
		started = fake_linux.started && fake->calls < i;
	}
	assert_int_equal(started, 1);
}
