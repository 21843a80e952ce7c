/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * An SMBIOS entry point or structure table, or a list of resources, of any
 * bytes. The first byte chooses; they are in an allocation of their own size.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/firmware/resources.h"
#include "core/firmware/smbios.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct smbios *smbios)
{
	if (memchr(smbios->product, 0, SMBIOS_TEXT) == NULL ||
	    memchr(smbios->maker, 0, SMBIOS_TEXT) == NULL ||
	    memchr(smbios->bios_version, 0, SMBIOS_TEXT) == NULL ||
	    smbios->modules > smbios->slots) {
		fprintf(stderr, "broken: names end, modules are in slots\n");
		abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct acpi_bytes table;
	struct smbios_entry entry;
	struct range windows[2];
	struct smbios smbios;
	uint8_t *copy;

	if (size < 1)
		return 0;
	copy = malloc(size - 1 ? size - 1 : 1);
	memcpy(copy, data + 1, size - 1);
	table = (struct acpi_bytes){ copy, size - 1 };
	if (data[0] & 2) {
		resources_memory(windows, 2, copy, size - 1);
	} else if (data[0] & 1) {
		smbios_entry(&table, &entry);
	} else {
		smbios_read(&smbios, &table);
		check(&smbios);
	}
	free(copy);
	return 0;
}
