/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A serial line without the firmware, which has set its speed: for messages
 * once boot services have ended.
 */
#ifndef EFI_BOOT_SERIAL_H
#define EFI_BOOT_SERIAL_H

#include "core/firmware/spcr.h"
#include "core/handoff/table.h"
#include "core/text/print.h"

/* A 16550 at an I/O port; port 0: there is none. */
struct serial_port serial_at(uint16_t port);

/* The port that ACPI's SPCR table names, else serial_at(port). rsdp is the
 * physical address of ACPI's root pointer, 0 without one. */
struct serial_port serial_find(uint64_t rsdp, uint16_t port);

/* The port as a kernel is told about it. False: there is none of a known kind,
 * or, at an I/O port that no table names, nothing that stores a byte as a 16550
 * does. */
bool serial_describe(struct mbt_serial *ret, const struct serial_port *port);

/* LF becomes CR LF. Text is lost where there is no port or one of an unknown
 * kind. port must outlive the sink; registers are accessed at their physical
 * addresses. */
struct sink serial_sink(const struct serial_port *port);

/* Whether a byte has arrived, which is then taken. */
bool serial_receives(const struct serial_port *port);

/* Says why, as a clause, and stops the processor. */
_Noreturn void serial_stop(const struct serial_port *port, const char *why);

#endif
