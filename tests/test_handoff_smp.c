/* SPDX-License-Identifier: BSD-2-Clause */
/* smp=on: the other processors are started, and the kernel is told of them. */
#include "tests/lib/test.h"

#include <uchar.h>

#include "tests/lib/givenlimine.h"

FIXTURE(given_boot, forget_boot);

static uint64_t entry_at(uint64_t phys)
{
	return *(const uint64_t *)(uintptr_t)phys;
}

static struct walked walk(uint64_t virt)
{
	return walkers[0].walk(fake_cpu.entry.page_table, 4, virt, entry_at);
}

static const struct mbt_section *processors(void)
{
	return mbt_find_section(boot_table(), MBT_PROCESSORS);
}

static struct mbt_processor processor(uint32_t i)
{
	struct mbt_processor ret = { 0 };

	assert_true(mbt_get_entry(processors(), i, &ret, sizeof(ret)));
	return ret;
}

static struct mbt_cpu first_cpu(void)
{
	struct mbt_cpu cpu = { 0 };

	mbt_get_entry(mbt_find_section(boot_table(), MBT_CPU), 0, &cpu,
		      sizeof(cpu));
	return cpu;
}

static void given_processors(const uint64_t *ids, size_t cnt)
{
	limine_add_cpus(ids, cnt);
	fake->calls = 0;
}

TEST(each_other_processor_waits_for_its_mailbox)
{
	static const uint64_t ids[] = { 4, 0, 6 };
	struct mbt_cpu cpu;

	given_processors(ids, 3);
	assert_int_equal(boots(u"kernel=kernel.elf smp=on"), ENTERED);
	expect_sound_table();
	cpu = first_cpu();
	assert_int_equal(processors()->count, 3);
	assert_int_equal(fake_cpu.started_cnt, 2);
	for (uint32_t i = 0; i < 3; i++) {
		struct mbt_processor p = processor(i);
		const struct cpu_start *how = &fake_cpu.started[i / 2].how;
		const struct cpu_entry *entry = &fake_cpu.started[i / 2].entry;

		assert_int_equal(p.id, ids[i]);
		assert_int_equal(p.uid, 10 + i);
		assert_int_equal(p.stack_size, cpu.stack_size);
		if (i == 1) {
			assert_int_equal(p.flags, MBT_PROCESSOR_BOOT);
			assert_int_equal(p.mailbox, 0);
			assert_int_equal(p.stack_base, cpu.stack_base);
			continue;
		}
		assert_int_equal(p.flags, 0);
		assert_int_equal(p.mailbox, p.stack_base + p.stack_size - 16);
		assert_int_equal(how->id, ids[i]);
		assert_ptr_equal(how->trampoline,
				 (const uint8_t *)fake_cpu.trampoline +
					 (1 + i / 2) * 4096);
		assert_int_equal((uintptr_t)how->waiting, p.mailbox);
		assert_int_equal(how->stack, p.mailbox);
		assert_int_equal(how->counter_rate, 3000000);
		assert_non_null(how->fadt->bytes);
		assert_null(how->silence);
		assert_int_equal(entry->page_table, cpu.page_table);
		assert_int_equal(entry->stack, p.mailbox);
		assert_int_equal(entry->table, p.mailbox);
		assert_true(entry->magic == MBT_MAGIC);
		assert_int_equal(entry->entry,
				 cpu_trampoline_park(how->trampoline));
		assert_true(walk(entry->entry).execute);
	}
}

TEST(stacks_do_not_overlap_and_have_a_page_below_that_is_not_mapped)
{
	static const uint64_t ids[] = { 0, 1, 2, 3 };

	given_processors(ids, 4);
	assert_int_equal(boots(u"kernel=kernel.elf smp=on"), ENTERED);
	for (uint32_t i = 0; i < 4; i++) {
		struct mbt_processor p = processor(i);
		uint64_t end = p.stack_base + p.stack_size;

		assert_false(walk(p.stack_base - 1).there);
		assert_false(walk(p.stack_base - 4096).there);
		assert_true(walk(p.stack_base).write);
		assert_true(walk(end - 1).write);
		for (uint32_t j = 0; j < i; j++)
			assert_true(processor(j).stack_base >= end ||
				    processor(j).stack_base +
						    processor(j).stack_size <=
					    p.stack_base);
	}
}

/* Each has its own trampoline and room, which nothing else uses. */
TEST(the_crash_of_each_processor_is_explained)
{
	static const uint64_t ids[] = { 4, 0, 6 };
	struct mbt_region stacks = { 0 };

	given_processors(ids, 3);
	fake_cpu.crash_code = (struct range){ 0x7e001000, 0x8000 };
	assert_int_equal(boots(u"kernel=kernel.elf smp=on"), ENTERED);
	expect_sound_table();
	assert_int_equal(fake_cpu.crash_cnt, 3);
	assert_ptr_equal(fake_cpu.crashes[0].trampoline, fake_cpu.trampoline);
	assert_int_equal(fake_cpu.crashes[0].processor, 0);
	for (size_t i = 1; i < 3; i++) {
		const struct fake_crash *crash = &fake_cpu.crashes[i];
		uint64_t room = (uintptr_t)crash->room;

		assert_int_equal(crash->processor, ids[2 * (i - 1)]);
		assert_ptr_equal(crash->trampoline,
				 fake_cpu.started[i - 1].how.trampoline);
		assert_ptr_equal(crash->trampoline,
				 (const uint8_t *)fake_cpu.trampoline +
					 i * 4096);
		assert_int_equal(room % CPU_CRASH_ROOM, 0);
		for (uint64_t at = 0; at < CPU_CRASH_ROOM; at += 4096)
			assert_true(walk(room + at).write);
		for (uint32_t j = 0; j < 3; j++)
			assert_true(processor(j).stack_base - room >=
				    CPU_CRASH_ROOM);
	}
	assert_true(mbt_find_reserved(boot_table(), "stack", "", &stacks));
	assert_int_equal((uintptr_t)fake_cpu.crashes[1].room, stacks.base);
	assert_int_equal((uintptr_t)fake_cpu.crashes[2].room,
			 (uintptr_t)fake_cpu.crashes[1].room + CPU_CRASH_ROOM);
}

TEST(a_processor_that_does_not_answer_is_named_and_not_listed)
{
	static const uint64_t ids[] = { 0, 4, 6 };

	given_processors(ids, 3);
	fake_cpu.limine.dead = 4;
	assert_int_equal(boots(u"kernel=kernel.elf smp=on"), ENTERED);
	expect_sound_table();
	assert_int_equal(processors()->count, 2);
	assert_int_equal(processor(0).id, 0);
	assert_int_equal(processor(1).id, 6);
	assert_non_null(strstr(fake_cpu.said,
			       "processor 4 does not start; it is left out."));
}

TEST(without_smp_nothing_is_started)
{
	static const uint64_t ids[] = { 0, 4 };

	given_processors(ids, 2);
	assert_int_equal(boots(u"kernel=kernel.elf"), ENTERED);
	assert_null(processors());
	assert_int_equal(fake_cpu.started_cnt, 0);
}

TEST(two_processors_are_listed)
{
	static const uint64_t ids[] = { 0, 4 };

	given_processors(ids, 2);
	assert_int_equal(boots(u"kernel=kernel.elf smp=on"), ENTERED);
	assert_int_equal(processors()->count, 2);
}

/* Their entries need several pages of the table. */
TEST(hundreds_of_processors_are_listed)
{
	uint64_t ids[LIMINE_CPUS];

	for (size_t i = 0; i < LIMINE_CPUS; i++)
		ids[i] = i;
	given_processors(ids, LIMINE_CPUS);
	assert_int_equal(boots(u"kernel=kernel.elf smp=on"), ENTERED);
	expect_sound_table();
	assert_int_equal(processors()->count, LIMINE_CPUS);
	assert_null(mbt_find_section(boot_table(), MBT_LOST));
}

TEST(one_processor_is_listed_by_itself)
{
	static const uint64_t ids[] = { 0 };

	given_processors(ids, 1);
	assert_int_equal(boots(u"kernel=kernel.elf smp=on"), ENTERED);
	expect_sound_table();
	assert_int_equal(processors()->count, 1);
	assert_int_equal(processor(0).uid, 10);
	new_machine();
	assert_int_equal(boots(u"kernel=kernel.elf smp=on"), ENTERED);
	expect_sound_table();
	assert_int_equal(processors()->count, 1);
	assert_int_equal(processor(0).flags, MBT_PROCESSOR_BOOT);
}

static EFI_ALLOCATE_PAGES allocate_pages;
static unsigned int low_pages;

static EFI_STATUS EFIAPI count_low_pages(EFI_ALLOCATE_TYPE type,
					 EFI_MEMORY_TYPE memory_type,
					 UINTN count, EFI_PHYSICAL_ADDRESS *ret)
{
	low_pages += type == AllocateMaxAddress && *ret < 0x100000;
	return allocate_pages(type, memory_type, count, ret);
}

static unsigned int low_pages_for(size_t cnt)
{
	static const uint64_t ids[] = { 0, 4 };

	new_machine();
	given_processors(ids, cnt);
	low_pages = 0;
	allocate_pages = fake->boot.AllocatePages;
	fake->boot.AllocatePages = count_low_pages;
	assert_int_equal(boots(u"kernel=kernel.elf smp=on"), ENTERED);
	return low_pages;
}

TEST(a_page_below_1_mib_starts_processors_only_where_there_are_others)
{
	assert_int_equal(low_pages_for(1), 0);
	assert_int_equal(low_pages_for(2), 1);
}

/* The MADT need not name the processor that runs. */
TEST(this_processor_is_listed_in_any_case)
{
	static const uint64_t ids[] = { 4, 6 };

	given_processors(ids, 2);
	assert_int_equal(boots(u"kernel=kernel.elf smp=on"), ENTERED);
	expect_sound_table();
	assert_int_equal(processors()->count, 3);
	assert_int_equal(processor(2).flags, MBT_PROCESSOR_BOOT);
}

/* What the processors use lies below mem=, and says until when it is used. */
TEST(all_of_it_is_below_the_cap)
{
	static const uint64_t ids[] = { 0, 1, 2, 3 };
	const uint64_t cap = FAKE_RAM_BASE + (16 << 20);
	struct mbt_region stack, loader;

	given_processors(ids, 4);
	assert_int_equal(boots(u"kernel=kernel.elf smp=on mem=0x200001000000"),
			 ENTERED);
	expect_sound_table();
	assert_int_equal(processors()->count, 4);
	for (uint32_t i = 0; i < 4; i++)
		assert_true(processor(i).stack_base + processor(i).stack_size <=
			    cap);
	assert_true((uintptr_t)fake_cpu.trampoline + 4096 <= cap);
	assert_true(mbt_find_reserved(boot_table(), "stack", "", &stack));
	assert_int_equal(stack.size, 4 * (first_cpu().stack_size + 4096));
	assert_int_equal(stack.lifetime, MBT_LIFETIME_KERNEL);
	assert_true(mbt_find_reserved(boot_table(), "loader", "", &loader));
	assert_int_equal(loader.base, (uintptr_t)fake_cpu.trampoline);
	assert_int_equal(loader.lifetime, MBT_LIFETIME_KERNEL);
}

TEST(kernels_of_other_protocols_are_refused_with_it)
{
	given_limine(6);
	assert_int_equal(limine_boots(u"kernel=limine.elf smp=on"), RETURNED);
	assert_non_null(strstr(boot_serial->tape.text,
			       "limine.elf cannot be booted with smp=on: it is "
			       "a Limine kernel; remove smp=on.\n"));
}
