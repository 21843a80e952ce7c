/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/arch/x86_64/apic.h"

#include "core/base/bytes.h"
#include "core/firmware/madt.h"

#define X2APIC_MSR 0x800
#define ICR_BUSY   (1u << 12)
#define SPINS      1000000

/* IA32_ARCH_CAPABILITIES says that there is IA32_XAPIC_DISABLE_STATUS, and that
 * that the mode is locked. */
#define IA32_ARCH_CAPABILITIES    0x10a
#define IA32_XAPIC_DISABLE_STATUS 0xbd
#define HAS_XAPIC_DISABLE_STATUS  (1u << 21)

/* Delivery modes. */
#define FIXED   0u
#define LOWEST  1u
#define NMI     4u
#define EXT_INT 7u

struct cpuid {
	uint32_t a, b, c, d;
};

static struct cpuid cpuid(uint32_t leaf)
{
	struct cpuid r = { .a = leaf };

	__asm__("cpuid" : "+a"(r.a), "=b"(r.b), "+c"(r.c), "=d"(r.d));
	return r;
}

/* --- registers --------------------------------------------------------- */

bool apic_present(void)
{
	return cpuid(1).d >> 9 & 1;
}

bool apic_is_x2(void)
{
	return read_msr(IA32_APIC_BASE) & APIC_X2;
}

static volatile uint32_t *at(unsigned int reg)
{
	uint64_t base = read_msr(IA32_APIC_BASE) & UINT64_C(0xffffffffff000);

	return (volatile uint32_t *)(uintptr_t)(base + reg);
}

uint32_t apic_read(unsigned int reg)
{
	return apic_is_x2() ? (uint32_t)read_msr(X2APIC_MSR + reg / 16)
			    : *at(reg);
}

void apic_write(unsigned int reg, uint32_t value)
{
	if (apic_is_x2())
		write_msr(X2APIC_MSR + reg / 16, value);
	else
		*at(reg) = value;
}

uint32_t apic_id(void)
{
	return apic_is_x2() ? apic_read(APIC_ID) : apic_read(APIC_ID) >> 24;
}

void apic_command(uint32_t id, uint32_t command)
{
	if (apic_is_x2()) {
		write_msr(X2APIC_MSR + APIC_ICR / 16,
			  (uint64_t)id << 32 | command);
		return;
	}
	*at(APIC_ICR_HIGH) = id << 24;
	*at(APIC_ICR) = command;
	for (int i = 0; i < SPINS && (*at(APIC_ICR) & ICR_BUSY); i++)
		;
}

/* --- mode -------------------------------------------------------------- */

static bool is_locked(void)
{
	return cpuid(0).a >= 7 && (cpuid(7).d >> 29 & 1) &&
	       (read_msr(IA32_ARCH_CAPABILITIES) & HAS_XAPIC_DISABLE_STATUS) &&
	       (read_msr(IA32_XAPIC_DISABLE_STATUS) & 1);
}

void apic_enable(bool x2)
{
	uint64_t base = read_msr(IA32_APIC_BASE);

	x2 = (x2 && (cpuid(1).c >> 21 & 1)) ||
	     ((base & APIC_X2) && is_locked());
	/* Out of that mode only by way of a disabled one. */
	if ((base & APIC_X2) && !x2)
		write_msr(IA32_APIC_BASE,
			  base & ~(uint64_t)(APIC_X2 | APIC_ON));
	base = (base & ~(uint64_t)APIC_X2) | APIC_ON;
	if (!apic_is_x2())
		write_msr(IA32_APIC_BASE, base);
	if (x2)
		write_msr(IA32_APIC_BASE, base | APIC_X2);
}

/* --- vectors ----------------------------------------------------------- */

bool apic_can_mask(uint32_t entry)
{
	unsigned int mode = entry >> 8 & 7;

	return mode == FIXED || mode == LOWEST || mode == NMI ||
	       mode == EXT_INT;
}

static void mask(unsigned int reg)
{
	uint32_t entry = apic_read(reg);

	if (apic_can_mask(entry))
		apic_write(reg, entry | APIC_MASKED);
}

static void mask_all(void)
{
	unsigned int last = apic_read(APIC_VERSION) >> 16 & 0xff;

	mask(APIC_TIMER);
	mask(APIC_LINT0);
	mask(APIC_LINT1);
	mask(APIC_ERROR);
	if (last >= 4)
		mask(APIC_COUNTER);
	if (last >= 5)
		mask(APIC_THERMAL);
	if (last >= 6)
		mask(APIC_CMCI);
}

/* The polarity and trigger mode of MPS INTI flags (ACPI 6.5, table 5.26). */
static void set_nmi(unsigned int lint, uint32_t flags)
{
	unsigned int reg = lint ? APIC_LINT1 : APIC_LINT0;
	uint32_t entry = NMI << 8 | APIC_MASKED;

	if ((flags & 3) == 3) /* active low */
		entry |= 1u << 13;
	if ((flags >> 2 & 3) == 3) /* level */
		entry |= 1u << 15;
	if (apic_can_mask(apic_read(reg)))
		apic_write(reg, entry);
}

/* Local APIC NMI entries and those of x2APIC (ACPI 6.5, 5.2.12.7, 5.2.12.13)
 * are taken for every processor, whichever they name. */
static void set_nmis(const struct acpi_bytes *madt)
{
	struct acpi_entry entry;

	for (size_t at = MADT_ENTRIES; acpi_next_entry(&entry, madt, &at, 1);) {
		const uint8_t *b = entry.bytes;

		if (b[0] == 4 && entry.size >= 6)
			set_nmi(b[5], (uint32_t)get_le(b + 3, 2));
		else if (b[0] == 10 && entry.size >= 9)
			set_nmi(b[8], (uint32_t)get_le(b + 2, 2));
	}
}

void apic_silence(const struct acpi_bytes *madt)
{
	apic_write(APIC_SVR, 0x1ff);
	apic_write(APIC_TPR, 0);
	mask_all();
	set_nmis(madt);
}
