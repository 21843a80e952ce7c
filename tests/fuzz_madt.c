/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A MADT of any bytes after its header, and the same bytes as a table whose
 * types and lengths have two bytes. The table is in an allocation of its own
 * size.
 */
#include "core/firmware/madt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *what)
{
	if (!holds) {
		fprintf(stderr, "broken: %s\n", what);
		abort();
	}
}

/* Entries follow each other up to the end, or to one that is not an entry. */
static void walk(const struct acpi_bytes *table, size_t at, size_t width)
{
	struct acpi_entry entry;
	size_t before = at;

	while (acpi_next_entry(&entry, table, &at, width)) {
		demand(entry.bytes == table->bytes + before,
		       "an entry follows the one before");
		demand(entry.size >= 2 * width && at == before + entry.size &&
			       at <= table->len,
		       "an entry is in the table");
		before = at;
	}
	demand(at == before, "the place stays where no entry is");
}

static void list(const struct acpi_bytes *madt)
{
	struct madt_processor p, other;

	for (size_t at = 0; madt_next_processor(&p, madt, &at);)
		for (size_t next = at;
		     madt_next_processor(&other, madt, &next);)
			demand(other.id != p.id, "an ID is listed once");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct acpi_bytes table;
	uint8_t *bytes;

	if (size > 4096)
		return 0;
	bytes = malloc(MADT_ENTRIES + size);
	if (!bytes)
		abort();
	memset(bytes, 0, MADT_ENTRIES);
	if (size)
		memcpy(bytes + MADT_ENTRIES, data, size);
	table = (struct acpi_bytes){ bytes, MADT_ENTRIES + size };
	walk(&table, MADT_ENTRIES, 1);
	walk(&table, MADT_ENTRIES, 2);
	list(&table);
	free(bytes);
	return 0;
}
