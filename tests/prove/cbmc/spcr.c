/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The reader of the SPCR, on a table of any content and length. acpi_check() is
 * modelled: it may find any fault, and finds one in a table that is too short.
 */
#include "core/base/bytes.c"
#include "core/firmware/spcr.c"
#include "tests/prove/cbmc/any.h"

enum acpi_fault acpi_check(const struct acpi_bytes *table,
			   const char *signature, size_t least)
{
	(void)signature;
	if (table->bytes == NULL || table->len < least)
		return ACPI_SHORT;
	return nondet_bool() ? ACPI_GOOD : ACPI_CHECKSUM;
}

void spcr_table(void)
{
	size_t len = nondet_size();
	struct acpi_bytes spcr = { 0 };
	struct serial_port port;

	/* Bytes after the fields that are read are not modelled. */
	ASSUME(len <= SPCR_LEAST_SIZE);
	if (nondet_bool())
		spcr = (struct acpi_bytes){ any_bytes(len), len };
	port = spcr_port(&spcr);
	PROVE(port.kind == SERIAL_NONE || port.base != 0);
	PROVE(port.kind == SERIAL_NONE ||
	      (port.stride && port.stride <= 8 &&
	       (port.stride & (port.stride - 1)) == 0));
}
