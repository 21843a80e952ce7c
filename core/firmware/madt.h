/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The Multiple APIC Description Table, whose signature is "APIC" (ACPI 6.5,
 * 5.2.12).
 */
#ifndef CORE_FIRMWARE_MADT_H
#define CORE_FIRMWARE_MADT_H

#include "core/firmware/acpi_entry.h"

/* The offset of the first entry. */
#define MADT_ENTRIES 44

struct madt_processor {
	uint32_t uid; /* as the namespace has it */
	uint64_t id;  /* local APIC ID or MPIDR */
};

/*
 * The next processor that is enabled, by an entry for a local APIC, a local
 * x2APIC, or the CPU interface of a GIC. *at is 0 at first. An ID that an
 * earlier entry has is skipped: both kinds of local APIC may name a processor.
 * False if no processor follows.
 */
bool madt_next_processor(struct madt_processor *ret,
			 const struct acpi_bytes *madt, size_t *at);

#endif
