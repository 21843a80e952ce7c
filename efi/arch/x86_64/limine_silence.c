/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Devices that must be silent when a kernel of the Limine protocol is entered:
 * the interrupt controllers of a PC (Intel SDM volume 3, 11; 82093AA I/O APIC)
 * and the remapping of Intel (VT-d 4.1, 10.4) and AMD (IOMMU 3.08, 3.4).
 */
#include "core/base/bytes.h"
#include "efi/arch/cpu.h"
#include "efi/arch/limine.h"

#define PIC_1 0x21
#define PIC_2 0xa1

/* Offsets of the entries in the tables. */
#define MADT_ENTRIES 44
#define DMAR_ENTRIES 48
#define IVRS_ENTRIES 48

static uint32_t load(uint64_t address)
{
	return *(const volatile uint32_t *)(uintptr_t)address;
}

static void store(uint64_t address, uint32_t value)
{
	*(volatile uint32_t *)(uintptr_t)address = value;
}

/* Interrupts that are delivered as Fixed, LowestPriority, NMI or ExtINT. */
#define FIXED   0u
#define LOWEST  1u
#define NMI     4u
#define EXT_INT 7u
#define MASKED  (1u << 16)

static unsigned int delivery(uint32_t entry)
{
	return entry >> 8 & 7;
}

static bool can_mask(uint32_t entry)
{
	unsigned int mode = delivery(entry);

	return mode == FIXED || mode == LOWEST || mode == NMI ||
	       mode == EXT_INT;
}

/* --- I/O APIC ----------------------------------------------------------- */

static void mask_io_apic(uint64_t base, unsigned int revision)
{
	uint32_t last;

	store(base, 1); /* version: the number of the last entry */
	last = load(base + 0x10) >> 16 & 0xff;
	for (uint32_t i = 0; i <= last; i++) {
		uint32_t entry;

		store(base, 0x10 + 2 * i);
		entry = load(base + 0x10);
		if (revision >= 5 ? can_mask(entry) : delivery(entry) <= LOWEST)
			store(base + 0x10, entry | MASKED);
	}
}

/* --- local APIC --------------------------------------------------------- */

#define APIC_BASE_MSR 0x1b
#define APIC_X2       (1u << 10)
#define APIC_ON       (1u << 11)
#define X2APIC_MSR    0x800

enum register_offset {
	APIC_VERSION = 0x030,
	APIC_TPR = 0x080,
	APIC_SVR = 0x0f0,
	APIC_CMCI = 0x2f0,
	APIC_TIMER = 0x320,
	APIC_THERMAL = 0x330,
	APIC_COUNTER = 0x340,
	APIC_LINT0 = 0x350,
	APIC_LINT1 = 0x360,
	APIC_ERROR = 0x370,
};

static uint64_t read_msr(uint32_t msr)
{
	uint32_t low, high;

	__asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(msr));
	return (uint64_t)high << 32 | low;
}

static void write_msr(uint32_t msr, uint64_t value)
{
	__asm__ volatile("wrmsr"
			 :
			 : "c"(msr), "a"((uint32_t)value),
			   "d"((uint32_t)(value >> 32))
			 : "memory");
}

static uint32_t apic_read(uint64_t base, unsigned int reg)
{
	return base & APIC_X2 ? (uint32_t)read_msr(X2APIC_MSR + reg / 16)
			      : load((base & ~UINT64_C(0xfff)) + reg);
}

static void apic_write(uint64_t base, unsigned int reg, uint32_t value)
{
	if (base & APIC_X2)
		write_msr(X2APIC_MSR + reg / 16, value);
	else
		store((base & ~UINT64_C(0xfff)) + reg, value);
}

static void mask_apic(uint64_t base, unsigned int reg)
{
	uint32_t entry = apic_read(base, reg);

	if (can_mask(entry))
		apic_write(base, reg, entry | MASKED);
}

/* The polarity and trigger mode of MPS INTI flags (ACPI 6.5, table 5.26). */
static void set_nmi(uint64_t base, unsigned int lint, uint32_t flags)
{
	unsigned int reg = lint ? APIC_LINT1 : APIC_LINT0;
	uint32_t entry = apic_read(base, reg);

	if (!can_mask(entry))
		return;
	entry = NMI << 8 | MASKED;
	if ((flags & 3) == 3) /* active low */
		entry |= 1u << 13;
	if ((flags >> 2 & 3) == 3) /* level */
		entry |= 1u << 15;
	apic_write(base, reg, entry);
}

static bool has_apic(void)
{
	uint32_t a = 1, b, c = 0, d;

	__asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	return d >> 9 & 1;
}

static void mask_vectors(uint64_t base)
{
	unsigned int last = apic_read(base, APIC_VERSION) >> 16 & 0xff;

	mask_apic(base, APIC_TIMER);
	mask_apic(base, APIC_LINT0);
	mask_apic(base, APIC_LINT1);
	mask_apic(base, APIC_ERROR);
	if (last >= 4)
		mask_apic(base, APIC_COUNTER);
	if (last >= 5)
		mask_apic(base, APIC_THERMAL);
	if (last >= 6)
		mask_apic(base, APIC_CMCI);
}

/* --- the entries of the MADT -------------------------------------------- */

struct entry {
	const uint8_t *bytes;
	unsigned int type, size;
};

/* *at is where the next entry begins. */
static bool next_entry(struct entry *ret, const struct acpi_bytes *madt,
		       size_t *at)
{
	if (!madt->bytes || madt->len < 2 || *at > madt->len - 2)
		return false;
	ret->bytes = madt->bytes + *at;
	ret->type = ret->bytes[0];
	ret->size = ret->bytes[1];
	*at += ret->size;
	return ret->size >= 2 && *at <= madt->len;
}

/* Local APIC NMI entries and those of x2APIC (ACPI 6.5, 5.2.12.7, 5.2.12.13)
 * are taken for every processor, whichever they name. */
static void set_nmis(uint64_t base, const struct acpi_bytes *madt)
{
	struct entry entry;

	for (size_t at = MADT_ENTRIES; next_entry(&entry, madt, &at);)
		if (entry.type == 4 && entry.size >= 6)
			set_nmi(base, entry.bytes[5],
				(uint32_t)get_le(entry.bytes + 3, 2));
		else if (entry.type == 10 && entry.size >= 9)
			set_nmi(base, entry.bytes[8],
				(uint32_t)get_le(entry.bytes + 2, 2));
}

static void mask_io_apics(const struct acpi_bytes *madt, unsigned int revision)
{
	struct entry entry;

	for (size_t at = MADT_ENTRIES; next_entry(&entry, madt, &at);)
		if (entry.type == 1 && entry.size >= 12)
			mask_io_apic(get_le(entry.bytes + 4, 4), revision);
}

static void settle_apic(const struct acpi_bytes *madt)
{
	uint64_t base = read_msr(APIC_BASE_MSR);

	if (base & APIC_X2) {
		/* Only by way of a disabled one. */
		base &= ~(uint64_t)(APIC_X2 | APIC_ON);
		write_msr(APIC_BASE_MSR, base);
	}
	base |= APIC_ON;
	write_msr(APIC_BASE_MSR, base);
	apic_write(base, APIC_SVR, 0x1ff);
	apic_write(base, APIC_TPR, 0);
	mask_vectors(base);
	set_nmis(base, madt);
}

/* --- remapping ---------------------------------------------------------- */

#define VTD_COMMAND   0x18
#define VTD_STATUS    0x1c
#define VTD_REMAP     (1u << 25) /* of interrupts */
#define VTD_TRANSLATE (1u << 31)
/* Bits of the status that a command repeats; the others act once. */
#define VTD_STAYING UINT32_C(0x96ffffff)
#define VTD_SPINS   1000000

/* A command register holds what stays on; each bit is changed by itself. */
static void vtd_off(uint64_t base, uint32_t bit)
{
	uint32_t status = load(base + VTD_STATUS);

	if (!(status & bit))
		return;
	store(base + VTD_COMMAND, status & VTD_STAYING & ~bit);
	for (int i = 0; i < VTD_SPINS && (load(base + VTD_STATUS) & bit); i++)
		;
}

static void stop_vtd(const struct acpi_bytes *dmar)
{
	size_t at = DMAR_ENTRIES;

	while (dmar->bytes && at + 16 <= dmar->len) {
		const uint8_t *entry = dmar->bytes + at;
		size_t size = get_le(entry + 2, 2);

		if (size < 4)
			return;
		if (get_le(entry, 2) == 0) {
			vtd_off(get_le(entry + 8, 8), VTD_REMAP);
			vtd_off(get_le(entry + 8, 8), VTD_TRANSLATE);
		}
		at += size;
	}
}

#define AMD_CONTROL 0x18

static void stop_amd(const struct acpi_bytes *ivrs)
{
	size_t at = IVRS_ENTRIES;

	while (ivrs->bytes && at + 16 <= ivrs->len) {
		const uint8_t *entry = ivrs->bytes + at;
		size_t size = get_le(entry + 2, 2);
		uint64_t control = get_le(entry + 8, 8) + AMD_CONTROL;

		if (size < 4)
			return;
		if (entry[0] == 0x10 || entry[0] == 0x11 || entry[0] == 0x40)
			store(control, load(control) & ~1u);
		at += size;
	}
}

void cpu_limine_silence(const struct cpu_limine_tables *tables,
			unsigned int revision, bool keep_iommu)
{
	cpu_port_write(PIC_1, 0xff);
	cpu_port_write(PIC_2, 0xff);
	mask_io_apics(&tables->madt, revision);
	if (revision < 5)
		return;
	if (!keep_iommu) {
		stop_vtd(&tables->dmar);
		stop_amd(&tables->ivrs);
	}
	if (has_apic())
		settle_apic(&tables->madt);
}
