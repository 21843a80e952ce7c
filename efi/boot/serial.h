/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A serial line without a firmware, which has set its speed: for what goes
 * wrong once boot services are left.
 */
#ifndef EFI_BOOT_SERIAL_H
#define EFI_BOOT_SERIAL_H

#include "core/firmware/spcr.h"
#include "core/text/print.h"

/* A 16550 at an I/O port; 0: there is none. */
struct serial_port serial_at(uint16_t port);

/* LF becomes CR LF. Lost where there is no port, or one of a kind that is
 * not known here. port outlives the sink, and is where we see it. */
struct sink serial_sink(const struct serial_port *port);

#endif
