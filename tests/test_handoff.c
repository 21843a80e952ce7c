/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kernel= from the words to the entry, on a firmware of our own: what the
 * kernel finds, and every way in which it can go wrong.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "arch.h"
#include "core/table/check.h"
#include "efi/main.h"
#include "tests/lib/elffile.h"
#include "tests/lib/fake_cpu.h"
#include "tests/lib/fake_ram.h"
#include "tests/lib/walker.h"

#define HIGH   UINT64_C(0xffffffff80000000)
#define DIRECT UINT64_C(0xffff800000000000)

static struct fake_serial *serial;
static struct elffile file;
static const struct walker *walker = &walkers[0];

/* --- ACPI, whose SPCR names the second serial port of a PC ------------- */

static struct {
	uint8_t rsdp[40], xsdt[48], spcr[80];
} acpi;

static void put(uint8_t *at, uint64_t value)
{
	memcpy(at, &value, sizeof(value));
}

static void sum_up(uint8_t *bytes, size_t len, size_t sum_at)
{
	uint8_t sum = 0;

	bytes[sum_at] = 0;
	for (size_t i = 0; i < len; i++)
		sum = (uint8_t)(sum + bytes[i]);
	bytes[sum_at] = (uint8_t)-sum;
}

static void put_table(uint8_t *table, const char *signature, uint8_t len)
{
	memcpy(table, signature, 4);
	table[4] = len;
	sum_up(table, len, 9);
}

static void add_acpi(void)
{
	static EFI_CONFIGURATION_TABLE tables[1];
	EFI_GUID guid = ACPI_20_TABLE_GUID;

	memset(&acpi, 0, sizeof(acpi));
	acpi.spcr[40] = 1; /* a 16550 at a port */
	put(acpi.spcr + 44, 0x2f8);
	put_table(acpi.spcr, "SPCR", 80);
	put(acpi.xsdt + 36, (uintptr_t)acpi.spcr);
	put_table(acpi.xsdt, "XSDT", 44);
	memcpy(acpi.rsdp, "RSD PTR ", 8);
	acpi.rsdp[15] = 2;
	acpi.rsdp[20] = 36;
	put(acpi.rsdp + 24, (uintptr_t)acpi.xsdt);
	sum_up(acpi.rsdp, 20, 8);
	sum_up(acpi.rsdp, 36, 32);
	tables[0].VendorGuid = guid;
	tables[0].VendorTable = acpi.rsdp;
	fake->system.ConfigurationTable = tables;
	fake->system.NumberOfTableEntries = 1;
}

static void machine(void)
{
	fake_new();
	add_acpi();
	serial = fake_add_serial(true);
	fake_add_volume("\\memblock.efi");
	elffile_kernel(&file);
	file.header->machine = ARCH_ELF.number;
	fake_put_file("\\kernel.elf", file.bytes, file.size);
	fake_put_text("\\one", "first");
	fake_put_text("\\two", "second");
	fake_ram_new();
	fake->calls = 0;
	memset(&fake_cpu, 0, sizeof(fake_cpu));
	fake_cpu.format = walker->format;
}

static int set_up(void **state)
{
	(void)state;
	machine();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fake_free();
	return 0;
}

enum end { RETURNED, ENTERED, STOPPED };
static size_t status;

static enum end boot(void)
{
	switch (setjmp(fake_cpu.back)) {
	case 0:
		status = efi_main(&fake->image_handle, &fake->system);
		return RETURNED;
	case FAKE_CPU_ENTERED:
		return ENTERED;
	default:
		return STOPPED;
	}
}

#define boots(words) (fake_arguments(words), boot())

static const void *table(void)
{
	return (const void *)(uintptr_t)fake_cpu.entry.table;
}

static void expect_sound_table(void)
{
	const struct mbt_header *header = table();
	struct table_fault fault;

	assert_int_equal(mbt_check(table(), MBT_ANY_SIZE), MBT_OK);
	if (table_validate(table(), header->used_size, &fault))
		fail_msg("%s, entry %u %s", table_tag_name(fault.tag),
			 fault.index, table_problem_text(fault.problem));
	assert_true(header->flags & MBT_FLAG_FINAL);
	assert_int_equal(header->phys_base, fake_cpu.entry.table);
	assert_ptr_equal(fake_ram.published, table());
	assert_true(fake_ram.left);
	assert_false(fake_ram.late);
}

static uint64_t entry_at(uint64_t phys)
{
	return *(const uint64_t *)(uintptr_t)phys;
}

/* Where the loader's page tables lead. */
static struct walked walk(uint64_t virt)
{
	return walker->walk(fake_cpu.entry.page_table, 4, virt, entry_at);
}

static void expect_page(uint64_t virt, uint64_t phys, bool write, bool execute)
{
	struct walked w = walk(virt);

	assert_true(w.there);
	assert_true(w.phys == phys);
	assert_int_equal(w.write, write);
	assert_int_equal(w.execute, execute);
	assert_int_equal(w.kind, WALKER_CACHED);
}

static void a_kernel_is_entered_with_its_table(void **state)
{
	struct mbt_region region;
	struct mbt_kernel kernel;

	(void)state;
	assert_int_equal(boots(u"kernel=kernel.elf module=one,a module=\\two "
			       u"reserve_mem=64K:64K:log -- some words"),
			 ENTERED);
	expect_sound_table();
	assert_true(fake_cpu.entry.magic == MBT_MAGIC);
	assert_true(fake_cpu.entry.entry == HIGH + 0x10);
	assert_string_equal(mbt_cmdline(table()), "some words");
	assert_int_equal(mbt_section(table(), MBT_MODULES)->count, 2);
	assert_true(mbt_find_reserved(table(), "reserve_mem", "log", &region));
	assert_int_equal(region.size, 65536);
	assert_int_equal(region.base % 65536, 0);
	assert_true(mbt_find_reserved(table(), "module", "a", &region));
	assert_memory_equal((void *)(uintptr_t)region.base, "first\0", 6);
	assert_true(mbt_find_reserved(table(), "module", "two", &region));
	assert_true(mbt_entry(mbt_section(table(), MBT_KERNEL), 0, &kernel,
			      sizeof(kernel)));
	assert_int_equal(*(uint8_t *)(uintptr_t)kernel.phys_base, 0xf4);
	assert_non_null(strstr(serial->tape.text,
			       "Loading kernel.elf (8.0 KiB) and 2 modules "
			       "(11 bytes), 64 MiB of memory\n"));
}

static bool is_settled(uint64_t base, uint64_t size)
{
	for (size_t i = 0; i < 4; i++)
		if ((uintptr_t)fake_cpu.settled[i].base == base &&
		    fake_cpu.settled[i].size >= size)
			return true;
	return false;
}

static void page_tables_are_as_promised(void **state)
{
	const uint64_t top = FAKE_RAM_BASE + (64 << 20);
	struct mbt_kernel kernel;
	struct mbt_cpu cpu;

	(void)state;
	assert_int_equal(boots(u"kernel=kernel.elf"), ENTERED);
	mbt_entry(mbt_section(table(), MBT_KERNEL), 0, &kernel,
		  sizeof(kernel));
	mbt_entry(mbt_section(table(), MBT_CPU), 0, &cpu, sizeof(cpu));
	expect_page(HIGH, kernel.phys_base, false, true);
	expect_page(HIGH + 0x1000, kernel.phys_base + 0x1000, true, false);
	expect_page(fake_cpu.entry.table, fake_cpu.entry.table, true, false);
	expect_page(DIRECT + kernel.phys_base, kernel.phys_base, true, false);
	assert_int_equal(walk(0xfee00000).phys, 0xfee00000);
	assert_false(walk(cpu.guard_base).there);
	expect_page(cpu.stack_base, cpu.stack_base, true, false);
	assert_int_equal(cpu.stack_base, cpu.guard_base + 4096);
	assert_int_equal(fake_cpu.entry.stack,
			 cpu.stack_base + cpu.stack_size);
	assert_true(cpu.stack_size >= 65536);
	expect_page((uintptr_t)fake_cpu.gate, (uintptr_t)fake_cpu.gate, false,
		    true);
	assert_int_equal(cpu.direct_size, top);
	assert_int_equal(cpu.flags, fake_cpu.flags);
	assert_true(is_settled(kernel.phys_base, kernel.size));
	assert_true(is_settled(cpu.page_table, 4 * 4096));
}

static void page_tables_of_both_kinds_are_as_promised(void **state)
{
	for (size_t i = 0; i < WALKERS; i++) {
		machine();
		walker = &walkers[i];
		fake_cpu.format = walker->format;
		fake_cpu.flags = i ? MBT_CPU_EL2 : 0;
		page_tables_are_as_promised(state);
	}
}

static void a_pie_goes_to_the_higher_half(void **state)
{
	(void)state;
	elffile_pie(&file);
	file.header->machine = ARCH_ELF.number;
	elffile_put(&file, 0x1108, ARCH_ELF.relative);
	file.header->entry = 0x10;
	fake_put_file("\\pie.elf", file.bytes, file.size);
	assert_int_equal(boots(u"kernel=pie.elf"), ENTERED);
	expect_sound_table();
	assert_true(fake_cpu.entry.entry == HIGH + 0x10);
}

/* What lies below the kernel's virtual addresses cannot be reached there. */
static void nothing_lies_where_a_low_kernel_hides_it(void **state)
{
	const uint64_t top = FAKE_RAM_BASE + (64 << 20);
	const struct mbt_section *reserved;
	struct mbt_region r;

	(void)state;
	file.programs[0].vaddr = top - 0x200000;
	file.programs[1].vaddr = top - 0x1ff000;
	file.header->entry = top - 0x200000;
	file.programs[1].memsz = 0x1ff000;
	fake_put_file("\\low.elf", file.bytes, file.size);
	assert_int_equal(boots(u"kernel=low.elf module=one"), ENTERED);
	expect_sound_table();
	reserved = mbt_section(table(), MBT_RESERVED);
	for (uint32_t i = 0; mbt_region(reserved, i, &r); i++)
		assert_true(r.base + r.size <= top - 0x200000);
}

static void exit_boot_services_may_fail_a_few_times(void **state)
{
	(void)state;
	for (unsigned int times = 0; times < 8; times++) {
		machine();
		fake_ram.exit_fails = times;
		fake_ram.grows = 5;
		assert_int_equal(boots(u"kernel=kernel.elf"), ENTERED);
		expect_sound_table();
		assert_true(mbt_section(table(), MBT_EFI_MAP)->count >
			    5 * times);
	}
}

static void exit_boot_services_may_fail_for_ever(void **state)
{
	(void)state;
	fake_ram.exit_fails = 1000;
	assert_int_equal(boots(u"kernel=kernel.elf"), STOPPED);
	assert_int_equal(fake_ram.exit_calls, 8);
	assert_false(fake_ram.late);
	assert_string_equal(fake_cpu.said, "memblock.efi: ExitBootServices "
			    "failed again and again; the machine stops, "
			    "restart it.\n");
	assert_int_equal(fake_cpu.port, 0x2f8);
}

static void without_spcr_the_line_is_the_one_that_is_always_there(void **state)
{
	(void)state;
	acpi.spcr[9]++;
	fake_ram.exit_fails = 1000;
	assert_int_equal(boots(u"kernel=kernel.elf"), STOPPED);
	assert_int_equal(fake_cpu.port, ARCH_SERIAL_PORT);
	assert_int_equal(fake_cpu.len > 0, ARCH_SERIAL_PORT != 0);
}

static void a_map_that_outgrows_its_buffer_stops_the_machine(void **state)
{
	(void)state;
	fake_ram.exit_fails = 1;
	fake_ram.grows = 1000;
	assert_int_equal(boots(u"kernel=kernel.elf"), STOPPED);
	assert_non_null(strstr(fake_cpu.said, "ExitBootServices"));
}

static void maps_may_be_large_and_odd(void **state)
{
	static const uint64_t attributes[] = {
		EFI_MEMORY_WB, EFI_MEMORY_WB | EFI_ATTR_SP,
		EFI_MEMORY_WB | EFI_ATTR_MORE_RELIABLE,
	};

	(void)state;
	for (size_t i = 0; i < 3 * 16; i++) {
		machine();
		fake_ram.more = i % 16 == 7 ? 5000 : 50;
		fake_ram.desc_size = 40 + 8 * (i % 4);
		fake_ram.more_type = (uint32_t)(i % 16);
		fake_ram.more_attribute = attributes[i / 16];
		if (boots(u"kernel=kernel.elf") != ENTERED)
			fail_msg("type %zu: %s", i, serial->tape.text);
		expect_sound_table();
	}
}

static void too_little_memory_is_told(void **state)
{
	(void)state;
	assert_int_equal(boots(u"kernel=kernel.elf mem=1M"), RETURNED);
	assert_int_equal(status, FW_OUT_OF_RESOURCES);
	assert_non_null(strstr(serial->tape.text, "kernel.elf needs 16 KiB of "
			       "memory, the largest free range below mem= has "
			       "0 bytes; raise mem=.\n"));
	assert_int_equal(fake_ram_used(), 0);
}

static void refused(const char *text)
{
	assert_int_equal(boot(), RETURNED);
	assert_true(fw_failed(status));
	if (!strstr(serial->tape.text, text))
		fail_msg("said: %s", serial->tape.text);
	assert_int_equal(fake_ram_used(), 0);
	assert_int_equal(fake->files_open, 0);
	assert_null(fake_ram.published);
}

static void what_is_wrong_is_told_and_taken_back(void **state)
{
	(void)state;
	fake_arguments(u"kernel=none.elf");
	refused("none.elf cannot be read: not found");
	machine();
	fake_arguments(u"kernel=kernel.elf module=none");
	refused("none cannot be read: not found");
	machine();
	fake_arguments(u"kernel=one");
	refused("one cannot be loaded: it has 5 bytes");
	machine();
	fake_put_folder("\\dir");
	fake_arguments(u"kernel=dir");
	refused("dir cannot be read: it is a folder");
	machine();
	fake_put_text("\\empty", "");
	fake_arguments(u"kernel=empty");
	refused("empty cannot be read: it is empty");
	machine();
	fake_arguments(u"kernel=fs0:\\kernel.elf");
	refused("fs0:\\kernel.elf cannot be read: ");
	machine();
	fake->device_handle.cnt = 0;
	fake_arguments(u"kernel=kernel.elf");
	refused("start it from a disk or by PXE");
	machine();
	fake_arguments(u"module=one");
	refused("add kernel=PATH");
	machine();
	fake_arguments(u"kernel=kernel.elf reserve_mem=1G:0:big");
	refused("big needs 1 GiB of memory");
	machine();
	fake_arguments(u"kernel=kernel.elf reserve_mem=1K:0:a "
		       u"reserve_mem=1K:0:a");
	refused("the name is there already");
}

/* Each call of the firmware that can fail fails once. */
static void any_call_may_fail(void **state)
{
	unsigned int n = 0, entered = 0;
	enum end end;

	(void)state;
	do {
		machine();
		fake->fail_at = ++n;
		end = boots(u"kernel=kernel.elf module=one format=csv "
			    u"reserve_mem=8K:0:log");
		assert_int_not_equal(end, STOPPED);
		if (end == ENTERED) {
			expect_sound_table();
			entered++;
		} else if (fake_ram_used() != 0 || !fw_failed(status)) {
			fail_msg("call %u: %zu pages left, status %zx", n,
				 fake_ram_used(), status);
		}
		fake->fail_at = 0;
	} while (fake->calls >= n && n < 1000);
	assert_true(n > 30 && n < 1000);
	assert_true(entered > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_kernel_is_entered_with_its_table, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			page_tables_of_both_kinds_are_as_promised, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(a_pie_goes_to_the_higher_half,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			nothing_lies_where_a_low_kernel_hides_it, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			exit_boot_services_may_fail_a_few_times, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			exit_boot_services_may_fail_for_ever, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			without_spcr_the_line_is_the_one_that_is_always_there,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_map_that_outgrows_its_buffer_stops_the_machine,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(maps_may_be_large_and_odd,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(too_little_memory_is_told,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_is_wrong_is_told_and_taken_back, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(any_call_may_fail, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
