/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ACPI tables as bytes (ACPI 6.5, 5.2): how one is found, and whether it is
 * whole. They stay where the firmware has them and are only read.
 */
#ifndef CORE_FIRMWARE_ACPI_H
#define CORE_FIRMWARE_ACPI_H

#include "core/base/types.h"

struct acpi_bytes {
	const uint8_t *bytes; /* any alignment; NULL: there is no such table */
	size_t len;
};

/* A table that is longer is no such table. */
#define ACPI_TABLE_MAX ((size_t)1 << 20)

#define ACPI_HEADER_SIZE 36

/*
 * The table with the signature of four letters. rsdp is a physical address,
 * 0 where there is no ACPI; all physical addresses from there on have to be
 * where the caller sees them. The XSDT leads to the tables, where there is
 * none the RSDT. RSDP, XSDT and RSDT must have their signatures and checksums.
 * A table that is not there, or longer than ACPI_TABLE_MAX, has no bytes. Of
 * several the first counts. The table itself is for acpi_check().
 */
struct acpi_bytes acpi_find(uint64_t rsdp, const char *signature);

enum acpi_fault {
	ACPI_GOOD,
	ACPI_SHORT,     /* ends before its entries begin */
	ACPI_SIGNATURE, /* is another table */
	ACPI_LENGTH,    /* the header states another length than there is */
	ACPI_CHECKSUM,  /* the bytes do not sum up to 0 */
	ACPI_ENTRY,     /* an entry is too short, or reaches beyond the table */
	ACPI_MATRIX,    /* the distances do not fit into the table */
	ACPI_DISTANCE,  /* one to itself is not 10, or another is not more */
	ACPI_FAULT_COUNT,
};
/* A phrase that goes on behind "the SRAT ": "has a wrong checksum". */
const char *acpi_fault_text(enum acpi_fault fault);

/* Is it whole? least: bytes without which it says nothing, at least
 * ACPI_HEADER_SIZE. */
enum acpi_fault acpi_check(const struct acpi_bytes *table,
			   const char *signature, size_t least);

#endif
