/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Output to a serial port whose reader may be slow, or not read at all.
 *
 * EFI_SERIAL_IO_PROTOCOL.Write() (UEFI 2.10, 12.8) waits only as long as a few
 * bytes take, and then returns EFI_TIMEOUT with the number of bytes it has
 * accepted. EDK2's PciSioSerialDxe keeps one byte more, which it sends later:
 * that byte must not be written again.
 */
#ifndef EFI_UEFI_SERIAL_LINE_H
#define EFI_UEFI_SERIAL_LINE_H

#include "efi/uefi/console.h"

/* Milliseconds without progress after which a line sleeps. */
#define SERIAL_PATIENCE 5000

/* Writes all bytes. A line that accepts nothing for SERIAL_PATIENCE sleeps:
 * from then on bytes are dropped, until it accepts bytes again and says how
 * many were dropped. */
void serial_line_write(const struct firmware *fw, struct console_line *line,
		       const char *text, size_t len);

#endif
