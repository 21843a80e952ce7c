/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Devices that must be silent when a kernel of the Limine protocol is entered:
 * the interrupt controllers of a PC (82093AA I/O APIC) and the remapping of
 * Intel (VT-d 4.1, 10.4) and AMD (IOMMU 3.08, 3.4).
 */
#include "efi/arch/limine.h"

#include "core/base/bytes.h"
#include "core/firmware/madt.h"
#include "efi/arch/x86_64/apic.h"

#define PIC_1 0x21
#define PIC_2 0xa1

/* Offsets of the entries in the tables. */
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

/* --- I/O APIC ----------------------------------------------------------- */

/* Up to base revision 4 only Fixed and LowestPriority are masked. */
static bool is_masked(uint32_t entry, unsigned int revision)
{
	return revision >= 5 ? apic_can_mask(entry) : (entry >> 8 & 7) <= 1;
}

static void mask_io_apic(uint64_t base, unsigned int revision)
{
	uint32_t last;

	store(base, 1); /* version: the number of the last entry */
	last = load(base + 0x10) >> 16 & 0xff;
	for (uint32_t i = 0; i <= last; i++) {
		uint32_t entry;

		store(base, 0x10 + 2 * i);
		entry = load(base + 0x10);
		if (is_masked(entry, revision))
			store(base + 0x10, entry | APIC_MASKED);
	}
}

static void mask_io_apics(const struct acpi_bytes *madt, unsigned int revision)
{
	struct acpi_entry entry;

	for (size_t at = MADT_ENTRIES; acpi_next_entry(&entry, madt, &at, 1);)
		if (entry.bytes[0] == 1 && entry.size >= 12)
			mask_io_apic(get_le(entry.bytes + 4, 4), revision);
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
	struct acpi_entry entry;

	for (size_t at = DMAR_ENTRIES; acpi_next_entry(&entry, dmar, &at, 2);)
		if (get_le(entry.bytes, 2) == 0 && entry.size >= 16) {
			vtd_off(get_le(entry.bytes + 8, 8), VTD_REMAP);
			vtd_off(get_le(entry.bytes + 8, 8), VTD_TRANSLATE);
		}
}

#define AMD_CONTROL 0x18

static void stop_amd(const struct acpi_bytes *ivrs)
{
	struct acpi_entry entry;

	for (size_t at = IVRS_ENTRIES; acpi_next_entry(&entry, ivrs, &at, 2);) {
		uint8_t type = entry.bytes[0];
		uint64_t control;

		if (entry.size < 16 ||
		    (type != 0x10 && type != 0x11 && type != 0x40))
			continue;
		control = get_le(entry.bytes + 8, 8) + AMD_CONTROL;
		store(control, load(control) & ~1u);
	}
}

void cpu_limine_silence(const struct cpu_limine_tables *tables,
			const struct cpu_limine_settings *settings)
{
	cpu_port_write(PIC_1, 0xff);
	cpu_port_write(PIC_2, 0xff);
	mask_io_apics(&tables->madt, settings->revision);
	if (settings->revision >= 5 && !settings->keep_iommu) {
		stop_vtd(&tables->dmar);
		stop_amd(&tables->ivrs);
	}
	if (!apic_present() || (settings->revision < 5 && !settings->mp))
		return;
	apic_enable(settings->x2apic);
	if (settings->revision >= 5)
		apic_silence(&tables->madt);
}
