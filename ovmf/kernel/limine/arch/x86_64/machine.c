/* SPDX-License-Identifier: BSD-2-Clause */
/* A PC ("Machine State at Entry", x86-64). */
#include "core/base/bytes.h"
#include "core/base/cstring.h"
#include "core/firmware/acpi.h"
#include "ovmf/kernel/limine/probe.h"

#define COM1       0x3f8
#define DEBUG_EXIT 0xf4

struct table_register {
	uint16_t limit;
	uint16_t base[4];
	uint16_t unused[3];
};

/* As entry.S saves it. */
extern struct state {
	uint64_t general[15]; /* RAX ... R15, without RSP */
	uint64_t rsp, rflags, cr0, cr4;
	uint16_t cs, ds, es, fs, gs, ss, tr, ldt;
	struct table_register gdt, idt;
} state;
_Static_assert(offsetof(struct state, rsp) == 120, "entry.S");
_Static_assert(offsetof(struct state, cs) == 152, "entry.S");
_Static_assert(offsetof(struct state, gdt) == 168, "entry.S");
_Static_assert(offsetof(struct state, idt) == 184, "entry.S");

/* --- instructions ------------------------------------------------------ */

static void out(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static uint8_t in(uint16_t port)
{
	uint8_t value;

	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

static uint64_t msr(uint32_t number)
{
	uint32_t low, high;

	__asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(number));
	return (uint64_t)high << 32 | low;
}

static void put(char c)
{
	for (int i = 0; i < 100000 && !(in(COM1 + 5) & 0x20); i++)
		;
	out(COM1, (uint8_t)c);
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

_Noreturn void machine_end(int status)
{
	out(DEBUG_EXIT, (uint8_t)(16 + status));
	for (;;)
		__asm__ volatile("cli; hlt");
}

void machine_begin(void)
{
}

/* --- page tables ------------------------------------------------------- */

static bool has_5_levels(void)
{
	return state.cr4 >> 12 & 1;
}

static volatile uint64_t *root(void)
{
	uint64_t cr3;

	__asm__ volatile("mov %%cr3, %0" : "=r"(cr3));
	return direct(cr3 & ~UINT64_C(0xfff));
}

/* The entry that maps the address, and how many bits it does not decode. */
static volatile uint64_t *entry_of(uint64_t virt, unsigned int *ret_shift,
				   struct mapping *rights)
{
	volatile uint64_t *table = root();
	unsigned int shift = has_5_levels() ? 48 : 39;

	for (;; shift -= 9) {
		volatile uint64_t *entry = &table[virt >> shift & 511];

		*ret_shift = shift;
		if (!(*entry & 1))
			return NULL;
		rights->writable &= *entry >> 1 & 1;
		rights->user &= *entry >> 2 & 1;
		rights->executable &= !(*entry >> 63);
		if (shift == 12 || (shift < 39 && (*entry & 0x80)))
			return entry;
		table = direct(*entry & UINT64_C(0xffffffffff000));
	}
}

struct mapping machine_mapping(uint64_t virt)
{
	struct mapping ret = { .writable = true,
			       .executable = true,
			       .user = true };
	unsigned int shift, pat;
	volatile uint64_t *entry = entry_of(virt, &shift, &ret);
	uint64_t span;

	if (!entry)
		return (struct mapping){ 0 };
	span = UINT64_C(1) << shift;
	ret.valid = true;
	ret.phys = (*entry & UINT64_C(0xfffffffffe000)) & ~(span - 1);
	if (shift == 12)
		ret.phys = *entry & UINT64_C(0xffffffffff000);
	ret.phys |= virt & (span - 1) & ~UINT64_C(0xfff);
	pat = (*entry >> 3 & 3) | (*entry >> (shift == 12 ? 7 : 12) & 1) << 2;
	ret.combining = pat == 5;
	ret.other = pat != 0 && pat != 5;
	return ret;
}

bool machine_lower_half_empty(void)
{
	volatile uint64_t *table = root();
	bool empty = true;

	for (int i = 0; i < 256; i++)
		empty &= table[i] == 0;
	return empty;
}

/* A page of this kernel that shows registers. */
uint8_t machine_window[4096] __attribute__((aligned(4096)));

static volatile uint32_t *see(uint64_t phys)
{
	struct mapping unused;
	unsigned int shift;
	volatile uint64_t *entry =
		entry_of((uint64_t)machine_window, &shift, &unused);

	/* Present, writable, uncached. */
	*entry = (phys & ~UINT64_C(0xfff)) | 0x1b;
	__asm__ volatile("invlpg %0" : : "m"(machine_window) : "memory");
	return (volatile uint32_t *)(machine_window + (phys & 0xfff));
}

/* --- registers --------------------------------------------------------- */

static uint64_t base_of(const struct table_register *r)
{
	return r->base[0] | (uint64_t)r->base[1] << 16 |
	       (uint64_t)r->base[2] << 32 | (uint64_t)r->base[3] << 48;
}

/* Without the accessed bit. */
static void check_descriptors(void)
{
	static const uint64_t expected[] = {
		0x0000000000000000, 0x00009a000000ffff, 0x000092000000ffff,
		0x00cf9a000000ffff, 0x00cf92000000ffff, 0x00209a0000000000,
		0x0000920000000000,
	};
	const uint64_t *gdt = (const uint64_t *)base_of(&state.gdt);

	expect(state.gdt.limit >= sizeof(expected) - 1, "the GDT's limit");
	expect(memory_has_type((uint64_t)gdt - (uint64_t)direct(0), 56, 5),
	       "the GDT is in reclaimable memory");
	for (unsigned int i = 0; i < 7; i++)
		expect((gdt[i] & ~(UINT64_C(1) << 40)) == expected[i],
		       "descriptors of the GDT");
}

static void check_task(void)
{
	const uint64_t *gdt = (const uint64_t *)base_of(&state.gdt);
	uint64_t low = gdt[state.tr / 8], high = gdt[state.tr / 8 + 1];

	expect(state.tr != 0 && state.tr + 15 <= state.gdt.limit,
	       "a task register is loaded");
	expect((low & UINT64_C(0xff0f00ffffffffff)) == 0 && (uint32_t)high == 0,
	       "its base and limit are 0");
	expect(state.ldt == 0, "LDTR is null");
	expect(base_of(&state.idt) == 0 && state.idt.limit == 0,
	       "IDTR has base 0 and limit 0");
}

/* The sixth is RDI, the argument. */
static void check_registers(uint64_t argument)
{
	for (unsigned int i = 0; i < 15; i++)
		expect(state.general[i] == (i == 5 ? argument : 0),
		       "general registers are 0, or RDI the processor's own");
	expect((state.rflags & 0x20600) == 0, "IF, DF and VM are clear");
	expect(state.cs == 0x28, "CS is 0x28");
	expect(state.ds == 0x30 && state.es == 0x30 && state.fs == 0x30 &&
		       state.gs == 0x30 && state.ss == 0x30,
	       "data selectors are 0x30");
	expect(msr(0xc0000100) == 0 && msr(0xc0000101) == 0,
	       "FS and GS have base 0");
	expect((state.cr0 & 0x80010011) == 0x80010011, "CR0: PE ET WP PG");
	expect(has_5_levels() == (answer(&paging_mode, 0) == 1),
	       "CR4.LA57 is as the paging mode");
	expect((msr(0xc0000080) & 0xd00) == 0xd00, "EFER: LME LMA NXE");
	expect((msr(0x277) & UINT64_C(0xffffffffffff)) ==
		       UINT64_C(0x010500070406),
	       "PAT");
	check_descriptors();
	if (asked_revision < 5)
		return;
	expect(state.rflags == 2, "RFLAGS are 2");
	expect(state.cr0 == 0x80010011, "CR0 has no other bits");
	expect((state.cr4 & ~UINT64_C(0x1000)) == 0x20,
	       "CR4 has no other bits");
	expect(msr(0xc0000080) == 0xd00, "EFER has no other bits");
	check_task();
}

static void check_stack(void)
{
	uint64_t top = state.rsp + 8;
	uint64_t phys = top - (uint64_t)direct(0);

	expect(top % 16 == 0, "the stack is aligned");
	expect(*(const uint64_t *)state.rsp == 0, "a return address of 0");
	expect(memory_has_type(phys - 200000, 200000, 5),
	       "the stack is as large as asked for, and reclaimable");
}

/* --- interrupt controllers --------------------------------------------- */

#define MASKED (1u << 16)

static bool is_silent(uint32_t entry, bool all)
{
	uint32_t mode = entry >> 8 & 7;

	if (mode == 0 || mode == 1 || (all && (mode == 4 || mode == 7)))
		return entry & MASKED;
	return true;
}

static void check_io_apic(void)
{
	const uint64_t base = 0xfec00000;
	uint32_t last;

	*see(base) = 1;
	last = *see(base + 0x10) >> 16 & 0xff;
	expect(last < 240, "there is an I/O APIC");
	for (uint32_t i = 0; i <= last && last < 240; i++) {
		*see(base) = 0x10 + 2 * i;
		expect(is_silent(*see(base + 0x10), asked_revision >= 5),
		       "the I/O APIC is masked");
	}
}

static void check_apic(void)
{
	static const uint16_t vectors[] = { 0x320, 0x330, 0x340,
					    0x350, 0x360, 0x370 };
	uint64_t base = msr(0x1b);

	expect((base & 0xc00) == (machine_wide_apic ? 0xc00 : 0x800),
	       "the local APIC is in the mode that is asked for");
	if (machine_wide_apic) {
		expect(msr(0x80f) == 0x1ff && msr(0x808) == 0,
		       "its spurious vector is 0x1ff");
		return;
	}
	base &= UINT64_C(0xffffff000);
	expect(*see(base + 0xf0) == 0x1ff, "its spurious vector is 0x1ff");
	expect(*see(base + 0x80) == 0, "its task priority is 0");
	for (unsigned int i = 0; i < 6; i++)
		expect(is_silent(*see(base + vectors[i]), true),
		       "its vectors are masked");
}

void machine_check(uint64_t argument)
{
	check_registers(argument);
	check_stack();
	if (asked_revision >= 5)
		check_apic();
	if (argument != 0)
		return;
	expect(in(0x21) == 0xff && in(0xa1) == 0xff, "the PICs are masked");
	check_io_apic();
}

bool machine_wide_apic;
const bool machine_has_iommu = true;
const size_t machine_info_size = 32;

void machine_pause(void)
{
	__asm__ volatile("pause");
}

_Noreturn void machine_halt(void)
{
	for (;;)
		__asm__ volatile("cli; hlt");
}
