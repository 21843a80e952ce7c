/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Two ACPI tables as bytes: the SRAT assigns memory and processors to proximity
 * domains, the SLIT has the distances between domains (ACPI 6.5, 5.2.16 and
 * 5.2.17). core/numa/numa.h builds nodes from them.
 *
 * A table must pass its check before the other functions read it; one that does
 * not is not used at all.
 */
#ifndef CORE_FIRMWARE_SRAT_H
#define CORE_FIRMWARE_SRAT_H

#include "core/firmware/acpi.h"

/* The tables of a machine; a missing one has no bytes. */
struct acpi_tables {
	struct acpi_bytes srat;
	struct acpi_bytes slit;
};

/* The first fault, or ACPI_GOOD. */
enum acpi_fault srat_check(const struct acpi_bytes *srat);
enum acpi_fault slit_check(const struct acpi_bytes *slit);

enum srat_flags {
	SRAT_ENABLED = 1 << 0,
	SRAT_HOT_PLUGGABLE = 1 << 1, /* memory only */
	SRAT_NON_VOLATILE = 1 << 2,  /* memory only */
};

struct srat_entry {
	bool memory; /* otherwise a processor or an initiator device */
	uint32_t domain;
	uint32_t flags;   /* enum srat_flags */
	phys_addr_t base; /* memory only; base + size may wrap */
	phys_addr_t size; /* memory only, in bytes */
};

/* Returns the next enabled entry with a domain and moves *at, which starts as
 * 0, past it. Other entries are skipped. false: no entry is left. */
bool srat_next(const struct acpi_bytes *srat, size_t *at,
	       struct srat_entry *ret);

/* The size of a memory entry, and of the smallest entry with a domain. */
#define SRAT_MEMORY_SIZE 40
#define SRAT_LEAST_SIZE  16

/* The largest number of such entries in a table of its length. */
static inline size_t srat_memory_max(const struct acpi_bytes *srat)
{
	return srat->bytes ? srat->len / SRAT_MEMORY_SIZE : 0;
}

static inline size_t srat_entries_max(const struct acpi_bytes *srat)
{
	return srat->bytes ? srat->len / SRAT_LEAST_SIZE : 0;
}

/* The number of domains in the SLIT, 0 without a SLIT; and the distance between
 * two of them, where 10 is local. from and to are below slit_domains(). */
size_t slit_domains(const struct acpi_bytes *slit);
unsigned int slit_distance(const struct acpi_bytes *slit, size_t from,
			   size_t to);

#endif
