/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A kernel without exception handlers that crashes in the way that the command
 * line names: crash=KIND, or crash=other-KIND on every processor that waits for
 * it (smp=on). It ends QEMU with status 1 if it survives, and 2 for an unknown
 * KIND.
 */
#include "core/base/cstring.h"
#include "core/handoff/table.h"
#include "ovmf/kernel/crash.h"
#include "ovmf/kernel/machine.h"

void kernel_main(const void *table, uint64_t magic);

static struct mbt_cpu cpu;
volatile uint64_t crash_zero;
static volatile uint64_t odd = UINT64_C(0x8000000000001234);
static uint64_t data[2];

static void call(uint64_t address)
{
	((void (*)(void))address)();
}

void crash_read(uint64_t address)
{
	crash_zero = *(const volatile uint64_t *)address;
}

static void write_to(uint64_t address)
{
	*(volatile uint64_t *)address = 0;
}

/* --- the kinds ------------------------------------------------------------ */

static void null_call(void)
{
	call(crash_zero);
}

static void write_text(void)
{
	write_to((uintptr_t)kernel_main);
}

static void execute_data(void)
{
	call((uintptr_t)data);
}

static void execute_free(void)
{
	call(cpu.direct_map + cpu.stack_base);
}

static int go_down(uint64_t depth)
{
	volatile char frame[1024];

	frame[0] = (char)depth;
	return depth > 0 ? go_down(depth - 1) + frame[0] : 0;
}

static void overflow(void)
{
	go_down(cpu.stack_size / 1024 + 4);
}

static void unmapped(void)
{
	crash_read(UINT64_C(0x7f0000000000));
}

static void not_canonical(void)
{
	crash_read(odd);
}

/* The loader has to set up nothing more for it. */
static void return_to_loader(void)
{
}

static const struct crash_kind kinds[] = {
	{ "null", null_call },
	{ "text", write_text },
	{ "data", execute_data },
	{ "free", execute_free },
	{ "stack", overflow },
	{ "unmapped", unmapped },
	{ "canonical", not_canonical },
	{ "return", return_to_loader },
	{ NULL, NULL },
};

/* --- on which processor --------------------------------------------------- */

/* Where the others begin; what they do is independent of the table. */
static void arrive(const struct crash_kind *kind)
{
	kind->crash();
}

static void crash_others(const void *table, const struct crash_kind *kind)
{
	const struct mbt_section *all = mbt_find_section(table, MBT_PROCESSORS);
	struct mbt_processor other;

	for (uint32_t i = 0; mbt_get_entry(all, i, &other, sizeof(other));
	     i++) {
		struct mbt_mailbox *mailbox =
			(struct mbt_mailbox *)(uintptr_t)other.mailbox;

		if (!mailbox)
			continue;
		mailbox->argument = (uintptr_t)kind;
		__atomic_store_n(&mailbox->goto_address, (uintptr_t)arrive,
				 __ATOMIC_RELEASE);
	}
	if (all && all->count > 1)
		machine_stop();
}

/* False: there is no such kind. */
static bool find_kind(const struct crash_kind *list, const char *name,
		      const struct crash_kind **ret)
{
	for (*ret = list; (*ret)->name; ++*ret)
		if (streq((*ret)->name, name))
			return true;
	return false;
}

/* Returns from the entry point for crash=return only. */
void kernel_main(const void *table, uint64_t magic)
{
	static const char option[] = "crash=", others[] = "other-";
	const struct crash_kind *kind;
	const char *word;
	bool other;

	if (magic != MBT_MAGIC || mbt_check(table, MBT_ANY_SIZE))
		machine_end(1);
	mbt_get_entry(mbt_find_section(table, MBT_CPU), 0, &cpu, sizeof(cpu));
	word = mbt_cmdline(table);
	if (!str_starts(word, option))
		machine_end(2);
	word += sizeof(option) - 1;
	other = str_starts(word, others);
	word += other ? sizeof(others) - 1 : 0;
	if (!find_kind(kinds, word, &kind) &&
	    !find_kind(crash_kinds_arch, word, &kind))
		machine_end(2);
	if (other)
		crash_others(table, kind);
	kind->crash();
	if (kind->crash != return_to_loader)
		machine_end(1);
}
