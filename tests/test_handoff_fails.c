/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kernel= and every way in which it can fail, before boot services end and
 * after that.
 */
#include "tests/lib/test.h"

#include "arch.h"
#include "tests/lib/givenboot.h"

FIXTURE(given_boot, forget_boot);

TEST(exit_boot_services_may_fail_a_few_times)
{
	for (unsigned int times = 0; times < 8; times++) {
		new_machine();
		fake_ram.exit_fails = times;
		fake_ram.grows = 5;
		assert_int_equal(boots(u"kernel=kernel.elf"), ENTERED);
		expect_sound_table();
		assert_true(mbt_find_section(boot_table(), MBT_EFI_MAP)->count >
			    5 * times);
	}
}

TEST(exit_boot_services_may_fail_for_ever)
{
	fake_ram.exit_fails = 1000;
	assert_int_equal(boots(u"kernel=kernel.elf"), STOPPED);
	assert_int_equal(fake_ram.exit_calls, 8);
	assert_false(fake_ram.late);
	assert_string_equal(fake_cpu.said,
			    "memblock.efi: ExitBootServices "
			    "failed again and again; the machine stops, "
			    "restart it.\n");
	assert_int_equal(fake_cpu.port, 0x2f8);
}

TEST(without_spcr_the_default_serial_port_is_used)
{
	boot_acpi.spcr[9]++;
	fake_ram.exit_fails = 1000;
	assert_int_equal(boots(u"kernel=kernel.elf"), STOPPED);
	assert_int_equal(fake_cpu.port, ARCH_SERIAL_PORT);
	assert_int_equal(fake_cpu.len > 0, ARCH_SERIAL_PORT != 0);
}

TEST(a_map_that_outgrows_its_buffer_stops_the_machine)
{
	fake_ram.exit_fails = 1;
	fake_ram.grows = 1000;
	assert_int_equal(boots(u"kernel=kernel.elf"), STOPPED);
	assert_non_null(strstr(fake_cpu.said, "ExitBootServices"));
}

TEST(lack_of_memory_is_reported)
{
	assert_int_equal(boots(u"kernel=kernel.elf mem=1M"), RETURNED);
	assert_status(boot_status, FW_OUT_OF_RESOURCES);
	assert_non_null(strstr(boot_serial->tape.text,
			       "kernel.elf needs 16 KiB of "
			       "memory, the largest free range below mem= has "
			       "0 bytes; raise mem=.\n"));
	assert_int_equal(fake_ram_used(), 0);
}

static void refused(const char *text)
{
	assert_int_equal(boot(), RETURNED);
	assert_true(fw_failed(boot_status));
	if (!strstr(boot_serial->tape.text, text))
		fail_msg("said: %s", boot_serial->tape.text);
	assert_int_equal(fake_ram_used(), 0);
	assert_int_equal(fake->files_open, 0);
	assert_null(fake_ram.published);
}

TEST(an_error_is_reported_and_undone)
{
	fake_arguments(u"kernel=none.elf");
	refused("none.elf cannot be read: not found");
	new_machine();
	fake_arguments(u"kernel=kernel.elf module=none");
	refused("none cannot be read: not found");
	new_machine();
	fake_arguments(u"kernel=one");
	refused("one cannot be loaded: not a Multiboot2 kernel, a Multiboot "
		"kernel, a PVH kernel, a Linux kernel, a Limine kernel or an "
		"ELF file.");
	new_machine();
	fake_arguments(u"kernel=kernel.elf protocol=pvh");
	refused("kernel.elf cannot be loaded: not a PVH kernel; leave out "
		"protocol=.");
	new_machine();
	fake_put_folder("\\dir");
	fake_arguments(u"kernel=dir");
	refused("dir cannot be read: it is a folder");
	new_machine();
	fake_put_text("\\empty", "");
	fake_arguments(u"kernel=empty");
	refused("empty cannot be read: it is empty");
	new_machine();
	fake_arguments(u"kernel=fs0:\\kernel.elf");
	refused("fs0:\\kernel.elf cannot be read: ");
	new_machine();
	fake->device_handle.cnt = 0;
	fake_arguments(u"kernel=kernel.elf");
	refused("start it from a disk or by PXE");
	new_machine();
	fake_arguments(u"module=one");
	refused("add kernel=PATH");
	new_machine();
	fake_arguments(u"kernel=kernel.elf reserve_mem=1G:0:big");
	refused("big needs 1 GiB of memory");
	new_machine();
	fake_arguments(u"kernel=kernel.elf reserve_mem=1K:0:a "
		       u"reserve_mem=1K:0:a");
	refused("the name is used already");
}

/* Each call of the firmware that can fail does so once. */
TEST(any_failing_call_is_handled)
{
	unsigned int n = 0, entered = 0, map = 0;
	enum boot_end end;

	do {
		new_machine();
		fake->fail_at = ++n;
		end = boots(u"kernel=kernel.elf module=one format=csv "
			    u"reserve_mem=8K:0:log");
		assert_int_not_equal(end, STOPPED);
		if (end == ENTERED) {
			expect_sound_table();
			entered++;
		} else if (fake_ram_used() != 0 || !fw_failed(boot_status)) {
			fail_msg("call %u: %zu pages left, status %zx", n,
				 fake_ram_used(), boot_status.code);
		}
		fake->fail_at = 0;
		if (strstr(boot_serial->tape.text, "cannot be published: "))
			assert_non_null(strstr(boot_serial->tape.text,
					       "; restart the machine.\n"));
		map += !!strstr(boot_serial->tape.text, "The final memory map "
							"takes ");
	} while (fake->calls >= n && n < 1000);
	assert_true(n > 30 && n < 1000);
	assert_true(entered > 0);
	/* Its buffer with room to convert it. */
	assert_int_equal(map, 1);
}
