/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Steps of the readers of the MADT, and of a DMAR and IVRS: one entry of a
 * table of up to 1 MiB and any content.
 */
#include "core/base/bytes.c"
#include "core/firmware/acpi_entry.c"
#include "core/firmware/madt.c"
#include "tests/prove/cbmc/any.h"

static struct acpi_bytes any_table(void)
{
	struct acpi_bytes table = { .len = nondet_size() };

	ASSUME(table.len <= ACPI_TABLE_MAX);
	if (nondet_bool())
		table.bytes = any_bytes(table.len);
	return table;
}

/* An entry is in the table and takes some of it, so that walks end. */
static void step(size_t width)
{
	struct acpi_bytes table = any_table();
	size_t at = nondet_size(), before = at;
	struct acpi_entry entry;

	if (!acpi_next_entry(&entry, &table, &at, width)) {
		PROVE(at == before);
		return;
	}
	PROVE(entry.bytes == table.bytes + before);
	PROVE(entry.size >= 2 * width && entry.size == at - before);
	PROVE(before < at && at <= table.len);
}

void entry_of_one_byte(void)
{
	step(1);
}

void entry_of_two_bytes(void)
{
	step(2);
}

/* A processor is read in its entry, of any size. */
void madt_processor(void)
{
	struct acpi_entry entry = { .size = nondet_byte() };
	struct madt_processor p;

	ASSUME(entry.size >= 2);
	entry.bytes = any_bytes(entry.size);
	read_processor(&p, &entry);
}
