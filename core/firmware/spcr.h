/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The ACPI table SPCR: the serial port that the firmware itself speaks by
 * (Serial Port Console Redirection Table, revisions 1 to 4; types of ports in
 * Debug Port Table 2).
 */
#ifndef CORE_FIRMWARE_SPCR_H
#define CORE_FIRMWARE_SPCR_H

#include "core/firmware/acpi.h"

enum serial_kind {
	SERIAL_NONE,
	SERIAL_16550,
	SERIAL_PL011, /* or SBSA's part of it */
	SERIAL_OTHER,
};

struct serial_port {
	enum serial_kind kind;
	bool io;        /* base is an I/O port, else a physical address */
	uint64_t base;  /* not 0, but for SERIAL_NONE */
	uint8_t stride; /* bytes from one register to the next: 1, 2, 4, 8 */
};

/* SERIAL_NONE where the table is absent, damaged, or says that there is no
 * port. */
struct serial_port spcr_port(const struct acpi_bytes *spcr);

#endif
