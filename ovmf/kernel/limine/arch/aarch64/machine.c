/* SPDX-License-Identifier: BSD-2-Clause */
/* QEMU's virt machine ("Machine State at Entry", aarch64). */
#include "ovmf/kernel/limine/probe.h"

/* Its PL011. */
#define UART 0x9000000

/* As entry.S saves it. */
extern struct state {
	uint64_t general[31];
	uint64_t sp, el, spsel, daif, sctlr, tcr, mair, cpacr, nzcv;
} state;
_Static_assert(offsetof(struct state, sp) == 248, "entry.S");
_Static_assert(offsetof(struct state, nzcv) == 312, "entry.S");

#define read_register(name)                                       \
	({                                                        \
		uint64_t value_;                                  \
		__asm__ volatile("mrs %0, " name : "=r"(value_)); \
		value_;                                           \
	})

/* --- page tables ------------------------------------------------------- */

#define ADDRESS UINT64_C(0x0000fffffffff000)

static volatile uint64_t *entry_of(uint64_t virt, unsigned int *ret_shift)
{
	volatile uint64_t *table = direct(read_register("ttbr1_el1") & ADDRESS);

	for (unsigned int shift = 39;; shift -= 9) {
		volatile uint64_t *entry = &table[virt >> shift & 511];

		*ret_shift = shift;
		if (!(*entry & 1))
			return NULL;
		if (shift == 12 || !(*entry & 2))
			return entry;
		table = direct(*entry & ADDRESS);
	}
}

struct mapping machine_mapping(uint64_t virt)
{
	unsigned int shift, type;
	volatile uint64_t *entry = entry_of(virt, &shift);
	uint64_t span = (UINT64_C(1) << shift) - 1;

	if (!entry)
		return (struct mapping){ 0 };
	type = *entry >> 2 & 7;
	return (struct mapping){
		.valid = true,
		.writable = !(*entry >> 7 & 1),
		.executable = !(*entry >> 53 & 1),
		.user = *entry >> 6 & 1,
		.combining = type == 1,
		.other = type > 1,
		.phys = (*entry & ADDRESS & ~span) |
			(virt & span & ~UINT64_C(0xfff)),
	};
}

/* What TTBR0 maps is not specified. */
bool machine_lower_half_empty(void)
{
	return true;
}

/* A page of this kernel that shows registers, which are device memory: a third
 * memory type. */
uint8_t machine_window[4096] __attribute__((aligned(4096)));

static volatile uint32_t *uart(unsigned int offset)
{
	return (volatile uint32_t *)(machine_window + offset);
}

static void show_uart(void)
{
	unsigned int shift;
	volatile uint64_t *entry = entry_of((uint64_t)machine_window, &shift);

	*entry = 0;
	__asm__ volatile("dsb ishst\n\ttlbi vmalle1is\n\tdsb ish\n\tisb");
	*entry = UART | UINT64_C(0x60000000000403) | 2u << 2;
	__asm__ volatile("dsb ishst\n\tisb");
}

/* --- text -------------------------------------------------------------- */

void machine_begin(void)
{
	show_uart();
}

static void put(char c)
{
	for (int i = 0; i < 100000 && (*uart(0x18) & 0x20); i++)
		;
	*uart(0) = (uint8_t)c;
}

void machine_write(void *ctx, const char *text, size_t len)
{
	(void)ctx;
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n')
			put('\r');
		put(text[i]);
	}
}

/* By semihosting. */
_Noreturn void machine_end(int status)
{
	const uint64_t block[] = { 0x20026, 16 + (uint64_t)status };
	register uint64_t x0 __asm__("x0") = 0x18;
	register const uint64_t *x1 __asm__("x1") = block;

	__asm__ volatile("hlt #0xf000" : "+r"(x0) : "r"(x1) : "memory");
	machine_halt();
}

/* --- registers --------------------------------------------------------- */

static bool has_vhe(void)
{
	return read_register("id_aa64mmfr1_el1") >> 8 & 15;
}

static void check_exact(void)
{
	uint64_t range = read_register("id_aa64mmfr0_el1") & 15;

	expect(state.spsel == 0 && state.nzcv == 0, "PSTATE has no other bits");
	expect(state.sctlr == 0x30d0199d, "SCTLR_EL1");
	expect(state.tcr == (UINT64_C(0xb5103510) | range << 32), "TCR_EL1");
	expect(state.cpacr == 0, "CPACR_EL1 is 0");
	if (state.el != 8)
		return;
	expect(has_vhe(), "EL2 is used with VHE only");
	expect(read_register("hcr_el2") == UINT64_C(0x488000002), "HCR_EL2");
	expect(read_register("cptr_el2") == 0, "CPTR_EL2");
	expect(read_register("cnthctl_el2") == 3, "CNTHCTL_EL2");
	expect(read_register("hstr_el2") == 0, "HSTR_EL2");
}

static void check_registers(uint64_t argument)
{
	for (unsigned int i = 0; i < 31; i++)
		expect(state.general[i] == (i == 0 ? argument : 0),
		       "general registers are 0, or X0 the processor's own");
	expect(state.daif == 0x3c0, "interrupts are masked");
	expect((state.sctlr & 0x101f) == 0x101d, "SCTLR_EL1: M C SA SA0 I");
	expect((state.tcr & 0x3f003f) == 0x100010, "TCR_EL1: T0SZ T1SZ");
	expect((state.mair & 0xff) == 0xff && state.mair >> 16 == 0,
	       "MAIR_EL1");
	print(&probe_out, "probe: at EL%u\n", (unsigned)(state.el >> 2));
	if (asked_revision >= 6)
		check_exact();
	else
		expect(state.el == 4, "EL1 up to base revision 5");
}

static void check_stack(void)
{
	uint64_t phys = state.sp - (uint64_t)direct(0);

	expect(state.sp % 16 == 0, "the stack is aligned");
	expect(memory_has_type(phys - 200000, 200000, 5),
	       "the stack is as large as asked for, and reclaimable");
}

void machine_check(uint64_t argument)
{
	check_registers(argument);
	check_stack();
}

bool machine_wide_apic;
const bool machine_has_iommu = false;
const size_t machine_info_size = 40;

void machine_pause(void)
{
	__asm__ volatile("yield");
}

_Noreturn void machine_halt(void)
{
	for (;;)
		__asm__ volatile("wfi");
}
