/* SPDX-License-Identifier: BSD-2-Clause */
/* Multiboot and PVH kernels from the options to the entry. */
#include "tests/lib/test.h"

#include <uchar.h>

#include "core/base/bytes.h"
#include "efi/boot/multiboot/format.h"
#include "tests/lib/givenlimine.h"

#define LINKED (FAKE_RAM_LOW + 0x100000)
#define BYTES  0x2000
#define BSS    0x1800
#define HEADER 0x80

static uint8_t file[BYTES];
static size_t at;

/* --- the machine, and kernels of each protocol --------------------------- */

static void low_machine(void)
{
	new_machine();
	fake_ram_new_low();
	fake->calls = 0;
}

static TEST_STEP(given_low_machine)
{
	low_machine();
	return 0;
}

FIXTURE(given_low_machine, forget_boot);

static void put(uint32_t word)
{
	put_le(file + at, word, 4);
	at += 4;
}

static void begin(void)
{
	memset(file, 0x90, sizeof(file));
	at = HEADER;
}

static void put_addresses(void)
{
	put(LINKED + HEADER);
	put(LINKED);
	put(LINKED + BYTES);
	put(LINKED + BYTES + BSS);
}

static void tag(uint32_t type, uint32_t size)
{
	at = (at + 7) & ~(size_t)7;
	put(type);
	put(size);
}

static void begin_2(void)
{
	begin();
	for (int i = 0; i < 4; i++)
		put(0);
	tag(MB2_HEADER_ADDRESS, 24);
	put_addresses();
	tag(MB2_HEADER_ENTRY, 12);
	put(LINKED + 0x40);
}

static void end_2(void)
{
	uint32_t length;

	tag(MB2_HEADER_END, 8);
	length = (uint32_t)(at - HEADER);
	at = HEADER;
	put(MB2_HEADER_MAGIC);
	put(0);
	put(length);
	put(-(MB2_HEADER_MAGIC + length));
	fake_put_file("\\k", file, sizeof(file));
}

static void given_multiboot2(void)
{
	begin_2();
	end_2();
}

static void relocatable(uint32_t min, uint32_t max, uint32_t preference)
{
	begin_2();
	tag(MB2_HEADER_RELOCATABLE, 24);
	put(min);
	put(max);
	put(0x10000);
	put(preference);
	end_2();
}

static void given_kernel_that_keeps_services(void)
{
	begin_2();
	tag(MB2_HEADER_EFI_SERVICES, 8);
	tag(MB2_HEADER_ENTRY_EFI64, 12);
	put(LINKED + 0x60);
	end_2();
}

static void given_kernel_that_keeps_services_without_tag_9(void)
{
	begin_2();
	tag(MB2_HEADER_EFI_SERVICES, 8);
	end_2();
}

static void given_multiboot_with(uint32_t flags, uint32_t entry)
{
	begin();
	put(MB1_HEADER_MAGIC);
	put(flags);
	put(-(MB1_HEADER_MAGIC + flags));
	put_addresses();
	put(entry);
	fake_put_file("\\k", file, sizeof(file));
}

static void given_multiboot(void)
{
	given_multiboot_with(MB1_ADDRESSES | MB1_ALIGN_MODULES, LINKED + 0x40);
}

static void given_pvh(uint32_t note_size)
{
	static struct elffile elf;

	elffile_pvh(&elf, LINKED, LINKED + 0x20, note_size);
	fake_put_file("\\k", elf.bytes, elf.size);
}

/* --- what a kernel finds ------------------------------------------------- */

static const uint8_t *info(void)
{
	return (const uint8_t *)(uintptr_t)fake_cpu.entry_32.ebx;
}

/* The tag of the Multiboot2 information; NULL: it is not there. */
static const uint8_t *tag_of(uint32_t type)
{
	size_t end = (size_t)get_le(info(), 4), i = 8;

	while (i < end && get_le(info() + i, 4) != type)
		i += ((size_t)get_le(info() + i + 4, 4) + 7) & ~(size_t)7;
	return i < end ? info() + i : NULL;
}

static void expect_said(const char *text)
{
	if (!strstr(boot_serial->tape.text, text))
		fail_msg("not said: %s in %s", text, boot_serial->tape.text);
}

static void expect_refused(const char *text)
{
	assert_int_equal(boot(), RETURNED);
	assert_true(fw_failed(boot_status));
	expect_said(text);
}

static void expect_loaded(uint64_t base)
{
	const uint8_t *memory = (const uint8_t *)(uintptr_t)base;

	assert_memory_equal(memory, file, BYTES);
	for (size_t i = 0; i < BSS; i++)
		assert_int_equal(memory[BYTES + i], 0);
}

/* A machine with a screen and SMBIOS, and the kernel. */
static void given_all(void (*given)(void))
{
	low_machine();
	limine_add_smbios();
	limine_add_screen();
	given();
}

/* --- where it lies ------------------------------------------------------- */

TEST(a_multiboot2_kernel_is_entered_where_it_is_linked)
{
	given_multiboot2();
	assert_int_equal(boots(u"kernel=k module=one -- words"), ENTERED);
	assert_true(fake_ram.left);
	assert_int_equal(fake_cpu.entry_32.entry, LINKED + 0x40);
	assert_int_equal(fake_cpu.entry_32.eax, MB2_LOADER_MAGIC);
	assert_int_equal(fake_cpu.copy_cnt, 0);
	expect_loaded(LINKED);
	assert_string_equal((const char *)tag_of(MB2_CMDLINE) + 8, "words");
	assert_non_null(tag_of(MB2_MODULE));
	assert_non_null(tag_of(MB2_ACPI_NEW));
	assert_null(tag_of(MB2_LOAD_BASE));
	expect_said("k is a Multiboot2 kernel; owners, lifetimes and"
		    " NUMA nodes are not passed on\n");
}

TEST(a_multiboot2_kernel_learns_of_the_screen_and_of_smbios)
{
	const uint8_t *tag;

	given_all(given_multiboot2);
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	tag = tag_of(MB2_FRAMEBUFFER);
	assert_non_null(tag);
	assert_int_equal(get_le(tag + 8, 8), 0xc0000000);
	assert_int_equal(get_le(tag + 16, 4), 80 * 4);
	assert_int_equal(get_le(tag + 20, 4), 64);
	assert_int_equal(get_le(tag + 24, 4), 32);
	tag = tag_of(MB2_SMBIOS);
	assert_non_null(tag);
	assert_memory_equal(tag + 16, "_SM3_", 5);
	assert_int_equal(get_le(tag + 4, 4), 16 + 24);
}

TEST(a_multiboot2_kernel_gets_the_rsdp_of_its_revision)
{
	given_multiboot2();
	fake->system.NumberOfTableEntries = 0;
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	assert_null(tag_of(MB2_ACPI_OLD));
	assert_null(tag_of(MB2_ACPI_NEW));
	low_machine();
	given_multiboot2();
	boot_acpi.rsdp[15] = 0;
	put_le(boot_acpi.rsdp + 16, 0x1000, 4);
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	assert_non_null(tag_of(MB2_ACPI_OLD));
	assert_int_equal(get_le(tag_of(MB2_ACPI_OLD) + 4, 4), 8 + 20);
	assert_null(tag_of(MB2_ACPI_NEW));
}

TEST(a_multiboot2_kernel_gets_the_old_entry_point_of_smbios)
{
	given_all(given_multiboot2);
	fake->system.NumberOfTableEntries = 2;
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	assert_non_null(tag_of(MB2_SMBIOS));
	assert_memory_equal(tag_of(MB2_SMBIOS) + 16, "_SM_", 4);
	assert_int_equal(get_le(tag_of(MB2_SMBIOS) + 4, 4), 16 + 31);
}

TEST(a_multiboot_kernel_is_entered_with_its_own_magic)
{
	given_multiboot();
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	assert_int_equal(fake_cpu.entry_32.entry, LINKED + 0x40);
	assert_int_equal(fake_cpu.entry_32.eax, MB1_LOADER_MAGIC);
	expect_loaded(LINKED);
	expect_said("NUMA nodes, ACPI tables and the EFI system table are not"
		    " passed on\n");
}

TEST(a_pvh_kernel_is_entered_at_its_note)
{
	static const uint32_t sizes[] = { 4, 8 };

	for (int i = 0; i < 2; i++) {
		low_machine();
		given_pvh(sizes[i]);
		assert_int_equal(boots(u"kernel=k protocol=pvh"), ENTERED);
		assert_int_equal(fake_cpu.entry_32.entry, LINKED + 0x20);
		assert_int_equal(fake_cpu.entry_32.eax, 0);
		assert_int_equal(get_le(info(), 4), 0x336ec578);
	}
	expect_said("k is a PVH kernel; ");
}

/* A kernel may have mapped only its first MiBs when it reads them. */
TEST(information_stack_and_modules_lie_as_low_as_possible)
{
	static void (*const given[])(void) = { given_multiboot,
					       given_multiboot2 };
	const uint8_t *tag;

	for (int i = 0; i < 2; i++) {
		low_machine();
		fake_put_file("\\m", "module", 6);
		given[i]();
		assert_int_equal(boots(u"kernel=k module=\\m"), ENTERED);
		assert_true(fake_cpu.entry_32.ebx < LINKED);
		assert_true(fake_cpu.entry_32.stack < LINKED);
	}
	tag = tag_of(MB2_MODULE);
	assert_non_null(tag);
	assert_true(get_le(tag + 8, 4) < LINKED);
}

TEST(a_relocatable_kernel_goes_where_it_prefers)
{
	const uint32_t base = (uint32_t)FAKE_RAM_LOW;
	uint32_t low;

	relocatable(base, base + 0x2000000, 1);
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	low = fake_cpu.entry_32.entry - 0x40;
	assert_int_equal(low % 0x10000, 0);
	assert_true(low < LINKED);
	expect_loaded(low);
	assert_int_equal(get_le(tag_of(MB2_LOAD_BASE) + 8, 4), low);
	low_machine();
	relocatable(base, base + 0x2000000, 2);
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	assert_true(fake_cpu.entry_32.entry > base + 0x1f00000);
	low_machine();
	relocatable(base, 0xffffffff, 7);
	assert_int_equal(boots(u"kernel=k"), ENTERED);
}

TEST(a_relocatable_kernel_without_such_a_place_stays_where_it_is_linked)
{
	relocatable(0x1000, 0x100000, 0);
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	expect_loaded(LINKED);
}

TEST(what_the_firmware_uses_is_copied_to_after_boot_services)
{
	const struct cpu_copy *copy = fake_cpu.copies;

	given_multiboot2();
	fake_ram_use(LINKED, 1);
	assert_int_equal(boots(u"kernel=k"), ENTERED);
	assert_int_equal(fake_cpu.copy_cnt, 1);
	assert_int_equal(copy->to, LINKED);
	assert_int_equal(copy->size, BYTES);
	assert_int_equal(copy->zeros, BSS);
	assert_memory_equal((const void *)(uintptr_t)copy->from, file, BYTES);
}

/* --- what is refused ----------------------------------------------------- */

TEST(a_kernel_that_is_linked_for_no_memory_is_refused)
{
	given_multiboot2();
	fake_arguments(u"kernel=k mem=257M");
	expect_refused("where 0x10100000 is taken away by mem= or memmap=;"
		       " change that option.\n");
	low_machine();
	fake_arguments(u"kernel=k memmap=4K$0x10101000");
	given_multiboot2();
	expect_refused("where 0x10101000 is taken away by");
	low_machine();
	begin_2();
	at = HEADER + 16 + 8;
	put(0xe0000000 + HEADER);
	put(0xe0000000);
	put(0xe0000000 + BYTES);
	put(0);
	tag(MB2_HEADER_ENTRY, 12);
	put(0xe0000000);
	at += 4;
	end_2();
	fake_arguments(u"kernel=k");
	expect_refused("it is linked for 0xe0000000-0xe0001fff, where"
		       " 0xe0000000 is not memory; link it for other"
		       " addresses.\n");
}

/* Two descriptors of the firmware meet at FIRMWARE, and a kernel is linked for
 * the page before that and the one after it. */
#define FIRMWARE 0x20000u

static void given_firmware_memory(uint32_t type)
{
	low_machine();
	fake_ram.more = 2;
	fake_ram.more_type = type;
	fake_ram.more_attribute = EFI_MEMORY_WB | EFI_MEMORY_RUNTIME;
	begin_2();
	at = HEADER + 16 + 8;
	put(FIRMWARE - 0x1000 + HEADER);
	put(FIRMWARE - 0x1000);
	put(FIRMWARE + 0x800);
	put(0);
	tag(MB2_HEADER_ENTRY, 12);
	put(FIRMWARE);
	at += 4;
	end_2();
}

TEST(a_kernel_that_is_linked_for_the_firmwares_memory_is_refused)
{
	given_firmware_memory(EfiRuntimeServicesData);
	fake_arguments(u"kernel=k");
	expect_refused("where 0x1f000 is RuntimeServicesData; link it for"
		       " other addresses, or add overwrite=on.\n");
	given_firmware_memory(EfiReservedMemoryType);
	fake_arguments(u"kernel=k overwrite=on");
	expect_refused("where 0x1f000 is ReservedMemoryType; link it for other"
		       " addresses.\n");
}

/* The type of the row of the Multiboot2 information that holds the address. */
static uint64_t row_type(uint64_t address)
{
	const uint8_t *tag = tag_of(MB2_MEMORY_MAP);

	for (size_t i = 16; i < get_le(tag + 4, 4); i += 24)
		if (address - get_le(tag + i, 8) < get_le(tag + i + 8, 8))
			return get_le(tag + i + 16, 4);
	return 0;
}

TEST(with_overwrite_it_is_copied_there_and_the_place_is_memory)
{
	static const uint32_t types[] = { EfiACPIMemoryNVS,
					  EfiACPIReclaimMemory,
					  EfiRuntimeServicesCode,
					  EfiRuntimeServicesData };
	static const uint64_t rows[] = { 4, 3, 2, 2 };

	for (size_t i = 0; i < 4; i++) {
		given_firmware_memory(types[i]);
		assert_int_equal(boots(u"kernel=k overwrite=on"), ENTERED);
		assert_int_equal(fake_cpu.copy_cnt, 1);
		assert_int_equal(fake_cpu.copies[0].to, 0x1f000);
		assert_int_equal(row_type(0x1efff), rows[i]);
		assert_int_equal(row_type(0x1f000), 1);
		assert_int_equal(row_type(0x20fff), 1);
		assert_int_equal(row_type(0x21000), rows[i]);
		expect_said(" at 0x1f000-0x1ffff.\n"
			    "Note: k overwrites ");
		expect_said(" at 0x20000-0x20fff.\n");
	}
}

TEST(addresses_beyond_the_file_are_refused)
{
	begin_2();
	at = HEADER + 16 + 8;
	put(LINKED + HEADER);
	put(LINKED);
	put(LINKED + 2 * BYTES);
	put(0);
	at += 12 + 4;
	end_2();
	fake_arguments(u"kernel=k");
	expect_refused("k cannot be loaded: ");
}

TEST(an_entry_outside_of_the_image_is_refused)
{
	static const uint32_t entries[] = { LINKED - 1, LINKED + BYTES + BSS };

	for (size_t i = 0; i < 2; i++) {
		low_machine();
		given_multiboot_with(MB1_ADDRESSES, entries[i]);
		fake_arguments(u"kernel=k");
		expect_refused(
			i ? "k cannot be loaded: its entry 0x10103800 is"
			  : "k cannot be loaded: its entry 0x100fffff is");
	}
}

TEST(a_header_that_asks_for_too_much_is_refused)
{
	begin_2();
	tag(MB2_HEADER_CONSOLE, 12);
	put(3);
	tag(77, 8);
	end_2();
	fake_arguments(u"kernel=k");
	expect_refused("k cannot be loaded: ");
	low_machine();
	given_multiboot_with(MB1_ADDRESSES | 1 << 3, LINKED);
	fake_arguments(u"kernel=k");
	expect_refused("k cannot be loaded: ");
}

/* --- boot services that stay --------------------------------------------- */

TEST(a_kernel_may_keep_boot_services)
{
	given_kernel_that_keeps_services();
	assert_int_equal(boots(u"kernel=k"), SERVICES);
	assert_false(fake_ram.left);
	assert_int_equal(fake_cpu.entry_32.entry, LINKED + 0x60);
	assert_int_equal(fake_cpu.entry_32.eax, MB2_LOADER_MAGIC);
	assert_non_null(tag_of(MB2_EFI_SERVICES));
	assert_null(tag_of(MB2_EFI_MEMORY_MAP));
	expect_said("it keeps boot services and reads the firmware's memory"
		    " map\n");
}

TEST(a_kernel_that_keeps_boot_services_may_have_one_entry)
{
	given_kernel_that_keeps_services_without_tag_9();
	assert_int_equal(boots(u"kernel=k"), SERVICES);
	assert_int_equal(fake_cpu.entry_32.entry, LINKED + 0x40);
	assert_non_null(tag_of(MB2_EFI_SERVICES));
}

TEST(with_boot_services_options_about_memory_have_no_effect)
{
	static const char16_t *const words[] = {
		u"kernel=k mem=1G",
		u"kernel=k memmap=4K$1M",
		u"kernel=k reserve_mem=4K:4K:a",
	};

	for (size_t i = 0; i < 3; i++) {
		size_t n = 0;

		low_machine();
		given_kernel_that_keeps_services();
		while (words[i][n])
			n++;
		fake_load_options(words[i], 2 * n);
		expect_refused("so that mem=, memmap= and reserve_mem= have no"
			       " effect on it; leave them out.\n");
	}
}

TEST(with_boot_services_nothing_can_be_copied_later)
{
	given_kernel_that_keeps_services();
	fake_ram_use(LINKED, 1);
	fake_arguments(u"kernel=k");
	expect_refused("the firmware uses memory in 0x10100000-0x10103fff, for"
		       " which it is linked; make it relocatable.\n");
}

/* --- failures ------------------------------------------------------------ */

static enum boot_end boot_or_nothing(size_t used)
{
	enum boot_end end = boots(u"kernel=k module=one");

	if (end == RETURNED) {
		assert_true(fw_failed(boot_status));
		assert_int_equal(fake_ram_used(), used);
		assert_int_equal(fake->files_open, 0);
	}
	return end;
}

/* Lets each call of the firmware fail in turn, then all from each one on, and
 * leaves it more and more memory. */
static void expect_undone(void (*given)(void), enum boot_end end)
{
	enum boot_end last = RETURNED;

	for (unsigned int call = 1; last == RETURNED && call < 500; call++) {
		given_all(given);
		fake->fail_at = call;
		last = boot_or_nothing(0);
	}
	assert_int_equal(last, end);
	last = RETURNED;
	for (unsigned int call = 1; last != end && call < 500; call++) {
		given_all(given);
		fake->fail_from = call;
		last = boot_or_nothing(0);
	}
	assert_int_equal(last, end);
	last = RETURNED;
	for (size_t left = 290; last != end && left < 500; left++) {
		given_all(given);
		fake_ram_use(FAKE_RAM_LOW + left * 4096, FAKE_RAM_PAGES - left);
		last = boot_or_nothing(FAKE_RAM_PAGES - left);
	}
	assert_int_equal(last, end);
}

static void given_pvh_of_4(void)
{
	given_pvh(4);
}

TEST(each_failure_is_undone)
{
	expect_undone(given_multiboot, ENTERED);
	expect_undone(given_pvh_of_4, ENTERED);
	expect_undone(given_kernel_that_keeps_services, SERVICES);
}
