/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/arch/limine.h"

#include "core/base/cstring.h"

/* TCR_EL1: 48 bits in both halves, granules of 4 KiB, walks in write-back
 * memory that is inner shareable, up to base revision 5 outer shareable. */
#define TCR_SIZE      ((uint64_t)16 << 16 | 16)
#define TCR_GRANULE   ((uint64_t)2 << 30)
#define TCR_INNER     ((uint64_t)0x3500 << 16 | 0x3500)
#define TCR_OUTER     ((uint64_t)0x2500 << 16 | 0x2500)
#define TCR_IPS_SHIFT 32

/* Floating point without traps, up to base revision 5. */
#define CPACR_FPEN 0x300000

extern const uint8_t limine_begin[], limine_park[], limine_data[], limine_end[];

/* At limine_data. */
struct limine_data {
	uint64_t root, tcr;
	uint64_t entry, stack, argument;
	uint64_t cpacr;
	uint64_t el2;     /* not 0: stay there */
	uint64_t waiting; /* 0: another processor waits */
};

const bool cpu_limine_identity = true;
const uint64_t cpu_limine_limit = 0;

#define read_register(name)                                       \
	({                                                        \
		uint64_t value_;                                  \
		__asm__ volatile("mrs %0, " name : "=r"(value_)); \
		value_;                                           \
	})

bool cpu_limine_paging(struct paging_cpu *ret, unsigned int levels)
{
	cpu_paging(ret);
	return levels == 4;
}

uint64_t cpu_limine_hhdm(unsigned int levels)
{
	(void)levels;
	return CPU_DIRECT_MAP;
}

/* --- the trampoline ---------------------------------------------------- */

static struct limine_data *data_of(void *trampoline)
{
	return (void *)((uint8_t *)trampoline + (limine_data - limine_begin));
}

static uint64_t translation_control(unsigned int revision)
{
	uint64_t range = read_register("id_aa64mmfr0_el1") & 15;

	return TCR_SIZE | TCR_GRANULE |
	       (revision >= 6 ? TCR_INNER : TCR_OUTER) | range << TCR_IPS_SHIFT;
}

/* Virtualization Host Extensions. */
static bool has_vhe(void)
{
	return read_register("id_aa64mmfr1_el1") >> 8 & 15;
}

void cpu_limine_make(void *trampoline, const struct cpu_limine *cpu)
{
	memcpy(trampoline, limine_begin, (size_t)(limine_end - limine_begin));
	*data_of(trampoline) = (struct limine_data){
		.root = cpu->page_table,
		.tcr = translation_control(cpu->revision),
		.cpacr = cpu->revision >= 6 ? 0 : CPACR_FPEN,
		.el2 = cpu->revision >= 6 && has_vhe(),
	};
	cpu_sync_caches(trampoline, PAGE_SIZE_4K);
}

_Noreturn void cpu_limine_enter(void *trampoline, uint64_t entry,
				uint64_t stack)
{
	struct limine_data *data = data_of(trampoline);

	data->entry = entry;
	data->stack = stack;
	data->argument = 0;
	__asm__ volatile("br %0" : : "r"(trampoline) : "memory");
	__builtin_unreachable();
}

/* CNTFRQ_EL0 */
uint64_t cpu_limine_counter_rate(void)
{
	return read_register("cntfrq_el0");
}

/* Interrupts are masked by PSTATE only. */
void cpu_limine_silence(const struct cpu_limine_tables *tables,
			const struct cpu_limine_settings *settings)
{
	(void)tables, (void)settings;
}

/* --- other processors -------------------------------------------------- */

uint32_t cpu_limine_mode(void)
{
	return 0;
}

volatile uint64_t *cpu_limine_park(void *trampoline, uint64_t hhdm,
				   const struct cpu_limine_ap *ap)
{
	struct limine_data *data = data_of(trampoline);

	data->stack = ap->stack;
	data->argument = ap->info;
	data->entry = hhdm + (uintptr_t)trampoline +
		      (size_t)(limine_park - limine_begin);
	cpu_sync_caches(trampoline, PAGE_SIZE_4K);
	return &data->waiting;
}
