/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The ACPI table SPCR, which names the firmware's console port (Serial Port
 * Console Redirection Table, revisions 1 to 4; port types of the Debug Port
 * Table 2).
 */
#ifndef CORE_FIRMWARE_SPCR_H
#define CORE_FIRMWARE_SPCR_H

#include "core/firmware/acpi.h"

enum serial_kind {
	SERIAL_NONE,
	SERIAL_16550,
	SERIAL_PL011, /* or the SBSA subset */
	SERIAL_OTHER,
};

struct serial_port {
	enum serial_kind kind;
	bool spcr;      /* the table names it */
	bool io;        /* base is an I/O port, otherwise a physical address */
	uint64_t base;  /* not 0, except for SERIAL_NONE */
	uint8_t stride; /* bytes from one register to the next: 1, 2, 4, 8 */
};

/* The port; SERIAL_NONE if the table is missing, damaged, or names no port. */
struct serial_port spcr_port(const struct acpi_bytes *spcr);

#endif
