/* SPDX-License-Identifier: BSD-2-Clause */
/* Tables of the firmware that a Limine kernel finds mapped: those of ACPI from
 * base revision 4 on, those of SMBIOS and EFI from 5 on. */
#include "core/base/bytes.h"
#include "core/base/cstring.h"
#include "efi/boot/limine/memmap.h"

struct list {
	struct range *ranges;
	size_t room, cnt;
};

static void add(struct list *list, uint64_t base, uint64_t size)
{
	if (base == 0 || size == 0 || base > PHYS_ADDR_MAX - size)
		return;
	if (list->cnt < list->room)
		list->ranges[list->cnt] = (struct range){ base, size };
	list->cnt++;
}

static const uint8_t *see(uint64_t address)
{
	return (const uint8_t *)(uintptr_t)address;
}

/* --- ACPI (6.5, 5.2) --------------------------------------------------- */

enum {
	RSDP_REVISION = 15,
	RSDP_RSDT = 16,
	RSDP_LENGTH = 20,
	RSDP_XSDT = 24,
	FADT_FACS = 36,
	FADT_DSDT = 40,
	FADT_X_FACS = 132,
	FADT_X_DSDT = 140,
};

/* Each begins with a signature and its length. */
static void add_table(struct list *list, uint64_t address)
{
	if (address != 0)
		add(list, address, get_le(see(address) + 4, 4));
}

static void add_field(struct list *list, const struct acpi_bytes *fadt,
		      size_t at, size_t size)
{
	if (at + size <= fadt->len)
		add_table(list, get_le(fadt->bytes + at, size));
}

static void add_listed(struct list *list, uint64_t address, size_t width)
{
	size_t len;

	if (address == 0)
		return;
	len = get_le(see(address) + 4, 4);
	add(list, address, len);
	for (size_t at = ACPI_HEADER_SIZE; at + width <= len; at += width)
		add_table(list, get_le(see(address) + at, width));
}

/* With a FADT, both RSDP and the list of tables are sound. */
static void add_acpi(struct list *list, uint64_t rsdp)
{
	struct acpi_bytes fadt = acpi_find(rsdp, "FACP");
	bool new;

	if (!fadt.bytes)
		return;
	new = see(rsdp)[RSDP_REVISION] >= 2;
	add(list, rsdp, new ? get_le(see(rsdp) + RSDP_LENGTH, 4) : 20);
	add_listed(list, get_le(see(rsdp) + RSDP_RSDT, 4), 4);
	if (new)
		add_listed(list, get_le(see(rsdp) + RSDP_XSDT, 8), 8);
	add_field(list, &fadt, FADT_FACS, 4);
	add_field(list, &fadt, FADT_DSDT, 4);
	add_field(list, &fadt, FADT_X_FACS, 8);
	add_field(list, &fadt, FADT_X_DSDT, 8);
}

/* --- SMBIOS (3.6, 5.2) ------------------------------------------------- */

static void add_smbios(struct list *list, const struct table_facts *facts)
{
	const uint8_t *entry = see(facts->smbios);

	if (entry) {
		add(list, facts->smbios, entry[5]);
		add(list, get_le(entry + 0x18, 4), get_le(entry + 0x16, 2));
	}
	entry = see(facts->smbios3);
	if (entry) {
		add(list, facts->smbios3, entry[6]);
		add(list, get_le(entry + 16, 8), get_le(entry + 12, 4));
	}
}

/* --- EFI (2.10, 4.3) --------------------------------------------------- */

enum {
	EFI_HEADER_SIZE = 12, /* of each table */
	SYSTEM_VENDOR = 24,
	SYSTEM_RUNTIME = 88,
	SYSTEM_CONFIGURATION_COUNT = 104,
	SYSTEM_CONFIGURATION = 112,
	CONFIGURATION_SIZE = 24,
};

static uint64_t text_size(const uint8_t *text)
{
	uint64_t size = 2;

	while (text && get_le(text + size - 2, 2) != 0 && size < PAGE_SIZE_4K)
		size += 2;
	return size;
}

static void add_efi(struct list *list, uint64_t system)
{
	const uint8_t *at = see(system);
	uint64_t runtime, vendor;

	if (!at)
		return;
	vendor = get_le(at + SYSTEM_VENDOR, 8);
	runtime = get_le(at + SYSTEM_RUNTIME, 8);
	add(list, system, get_le(at + EFI_HEADER_SIZE, 4));
	add(list, vendor, text_size(see(vendor)));
	if (runtime)
		add(list, runtime, get_le(see(runtime) + EFI_HEADER_SIZE, 4));
	add(list, get_le(at + SYSTEM_CONFIGURATION, 8),
	    get_le(at + SYSTEM_CONFIGURATION_COUNT, 8) * CONFIGURATION_SIZE);
}

size_t limine_tables(struct range *ret, size_t room,
		     const struct table_facts *facts, unsigned int revision)
{
	struct list list = { .ranges = ret, .room = room };

	if (revision >= 4)
		add_acpi(&list, facts->rsdp);
	if (revision >= 5) {
		add_smbios(&list, facts);
		add_efi(&list, facts->efi_system_table);
	}
	return list.cnt;
}
