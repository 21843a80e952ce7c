/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ACPI tables from text. A SRAT is a list of words:
 *
 *	cpu:3 x2apic:3 gicc:3 initiator:3 rintc:3   entries with a domain
 *	mem:1:100000-40000000                       memory, in hexadecimal
 *	mem:1:100000-40000000:3                     with these flags, 1 enabled
 *	other:9:8                                   type 9, 8 bytes long
 *	!cpu:3                                      the same, disabled
 *
 * A SLIT is rows of distances: "10 21 / 21 10".
 */
#ifndef TESTS_LIB_GIVENSRAT_H
#define TESTS_LIB_GIVENSRAT_H

#include "core/firmware/srat.h"

/* Both are allocations of exactly the table's length; the caller frees .bytes.
 * The checksum is valid. */
struct acpi_bytes srat_from_text(unsigned int revision, const char *text);
struct acpi_bytes slit_from_text(const char *text);

/* The same for any bytes; with made_good, signature, length and checksum are
 * corrected as far as the bytes reach. */
struct acpi_bytes acpi_table_of(const char *signature, const uint8_t *bytes,
				size_t len, bool made_good);

/* Corrects the checksum after a change. */
void acpi_sum_up(struct acpi_bytes *table);
/* A writable pointer to the byte; elsewhere the bytes are const. */
uint8_t *acpi_byte(struct acpi_bytes *table, size_t at);

#endif
