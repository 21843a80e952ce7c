/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/arch/limine.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"
#include "efi/arch/cpu.h"

/* TCR_EL1: 48 bits in both halves, granules of 4 KiB, walks in write-back
 * memory that is inner shareable, up to base revision 5 outer shareable. */
#define TCR_SIZE      ((uint64_t)16 << 16 | 16)
#define TCR_GRANULE   ((uint64_t)2 << 30)
#define TCR_INNER     ((uint64_t)0x3500 << 16 | 0x3500)
#define TCR_OUTER     ((uint64_t)0x2500 << 16 | 0x2500)
#define TCR_IPS_SHIFT 32

/* Floating point without traps, up to base revision 5. */
#define CPACR_FPEN 0x300000

#define PSCI_CPU_ON UINT64_C(0xc4000003)
#define ANSWER_US   1000000

extern const uint8_t limine_begin[], limine_park[], limine_data[], limine_end[];

/* At limine_data. */
struct limine_data {
	uint64_t root, tcr;
	uint64_t entry, stack, argument;
	uint64_t cpacr;
	uint64_t el2; /* not 0: stay there */
	uint64_t answered;
};

const bool cpu_limine_low_page = false;
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

/* The GICC entries of the MADT (ACPI 6.5, 5.2.12.14) that are enabled. */
bool cpu_limine_next(struct cpu_limine_id *ret, const struct acpi_bytes *madt,
		     size_t *at)
{
	if (*at == 0)
		*at = 44;
	while (madt->bytes && madt->len >= 2 && *at <= madt->len - 2) {
		const uint8_t *entry = madt->bytes + *at;
		size_t size = entry[1];

		if (size < 2 || size > madt->len - *at)
			return false;
		*at += size;
		if (entry[0] != 11 || size < 76 || !(entry[12] & 1))
			continue;
		*ret = (struct cpu_limine_id){ (uint32_t)get_le(entry + 8, 4),
					       get_le(entry + 68, 8) };
		return true;
	}
	return false;
}

uint64_t cpu_limine_self(void)
{
	return read_register("mpidr_el1") & UINT64_C(0xff00ffffff);
}

uint32_t cpu_limine_mode(void)
{
	return 0;
}

/* FADT: ARM Boot Architecture Flags (ACPI 6.5, 5.2.9.4). */
enum { FADT_ARM_FLAGS = 129, FADT_PSCI = 1, FADT_HVC = 2 };

static bool cpu_on(const struct acpi_bytes *fadt, uint64_t id, uint64_t entry)
{
	register uint64_t x0 __asm__("x0") = PSCI_CPU_ON;
	register uint64_t x1 __asm__("x1") = id;
	register uint64_t x2 __asm__("x2") = entry;
	register uint64_t x3 __asm__("x3") = 0;
	unsigned int flags =
		fadt->len > FADT_ARM_FLAGS ? fadt->bytes[FADT_ARM_FLAGS] : 0;

	if (!(flags & FADT_PSCI))
		return false;
	if (flags & FADT_HVC)
		__asm__ volatile("hvc #0"
				 : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)
				 :
				 : "x4", "x5", "x6", "x7", "x8", "x9", "x10",
				   "x11", "x12", "x13", "x14", "x15", "x16",
				   "x17", "memory");
	else
		__asm__ volatile("smc #0"
				 : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)
				 :
				 : "x4", "x5", "x6", "x7", "x8", "x9", "x10",
				   "x11", "x12", "x13", "x14", "x15", "x16",
				   "x17", "memory");
	return x0 == 0;
}

bool cpu_limine_start(const struct cpu_limine_mp *mp,
		      const struct cpu_limine_ap *ap)
{
	struct limine_data *data = data_of(mp->trampoline);
	const volatile uint64_t *answered = &data->answered;
	uint64_t begun = cpu_counter();
	uint64_t cnt = mp->counter_rate / 1000000 * ANSWER_US;

	data->stack = ap->stack;
	data->argument = ap->info;
	data->entry = mp->hhdm + (uintptr_t)mp->trampoline +
		      (size_t)(limine_park - limine_begin);
	data->answered = 0;
	cpu_sync_caches(mp->trampoline, PAGE_SIZE_4K);
	if (!cpu_on(&mp->tables->fadt, ap->id, (uintptr_t)mp->trampoline))
		return false;
	while (!*answered && cpu_counter() - begun < cnt)
		__asm__ volatile("yield" : : : "memory");
	return *answered;
}
