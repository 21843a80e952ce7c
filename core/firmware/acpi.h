/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ACPI tables as bytes (ACPI 6.5, 5.2): finding one and checking it. Tables are
 * read in place and never written.
 */
#ifndef CORE_FIRMWARE_ACPI_H
#define CORE_FIRMWARE_ACPI_H

#include "core/base/types.h"

struct acpi_bytes {
	const uint8_t *bytes; /* any alignment; NULL: no such table */
	size_t len;
};

/* The largest table that is accepted, in bytes. */
#define ACPI_TABLE_MAX ((size_t)1 << 20)

#define ACPI_HEADER_SIZE 36

/*
 * Finds the first table with a signature of four characters through the XSDT,
 * or through the RSDT if there is no XSDT (ACPI 6.5, 5.2.5 to 5.2.8). rsdp is
 * the physical address of the RSDP, 0 without ACPI; physical addresses must be
 * mapped at the same virtual address. RSDP, XSDT and RSDT must have valid
 * signatures and checksums; the table itself is checked by acpi_check().
 * Returns no bytes if the table is missing or longer than ACPI_TABLE_MAX.
 */
struct acpi_bytes acpi_find(uint64_t rsdp, const char *signature);

/* The address of the XSDT, or of the RSDT if there is no XSDT, and the size of
 * its entries in bytes; 0 where the RSDP, which is at an address as above, is
 * not valid. */
uint64_t acpi_root(uint64_t rsdp, size_t *ret_width);

enum acpi_fault {
	ACPI_GOOD,
	ACPI_SHORT,     /* ends before its entries begin */
	ACPI_SIGNATURE, /* has the signature of another table */
	ACPI_LENGTH,    /* the length in the header is not the table's */
	ACPI_CHECKSUM,  /* the sum of the bytes is not 0 */
	ACPI_ENTRY,     /* an entry is too short, or ends beyond the table */
	ACPI_MATRIX,    /* the distances do not fit into the table */
	ACPI_DISTANCE,  /* a local distance is not 10, or a remote one is not
			   more */
	ACPI_FAULT_COUNT,
};
/* A phrase that continues "the SRAT ": "has a wrong checksum". Never NULL. */
const char *acpi_fault_text(enum acpi_fault fault);

/* Checks the length, signature and checksum of a table. least is the smallest
 * valid length in bytes, at least ACPI_HEADER_SIZE. Returns the first fault, in
 * the order of enum acpi_fault. */
enum acpi_fault acpi_check(const struct acpi_bytes *table,
			   const char *signature, size_t least);

#endif
