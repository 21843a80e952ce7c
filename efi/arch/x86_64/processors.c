/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Other processors: starting one (Intel SDM volume 3, 9.4), and what each does
 * before it waits for the kernel.
 */
#include "efi/arch/processors.h"

#include "core/base/cstring.h"
#include "efi/arch/x86_64/apic.h"

#define CR4_OFF (0x20000u | 0x80u | 0x800000u) /* PCIDE PGE CET */
#define CR0_CD  (UINT64_C(1) << 30)

#define ICR_INIT    0x4500u
#define ICR_STARTUP 0x4600u
#define INIT_US     10000
#define STARTUP_US  200
#define ANSWER_US   5000000 /* an emulator on a busy host is slow */

extern const uint8_t start_begin[], start_32[], start_64[], start_gdt[],
	start_data[], start_end[];

/* At start_data; the table register first. */
struct ap_data {
	uint16_t gdt_limit;
	uint16_t gdt_base[2];
	uint16_t unused;
	struct {
		uint32_t offset;
		uint16_t selector, unused;
	} far_32, far_64;
	uint32_t cr0, cr3, cr4, efer;
	uint64_t stack, function, argument;
};
_Static_assert(offsetof(struct ap_data, stack) == 40, "processors_start.S");

/* --- memory types ------------------------------------------------------ */

#define MTRR_CAP     0xfe
#define MTRR_DEFAULT 0x2ff
#define MTRR_ENABLE  (UINT64_C(1) << 11)
#define VARIABLES    16

static const uint16_t fixed[] = { 0x250, 0x258, 0x259, 0x268, 0x269, 0x26a,
				  0x26b, 0x26c, 0x26d, 0x26e, 0x26f };
#define FIXED (sizeof(fixed) / sizeof(*fixed))

struct mtrrs {
	bool present;
	uint64_t type;
	uint64_t fixed[FIXED];
	unsigned int variable_cnt; /* registers, two for each range */
	uint64_t variable[2 * VARIABLES];
};

static void read_mtrrs(struct mtrrs *ret)
{
	uint32_t a = 1, b, c = 0, d;

	__asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	memset(ret, 0, sizeof(*ret));
	ret->present = d >> 12 & 1;
	if (!ret->present)
		return;
	ret->type = read_msr(MTRR_DEFAULT);
	for (unsigned int i = 0; i < FIXED; i++)
		ret->fixed[i] = read_msr(fixed[i]);
	ret->variable_cnt = 2 * (read_msr(MTRR_CAP) & 0xff);
	if (ret->variable_cnt > 2 * VARIABLES)
		ret->variable_cnt = 2 * VARIABLES;
	for (unsigned int i = 0; i < ret->variable_cnt; i++)
		ret->variable[i] = read_msr(0x200 + i);
}

/* SDM volume 3, 12.11.8: with caches off and empty. */
static void write_mtrrs(const struct mtrrs *m)
{
	uint64_t cr0;

	__asm__ volatile("mov %%cr0, %0" : "=r"(cr0));
	__asm__ volatile("mov %0, %%cr0\n\twbinvd" : : "r"(cr0 | CR0_CD));
	write_msr(MTRR_DEFAULT, m->type & ~MTRR_ENABLE);
	for (unsigned int i = 0; i < FIXED; i++)
		write_msr(fixed[i], m->fixed[i]);
	for (unsigned int i = 0; i < m->variable_cnt; i++)
		write_msr(0x200 + i, m->variable[i]);
	write_msr(MTRR_DEFAULT, m->type);
	__asm__ volatile("wbinvd\n\tmov %0, %%cr0" : : "r"(cr0) : "memory");
}

static void sync_mtrrs(const struct mtrrs *first)
{
	struct mtrrs own;

	read_mtrrs(&own);
	if (memcmp(&own, first, sizeof(own)) != 0)
		write_mtrrs(first);
}

/* --- what the other processor does ------------------------------------- */

struct task {
	const struct cpu_start *start;
	bool x2apic;
	struct mtrrs mtrrs;
};

/* On its own stack, with the page tables of the firmware. */
static void begin(const struct task *task)
{
	const struct cpu_start *start = task->start;

	sync_mtrrs(&task->mtrrs);
	apic_enable(task->x2apic);
	if (start->silence)
		apic_silence(start->silence);
	cpu_enter(start->trampoline, start->entry);
}

/* --- what this one does ------------------------------------------------ */

static uint64_t in_page(const void *page, const uint8_t *at)
{
	return (uintptr_t)page + (size_t)(at - start_begin);
}

static void fill_page(const struct task *task)
{
	void *page = task->start->page;
	uint64_t cr0, cr3, cr4;
	uint32_t gdt = (uint32_t)in_page(page, start_gdt);
	struct ap_data *data = (void *)(uintptr_t)in_page(page, start_data);

	__asm__ volatile("mov %%cr0, %0" : "=r"(cr0));
	__asm__ volatile("mov %%cr3, %0" : "=r"(cr3));
	__asm__ volatile("mov %%cr4, %0" : "=r"(cr4));
	memcpy(page, start_begin, (size_t)(start_end - start_begin));
	memcpy(data->gdt_base, &gdt, sizeof(gdt));
	data->far_32.offset = (uint32_t)in_page(page, start_32);
	data->far_64.offset = (uint32_t)in_page(page, start_64);
	data->cr0 = (uint32_t)cr0;
	data->cr3 = (uint32_t)cr3;
	data->cr4 = (uint32_t)cr4 & ~CR4_OFF;
	/* Without LMA, which the processor sets. */
	data->efer = (uint32_t)read_msr(0xc0000080) & ~(1u << 10);
	data->stack = task->start->stack;
	data->function = (uintptr_t)begin;
	data->argument = (uintptr_t)task;
}

static void wait(const struct cpu_start *start, uint64_t us)
{
	uint64_t begun = cpu_counter();
	uint64_t cnt = start->counter_rate / 1000000 * us;

	while (cpu_counter() - begun < cnt && *start->waiting)
		__asm__ volatile("pause" : : : "memory");
}

bool cpu_start(const struct cpu_start *start)
{
	uint32_t id = (uint32_t)start->id;
	struct task task = { .start = start, .x2apic = apic_is_x2() };
	uint64_t cr3;

	/* It begins in 32-bit mode, and ordinary IDs have 8 bits. */
	__asm__ volatile("mov %%cr3, %0" : "=r"(cr3));
	if (!start->page || cr3 >> 32 || (id > 0xfe && !task.x2apic))
		return false;
	read_mtrrs(&task.mtrrs);
	fill_page(&task);
	*start->waiting = 1;
	apic_command(id, ICR_INIT);
	wait(start, INIT_US);
	for (int i = 0; i < 2 && *start->waiting; i++) {
		apic_command(id,
			     ICR_STARTUP |
				     (uint32_t)((uintptr_t)start->page >> 12));
		wait(start, STARTUP_US);
	}
	wait(start, ANSWER_US);
	if (!*start->waiting)
		return true;
	apic_command(id, ICR_INIT);
	return false;
}

const bool cpu_low_page = true;

uint64_t cpu_self(void)
{
	return apic_present() ? apic_id() : 0;
}
