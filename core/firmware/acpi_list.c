/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/firmware/acpi_list.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"

enum {
	TABLE_LENGTH = 4,
	MCFG_ENTRIES = 44,
	MCFG_ENTRY_SIZE = 16,
	MCFG_FIRST_BUS = 10,
	MCFG_LAST_BUS = 11,
	MCFG_BUS_SHIFT = 20, /* a bus has 1 MiB */
	FADT_FACS = 36,
	FADT_DSDT = 40,
	FADT_X_FACS = 132,
	FADT_X_DSDT = 140,
};

struct list {
	struct fact_place *places;
	size_t cnt, max;
	const struct efimap *map;
};

/* The table at an address, as far as it can be read; no bytes where not even
 * its header can. */
static struct acpi_bytes table_at(const struct list *list, uint64_t address)
{
	uint64_t room = efimap_readable(list->map, address);
	const uint8_t *bytes = (const uint8_t *)(uintptr_t)address;
	uint64_t len;

	if (room < ACPI_HEADER_SIZE)
		return (struct acpi_bytes){ 0 };
	len = get_le(bytes + TABLE_LENGTH, 4);
	if (len > room || len > ACPI_TABLE_MAX)
		return (struct acpi_bytes){ 0 };
	return (struct acpi_bytes){ bytes, (size_t)len };
}

/* Several may point to the same table. */
static void add(struct list *list, uint64_t address,
		const struct acpi_bytes *table)
{
	struct fact_place *place = &list->places[list->cnt];

	if (list->cnt == list->max || address == 0)
		return;
	for (size_t i = 0; i < list->cnt; i++)
		if (list->places[i].range.base == address)
			return;
	*place = (struct fact_place){ FACTS_ACPI_TABLE,
				      { address, table->len },
				      "" };
	if (table->bytes)
		memcpy(place->name, table->bytes, 4);
	list->cnt++;
}

static void add_at(struct list *list, uint64_t address)
{
	const struct acpi_bytes table = table_at(list, address);

	add(list, address, &table);
}

/* The address with 64 bits, if the FADT has one, else that with 32. */
static void add_of_fadt(struct list *list, const struct acpi_bytes *fadt,
			size_t wide_at, size_t at)
{
	uint64_t address = 0;

	if (fadt->len >= wide_at + 8)
		address = get_le(fadt->bytes + wide_at, 8);
	if (address == 0 && fadt->len >= at + 4)
		address = get_le(fadt->bytes + at, 4);
	add_at(list, address);
}

/* PCI firmware specification 3.3, 4.1.2: the base is that of bus 0. */
static void add_of_mcfg(struct list *list, const struct acpi_bytes *mcfg)
{
	for (size_t at = MCFG_ENTRIES;
	     at + MCFG_ENTRY_SIZE <= mcfg->len && list->cnt < list->max;
	     at += MCFG_ENTRY_SIZE) {
		const uint8_t *entry = mcfg->bytes + at;
		uint64_t first = entry[MCFG_FIRST_BUS];
		uint64_t buses = entry[MCFG_LAST_BUS] + UINT64_C(1) - first;
		struct range range = { get_le(entry, 8) +
					       (first << MCFG_BUS_SHIFT),
				       buses << MCFG_BUS_SHIFT };

		if (buses - 1 < 256 && range.base <= PHYS_ADDR_MAX - range.size)
			list->places[list->cnt++] =
				(struct fact_place){ FACTS_ECAM, range, "" };
	}
}

static void add_all(struct list *list, const struct acpi_bytes *root,
		    size_t width)
{
	for (size_t at = ACPI_HEADER_SIZE; at + width <= root->len;
	     at += width) {
		uint64_t address = get_le(root->bytes + at, width);
		const struct acpi_bytes table = table_at(list, address);

		add(list, address, &table);
		if (table.bytes && memcmp(table.bytes, "FACP", 4) == 0) {
			add_of_fadt(list, &table, FADT_X_DSDT, FADT_DSDT);
			add_of_fadt(list, &table, FADT_X_FACS, FADT_FACS);
		}
		if (table.bytes && memcmp(table.bytes, "MCFG", 4) == 0)
			add_of_mcfg(list, &table);
	}
}

size_t acpi_list(struct fact_place *ret, size_t max, const struct efimap *map,
		 uint64_t rsdp)
{
	struct list list = { ret, 0, max, map };
	struct acpi_bytes root;
	size_t width;

	/* acpi_root() reads the RSDP, which is never larger than a page. */
	if (efimap_readable(map, rsdp) < ACPI_HEADER_SIZE)
		return 0;
	root = table_at(&list, acpi_root(rsdp, &width));
	if (root.bytes)
		add_all(&list, &root, width);
	return list.cnt;
}
