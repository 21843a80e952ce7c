/* SPDX-License-Identifier: BSD-2-Clause */
/* A fake processor: entering a kernel jumps back into the test. */
#include "tests/lib/fake_cpu.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/fake_efi.h"

struct fake_cpu fake_cpu;

void cpu_paging(struct paging_cpu *ret)
{
	*ret = (struct paging_cpu){ fake_cpu.format, 4, true, true };
}

unsigned int cpu_address_bits(void)
{
	return 48;
}

void cpu_page_tables(struct cpu_page_tables *ret)
{
	*ret = fake_cpu.tables;
}

size_t cpu_mtrrs(struct fact_mtrr *ret, size_t max, uint32_t *ret_default)
{
	*ret_default = MTRR_UC;
	if (max > 0)
		*ret = (struct fact_mtrr){ { 0, 0x80000000 }, MTRR_WB };
	return max > 0;
}

uint32_t cpu_flags(void)
{
	return fake_cpu.flags;
}

void cpu_trampoline_make(void *page)
{
	memset(page, 0xcc, PAGE_SIZE_4K);
}

uint64_t cpu_trampoline_park(const void *page)
{
	return (uintptr_t)page + 0x100;
}

_Noreturn void cpu_enter(const void *trampoline, const struct cpu_entry *entry)
{
	fake_cpu.trampoline = trampoline;
	fake_cpu.entry = *entry;
	longjmp(fake_cpu.back, FAKE_CPU_ENTERED);
}

void cpu_trampoline_32_make(void *page)
{
	memset(page, 0xcc, PAGE_SIZE_4K);
}

_Noreturn void cpu_enter_32(void *page, const struct cpu_entry_32 *entry,
			    const struct cpu_copy *copies, size_t copy_cnt)
{
	fake_cpu.trampoline = page;
	fake_cpu.entry_32 = *entry;
	fake_cpu.copy_cnt = copy_cnt;
	memcpy(fake_cpu.copies, copies, copy_cnt * sizeof(*copies));
	longjmp(fake_cpu.back, FAKE_CPU_ENTERED);
}

_Noreturn void cpu_enter_services(uint32_t entry, uint32_t eax, uint32_t ebx)
{
	fake_cpu.entry_32 =
		(struct cpu_entry_32){ .entry = entry, .eax = eax, .ebx = ebx };
	longjmp(fake_cpu.back, FAKE_CPU_SERVICES);
}

void cpu_sync_caches(const void *base, size_t size)
{
	size_t i = fake_cpu.synced_cnt++ % 4;

	fake_cpu.synced[i].base = base;
	fake_cpu.synced[i].size = size;
}

/* Every port reads as ready to send. */
uint8_t cpu_port_read(uint16_t port)
{
	fake_cpu.status = port;
	return 0x20;
}

void cpu_port_write(uint16_t port, uint8_t value)
{
	fake_cpu.port = port;
	fake_cpu.returns += value == '\r';
	if (fake_cpu.len == FAKE_CPU_TEXT - 1 || value == '\r')
		return;
	fake_cpu.said[fake_cpu.len++] = (char)value;
	fake_cpu.said[fake_cpu.len] = '\0';
}

bool cpu_random(uint64_t *ret)
{
	*ret = fake_cpu.random;
	return fake_cpu.random != 0;
}

/* At 3 MHz. */
uint64_t cpu_counter(void)
{
	return 3 * fake->us;
}

_Noreturn void cpu_stop(void)
{
	longjmp(fake_cpu.back, FAKE_CPU_STOPPED);
}

/* --- crashes ----------------------------------------------------------- */

const struct crash_arch *cpu_crash_arch(void)
{
	return &crash_x86_64;
}

struct range cpu_crash_code(void)
{
	return fake_cpu.crash_code;
}

uint64_t cpu_crash_returned(void)
{
	return 0x1234;
}

void cpu_crash_install(void *trampoline, void *room, uint64_t processor,
		       cpu_crash_handler *handler, void *ctx)
{
	struct fake_crash *crash = &fake_cpu.crashes[fake_cpu.crash_cnt++];

	crash->trampoline = trampoline;
	crash->room = room;
	crash->processor = processor;
	memset(room, 0xcc, CPU_CRASH_ROOM);
	fake_cpu.crash_handler = handler;
	fake_cpu.crash_ctx = ctx;
}

uint32_t cpu_crash_fadt(const struct acpi_bytes *fadt)
{
	return fadt->len > 0;
}

uint64_t cpu_crash_rate(uint32_t fadt)
{
	(void)fadt;
	return fake_cpu.crash_no_rate ? 0 : 3000000;
}

/* Without a rate a key is pressed in the end. */
bool cpu_crash_key(void)
{
	fake_cpu.crash_looks++;
	fake->us += 1000000;
	return !fake_cpu.crash_no_key || fake_cpu.crash_looks == 100000;
}

_Noreturn void cpu_crash_reset(uint32_t fadt)
{
	(void)fadt;
	fake_cpu.crash_resets++;
	cpu_stop();
}

/* --- Limine ------------------------------------------------------------ */

bool cpu_limine_paging(struct paging_cpu *ret, unsigned int levels)
{
	cpu_paging(ret);
	ret->levels = levels;
	return levels == 4 || fake_cpu.limine.five_levels;
}

uint64_t cpu_limine_hhdm(unsigned int levels)
{
	return levels == 5 ? UINT64_C(0xff00000000000000) : CPU_DIRECT_MAP;
}

void cpu_limine_make(void *trampoline, const struct cpu_limine *cpu)
{
	memset(trampoline, 0xcc, CPU_LIMINE_TRAMPOLINE);
	fake_cpu.trampoline = trampoline;
	fake_cpu.limine.made = *cpu;
}

void cpu_limine_silence(const struct cpu_limine_tables *tables,
			const struct cpu_limine_settings *settings)
{
	fake_cpu.limine.silent = true;
	fake_cpu.limine.tables = *tables;
	fake_cpu.limine.settings = *settings;
}

const uint64_t cpu_limine_limit = (uint64_t)1 << 32;
const bool cpu_low_page = true;
const bool cpu_limine_identity = false;

uint64_t cpu_self(void)
{
	return 0;
}

uint32_t cpu_limine_mode(void)
{
	return fake_cpu.limine.mode;
}

volatile uint64_t *cpu_limine_park(void *trampoline, uint64_t hhdm,
				   const struct cpu_limine_ap *ap)
{
	static uint64_t waiting;
	struct fake_limine *limine = &fake_cpu.limine;

	if (!limine->silent || hhdm != limine->made.hhdm ||
	    trampoline != fake_cpu.trampoline)
		abort();
	if (fake_cpu.started_cnt < 4)
		limine->parked[fake_cpu.started_cnt] = *ap;
	return &waiting;
}

_Noreturn void cpu_limine_enter(void *trampoline, uint64_t entry,
				uint64_t stack)
{
	if (trampoline != fake_cpu.trampoline)
		abort();
	fake_cpu.limine.entry = entry;
	fake_cpu.limine.stack = stack;
	longjmp(fake_cpu.back, FAKE_CPU_ENTERED);
}

uint64_t cpu_limine_counter_rate(void)
{
	return fake_cpu.limine.rate_unknown ? 0 : 3000000;
}

/* --- other processors ---------------------------------------------------- */

/* Each but the one that is dead waits at once. */
bool cpu_start(const struct cpu_start *start)
{
	size_t i = fake_cpu.started_cnt;

	if (!start->page)
		return false;
	if (i < FAKE_CPU_STARTED) {
		fake_cpu.started[i].how = *start;
		if (start->entry)
			fake_cpu.started[i].entry = *start->entry;
	}
	fake_cpu.started_cnt++;
	*start->waiting = start->id == fake_cpu.limine.dead;
	return !*start->waiting;
}

/* --- Linux ------------------------------------------------------------- */

const struct arch_linux arch_linux = { .machine = 0x8664 };

void cpu_linux_trampoline_make(void *page)
{
	memset(page, 0xcc, PAGE_SIZE_4K);
}

_Noreturn void cpu_linux_enter(const void *trampoline,
			       const struct linux_entry *entry)
{
	fake_cpu.trampoline = trampoline;
	fake_cpu.linux_entry = *entry;
	longjmp(fake_cpu.back, FAKE_CPU_ENTERED);
}
