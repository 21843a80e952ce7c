/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * An SPCR of any bytes. The first byte says whether signature, length and
 * checksum are corrected, so that the rest is reached. The table is in an
 * allocation of its own size.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/firmware/spcr.h"
#include "tests/lib/givensrat.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void repair(struct acpi_bytes *table)
{
	memcpy(acpi_byte(table, 0), "SPCR", 4);
	for (size_t i = 0; i < 4; i++)
		*acpi_byte(table, 4 + i) = (uint8_t)(table->len >> 8 * i);
	acpi_sum_up(table);
}

static void check(const struct serial_port *port)
{
	bool none = port->kind == SERIAL_NONE;

	if (none != (port->base == 0) || none != (port->stride == 0) ||
	    port->stride > 8 || (port->stride & (port->stride - 1))) {
		fprintf(stderr, "broken: a port has an address and a stride\n");
		abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct acpi_bytes table;
	struct serial_port port;

	if (size < 1)
		return 0;
	table = (struct acpi_bytes){ malloc(size), size - 1 };
	memcpy(acpi_byte(&table, 0), data + 1, size - 1);
	if ((data[0] & 1) && table.len >= ACPI_HEADER_SIZE)
		repair(&table);
	port = spcr_port(&table);
	check(&port);
	free(acpi_byte(&table, 0));
	return 0;
}
