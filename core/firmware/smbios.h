/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * SMBIOS (SMBIOS 3.6): the name of the machine, its firmware's version, and the
 * memory that is installed. Tables are read in place and never written. Serial
 * numbers and the UUID are not read.
 */
#ifndef CORE_FIRMWARE_SMBIOS_H
#define CORE_FIRMWARE_SMBIOS_H

#include "core/firmware/acpi.h"

/* Of an entry point: _SM_ has 31, _SM3_ has 24. */
#define SMBIOS_ENTRY_MAX 32
/* The largest structure table that is accepted, in bytes. */
#define SMBIOS_TABLE_MAX ((size_t)1 << 20)

struct smbios_entry {
	uint64_t address; /* of the structure table */
	size_t len;       /* in bytes; of a _SM3_ entry point, at most */
};

/* Reads an entry point (5.2.1, 5.2.2) of entry->len bytes, which may be more
 * than it has. False if it is neither, or has a wrong length or checksum. */
bool smbios_entry(const struct acpi_bytes *entry, struct smbios_entry *ret);

#define SMBIOS_TEXT 48
struct smbios {
	/* "" if not known; without blanks at both ends. */
	char maker[SMBIOS_TEXT];        /* of the machine (type 1) */
	char product[SMBIOS_TEXT];      /* of the machine, or of its board */
	char bios_version[SMBIOS_TEXT]; /* type 0 */
	/* Bytes of RAM: the sum of all modules (type 17), else of all mapped
	 * ranges (type 19); 0: not known. */
	phys_addr_t installed;
	phys_addr_t mapped;   /* bytes: the sum of type 19 */
	phys_addr_t capacity; /* bytes that the slots can hold (type 16) */
	unsigned int slots;   /* for modules of RAM (type 17) */
	unsigned int modules; /* slots in use */
};

/* Reads a structure table, up to its end or the first structure that is
 * malformed. */
void smbios_read(struct smbios *ret, const struct acpi_bytes *table);

#endif
