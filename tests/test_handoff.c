/* SPDX-License-Identifier: BSD-2-Clause */
/* kernel= from the options to the entry: what the kernel finds. */
#include "tests/lib/test.h"

#include <uchar.h>

#include "arch.h"
#include "tests/lib/givenboot.h"
#include "tests/lib/walker.h"

#define HIGH   UINT64_C(0xffffffff80000000)
#define DIRECT UINT64_C(0xffff800000000000)

static const struct walker *walker = &walkers[0];

static uint64_t entry_at(uint64_t phys)
{
	return *(const uint64_t *)(uintptr_t)phys;
}

/* Translates virt by the page tables of the loader. */
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

FIXTURE(given_boot, forget_boot);

TEST(a_kernel_is_entered_with_its_table)
{
	struct mbt_region region;
	struct mbt_kernel kernel;
	struct mbt_boot origin = { 0 };

	assert_int_equal(boots(u"kernel=kernel.elf module=one,a module=\\two "
			       u"reserve_mem=64K:64K:log -- some words"),
			 ENTERED);
	expect_sound_table();
	mbt_get_entry(mbt_find_section(boot_table(), MBT_BOOT), 0, &origin,
		      sizeof(origin));
	assert_int_equal(origin.time, 1700000000);
	assert_string_equal(mbt_string(boot_table(), origin.loader),
			    "memblock.efi");
	assert_int_equal(origin.flags, 0);
	assert_null(mbt_find_section(boot_table(), MBT_SYMBOLS));
	assert_true(fake_cpu.entry.magic == MBT_MAGIC);
	assert_true(fake_cpu.entry.entry == HIGH + 0x10);
	assert_int_equal(*(const uint8_t *)fake_cpu.trampoline, 0xcc);
	assert_string_equal(mbt_cmdline(boot_table()), "some words");
	assert_int_equal(mbt_find_section(boot_table(), MBT_MODULES)->count, 2);
	assert_true(
		mbt_find_reserved(boot_table(), "reserve_mem", "log", &region));
	assert_int_equal(region.size, 65536);
	assert_int_equal(region.base % 65536, 0);
	assert_true(mbt_find_reserved(boot_table(), "module", "a", &region));
	assert_memory_equal((void *)(uintptr_t)region.base, "first\0", 6);
	assert_true(mbt_find_reserved(boot_table(), "module", "two", &region));
	assert_true(mbt_get_entry(mbt_find_section(boot_table(), MBT_KERNEL), 0,
				  &kernel, sizeof(kernel)));
	assert_int_equal(*(uint8_t *)(uintptr_t)kernel.phys_base, 0xf4);
	assert_non_null(strstr(boot_serial->tape.text,
			       "Loading kernel.elf (8.0 KiB) and 2 modules "
			       "(11 bytes), 64 MiB of memory\n"));
}

static bool is_synced(uint64_t base, uint64_t size)
{
	for (size_t i = 0; i < 4; i++)
		if ((uintptr_t)fake_cpu.synced[i].base == base &&
		    fake_cpu.synced[i].size >= size)
			return true;
	return false;
}

static void expect_promised_page_tables(void)
{
	const uint64_t top = FAKE_RAM_BASE + (64 << 20);
	struct mbt_kernel kernel;
	struct mbt_cpu cpu;

	assert_int_equal(boots(u"kernel=kernel.elf"), ENTERED);
	mbt_get_entry(mbt_find_section(boot_table(), MBT_KERNEL), 0, &kernel,
		      sizeof(kernel));
	mbt_get_entry(mbt_find_section(boot_table(), MBT_CPU), 0, &cpu,
		      sizeof(cpu));
	expect_page(HIGH, kernel.phys_base, false, true);
	expect_page(HIGH + 0x1000, kernel.phys_base + 0x1000, true, false);
	expect_page(fake_cpu.entry.table, fake_cpu.entry.table, true, false);
	expect_page(DIRECT + kernel.phys_base, kernel.phys_base, true, false);
	assert_int_equal(walk(0xfee00000).phys, 0xfee00000);
	assert_false(walk(cpu.guard_base).there);
	expect_page(cpu.stack_base, cpu.stack_base, true, false);
	assert_int_equal(cpu.stack_base, cpu.guard_base + 4096);
	assert_int_equal(fake_cpu.entry.stack, cpu.stack_base + cpu.stack_size);
	assert_true(cpu.stack_size >= 65536);
	expect_page((uintptr_t)fake_cpu.trampoline,
		    (uintptr_t)fake_cpu.trampoline, false, true);
	assert_int_equal(cpu.direct_size, top);
	assert_int_equal(cpu.flags, fake_cpu.flags);
	assert_true(is_synced(kernel.phys_base, kernel.size));
	assert_true(is_synced(cpu.page_table, 4 * 4096));
}

TEST(page_tables_of_both_kinds_are_as_promised)
{
	for (size_t i = 0; i < WALKERS; i++) {
		new_machine();
		walker = &walkers[i];
		fake_cpu.format = walker->format;
		fake_cpu.flags = i ? MBT_CPU_EL2 : 0;
		expect_promised_page_tables();
	}
	walker = &walkers[0];
}

TEST(a_pie_goes_to_the_higher_half)
{
	elffile_pie(&kernel_file);
	kernel_file.header->machine = ARCH_ELF.number;
	elffile_put(&kernel_file, 0x1108, ARCH_ELF.relative);
	kernel_file.header->entry = 0x10;
	fake_put_file("\\pie.elf", kernel_file.bytes, kernel_file.size);
	assert_int_equal(boots(u"kernel=pie.elf"), ENTERED);
	expect_sound_table();
	assert_true(fake_cpu.entry.entry == HIGH + 0x10);
}

static void put_pie(void)
{
	elffile_pie(&kernel_file);
	kernel_file.header->machine = ARCH_ELF.number;
	elffile_put(&kernel_file, 0x1108, ARCH_ELF.relative);
	kernel_file.header->entry = 0x10;
	fake_put_file("\\pie.elf", kernel_file.bytes, kernel_file.size);
}

static struct mbt_kernel kernel_in_table(void)
{
	struct mbt_kernel kernel = { 0 };

	mbt_get_entry(mbt_find_section(boot_table(), MBT_KERNEL), 0, &kernel,
		      sizeof(kernel));
	return kernel;
}

TEST(kaslr_moves_a_pie_by_a_random_number_of_large_pages)
{
	struct mbt_kernel kernel;

	put_pie();
	fake_cpu.random = 5;
	assert_int_equal(boots(u"kernel=pie.elf kaslr=on"), ENTERED);
	expect_sound_table();
	kernel = kernel_in_table();
	assert_int_equal(kernel.slide, 5 * 0x200000);
	assert_true(kernel.virt_base == HIGH + kernel.slide);
	assert_true(kernel.load_bias == kernel.virt_base);
	assert_true(fake_cpu.entry.entry == kernel.virt_base + 0x10);
	expect_page(kernel.virt_base, kernel.phys_base, false, true);
}

TEST(kaslr_stays_within_the_last_2_gib)
{
	put_pie();
	fake_cpu.random = UINT64_MAX;
	assert_int_equal(boots(u"kernel=pie.elf kaslr=on"), ENTERED);
	assert_int_equal(kernel_in_table().slide % 0x200000, 0);
	assert_true(kernel_in_table().virt_base > HIGH);
	assert_true(kernel_in_table().virt_base <
		    UINT64_MAX - kernel_in_table().size);
}

TEST(kaslr_is_off_by_default)
{
	put_pie();
	fake_cpu.random = 5;
	assert_int_equal(boots(u"kernel=pie.elf"), ENTERED);
	assert_int_equal(kernel_in_table().slide, 0);
}

TEST(kaslr_needs_a_pie_and_random_numbers)
{
	put_pie();
	assert_int_equal(boots(u"kernel=pie.elf kaslr=on"), RETURNED);
	assert_non_null(strstr(boot_serial->tape.text, "random numbers"));
	new_machine();
	fake_cpu.random = 5;
	assert_int_equal(boots(u"kernel=kernel.elf kaslr=on"), RETURNED);
	assert_non_null(strstr(boot_serial->tape.text, "not a PIE"));
}

static uint64_t stack_of_kernel_with(uint64_t wish)
{
	struct elf64_phdr *note;
	struct mbt_cpu cpu;

	new_machine();
	elffile_kernel(&kernel_file);
	kernel_file.header->machine = ARCH_ELF.number;
	note = &kernel_file.programs[kernel_file.header->phnum++];
	*note = (struct elf64_phdr){ .type = PT_GNU_STACK, .memsz = wish };
	fake_put_file("\\stack.elf", kernel_file.bytes, kernel_file.size);
	if (boots(u"kernel=stack.elf") != ENTERED)
		return 0;
	mbt_get_entry(mbt_find_section(boot_table(), MBT_CPU), 0, &cpu,
		      sizeof(cpu));
	return cpu.stack_size;
}

TEST(the_stack_is_as_large_as_the_file_asks_for)
{
	assert_int_equal(stack_of_kernel_with(0), 0x10000);
	assert_int_equal(stack_of_kernel_with(0x8000), 0x10000);
	assert_int_equal(stack_of_kernel_with(0x20001), 0x21000);
	assert_int_equal(stack_of_kernel_with(UINT64_MAX), 0);
	assert_non_null(strstr(boot_serial->tape.text, "The stack needs"));
}

/* The pages that the loader allocates for itself are not where it places the
 * kernel and the rest. */
TEST(the_map_is_read_twice)
{
	assert_int_equal(boots(u"kernel=kernel.elf module=one module=two"),
			 ENTERED);
	assert_int_equal(fake_ram.map_calls, 2);
}

static uint64_t kernel_base(void)
{
	struct mbt_kernel kernel = { 0 };

	mbt_get_entry(mbt_find_section(boot_table(), MBT_KERNEL), 0, &kernel,
		      sizeof(kernel));
	return kernel.phys_base;
}

TEST(a_large_kernel_is_where_large_pages_can_map_it)
{
	kernel_file.programs[1].memsz = 3 << 20;
	fake_put_file("\\large.elf", kernel_file.bytes, kernel_file.size);
	assert_int_equal(boots(u"kernel=large.elf"), ENTERED);
	assert_int_equal(kernel_base() % (2 << 20), 0);
}

/* The segments of the kernel hide the memory at their virtual addresses. */
TEST(nothing_is_placed_where_a_low_kernel_would_hide_it)
{
	const uint64_t top = FAKE_RAM_BASE + (64 << 20);
	const struct mbt_section *reserved;
	struct mbt_region r;

	kernel_file.programs[0].vaddr = top - 0x200000;
	kernel_file.programs[1].vaddr = top - 0x1ff000;
	kernel_file.header->entry = top - 0x200000;
	kernel_file.programs[1].memsz = 0x1ff000;
	fake_put_file("\\low.elf", kernel_file.bytes, kernel_file.size);
	assert_int_equal(boots(u"kernel=low.elf module=one"), ENTERED);
	expect_sound_table();
	reserved = mbt_find_section(boot_table(), MBT_RESERVED);
	for (uint32_t i = 0; mbt_get_region(reserved, i, &r); i++)
		assert_true(r.base + r.size <= top - 0x200000);
}

TEST(maps_may_be_large_and_odd)
{
	static const uint64_t attributes[] = {
		EFI_MEMORY_WB,
		EFI_MEMORY_WB | EFI_ATTR_SP,
		EFI_MEMORY_WB | EFI_ATTR_MORE_RELIABLE,
	};

	for (size_t i = 0; i < 3 * 16; i++) {
		new_machine();
		fake_ram.more = i % 16 == 7 ? 5000 : 50;
		fake_ram.desc_size = 40 + 8 * (i % 4);
		fake_ram.more_type = (uint32_t)(i % 16);
		fake_ram.more_attribute = attributes[i / 16];
		if (boots(u"kernel=kernel.elf") != ENTERED)
			fail_msg("type %zu: %s", i, boot_serial->tape.text);
		expect_sound_table();
	}
}

/* AAVMF 2026.08 asks for 14 to 16 KiB and returns 4.5. */
TEST(firmware_may_ask_for_three_times_what_it_returns)
{
	fake_ram.more = 200;
	fake_ram.asks = 3;
	if (boots(u"kernel=kernel.elf") != ENTERED)
		fail_msg("said: %s", boot_serial->tape.text);
	expect_sound_table();
}

static const char two_nodes[] = "mem:0:200000000000-200002000000"
				" mem:1:200002000000-200004000000";

static uint16_t last_node(void)
{
	const struct mbt_section *memory =
		mbt_find_section(boot_table(), MBT_MEMORY);
	struct mbt_region region = { 0 };

	mbt_get_region(memory, memory->count - 1, &region);
	return region.nid;
}

TEST(nodes_and_distances_are_those_of_acpi)
{
	static const struct mbt_distance wanted[] = {
		{ 0, 0, 10 },
		{ 0, 1, 21 },
		{ 1, 0, 31 },
		{ 1, 1, 10 },
	};
	const struct mbt_section *distances;

	boot_with_nodes(two_nodes, "10 21 / 31 10");
	assert_int_equal(boots(u"kernel=kernel.elf"), ENTERED);
	expect_sound_table();
	assert_int_equal(last_node(), 1);
	distances = mbt_find_section(boot_table(), MBT_DISTANCES);
	assert_non_null(distances);
	assert_memory_equal(distances + 1, wanted, sizeof(wanted));
}

/* Memory that is added later has no node, so that the SRAT is rejected. */
TEST(nodes_are_those_of_the_final_map)
{
	boot_with_nodes(two_nodes, "10 21 / 31 10");
	fake_ram.exit_fails = 1;
	fake_ram.grows = 40;
	fake_ram.more_type = EFI_CONVENTIONAL_MEMORY;
	fake_ram.more_attribute = EFI_MEMORY_WB;
	assert_int_equal(boots(u"kernel=kernel.elf"), ENTERED);
	expect_sound_table();
	assert_int_equal(last_node(), 0);
	assert_null(mbt_find_section(boot_table(), MBT_DISTANCES));
}

/* Separate ranges, each of which splits the free memory. */
TEST(many_reserve_mem_ranges_have_their_names)
{
	enum { RANGES = 400 };
	static char16_t words[32 * RANGES];
	struct mbt_region region;
	char text[64];
	size_t len = 0;

	for (int i = 0; i < RANGES; i++) {
		int n = sprintf(text, "%sreserve_mem=4K:64K:range%d",
				i ? " " : "kernel=kernel.elf ", i);

		for (int k = 0; k < n; k++)
			words[len++] = (char16_t)text[k];
	}
	if (boots(words) != ENTERED)
		fail_msg("said: %s", boot_serial->tape.text);
	expect_sound_table();
	assert_null(mbt_find_section(boot_table(), MBT_LOST));
	assert_true(mbt_find_reserved(boot_table(), "reserve_mem", "range399",
				      &region));
}

static EFI_TIME clock_time;
static EFI_STATUS clock_status;

static EFI_STATUS EFIAPI clock_now(EFI_TIME *time, EFI_TIME_CAPABILITIES *can)
{
	(void)can;
	*time = clock_time;
	return clock_status;
}

static uint64_t time_of_boot(void)
{
	struct mbt_boot origin = { .time = 1 };

	assert_int_equal(boots(u"kernel=kernel.elf"), ENTERED);
	expect_sound_table();
	assert_true(mbt_get_entry(mbt_find_section(boot_table(), MBT_BOOT), 0,
				  &origin, sizeof(origin)));
	return origin.time;
}

TEST(a_clock_that_is_not_set_or_fails_states_no_time)
{
	assert_int_equal(time_of_boot(), 1700000000);
	new_machine();
	fake->runtime.GetTime = clock_now;
	clock_time = (EFI_TIME){ .Year = 1969, .Month = 12, .Day = 31 };
	assert_int_equal(time_of_boot(), 0);
	new_machine();
	fake->runtime.GetTime = clock_now;
	clock_status = EFI_DEVICE_ERROR;
	assert_int_equal(time_of_boot(), 0);
	clock_status = EFI_SUCCESS;
}
