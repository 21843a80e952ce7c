/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Two ACPI tables as bytes: the SRAT says which memory and which processors
 * belong to which proximity domain, the SLIT how far domains are from each
 * other (ACPI 6.5, 5.2.16 and 5.2.17). What nodes become of them is for
 * core/numa/numa.h.
 *
 * A table is read only after its check found it good, and is refused as a
 * whole otherwise.
 */
#ifndef CORE_FIRMWARE_SRAT_H
#define CORE_FIRMWARE_SRAT_H

#include "core/firmware/acpi.h"

/* What is known of the machine's nodes. */
struct acpi_tables {
	struct acpi_bytes srat;
	struct acpi_bytes slit;
};

enum acpi_fault srat_check(const struct acpi_bytes *srat);
enum acpi_fault slit_check(const struct acpi_bytes *slit);

enum srat_flags {
	SRAT_ENABLED = 1 << 0,
	SRAT_HOT_PLUGGABLE = 1 << 1, /* of memory alone */
	SRAT_NON_VOLATILE = 1 << 2,  /* of memory alone */
};

struct srat_entry {
	bool memory; /* otherwise a processor or a device that starts work */
	uint32_t domain;
	uint32_t flags;   /* enum srat_flags */
	phys_addr_t base; /* of memory alone; base + size may wrap */
	phys_addr_t size;
};

/* The next enabled entry that has a domain, from *at on, which starts as 0.
 * Others are passed over. false: there is none left. */
bool srat_next(const struct acpi_bytes *srat, size_t *at,
	       struct srat_entry *ret);

/* The sizes of a memory entry, and of the smallest that has a domain. */
#define SRAT_MEMORY_SIZE 40
#define SRAT_LEAST_SIZE  16

/* At most so many of them are in the table. */
static inline size_t srat_memory_max(const struct acpi_bytes *srat)
{
	return srat->bytes ? srat->len / SRAT_MEMORY_SIZE : 0;
}

static inline size_t srat_entries_max(const struct acpi_bytes *srat)
{
	return srat->bytes ? srat->len / SRAT_LEAST_SIZE : 0;
}

/* How many domains the SLIT knows, 0 without one, and the distance between
 * two of them: 10 is that to itself. */
size_t slit_domains(const struct acpi_bytes *slit);
unsigned int slit_distance(const struct acpi_bytes *slit, size_t from,
			   size_t to);

#endif
