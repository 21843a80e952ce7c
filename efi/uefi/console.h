/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Screens, serial lines and keys.
 *
 * ST->ConOut is usually a splitter that sends each character to a screen and
 * to a serial terminal, cut at the width of the smaller one. So each physical
 * console is found and written to separately:
 *
 *   line    a text output with a UART in its device path, written to as raw
 *           bytes through the SerialIo below it; where there is a screen but
 *           no such output, the first SerialIo of the machine
 *   screen  any other text output with a device path
 *
 * Where consoles cannot be told apart (U-Boot has one ConOut and no SerialIo),
 * ConOut is the only line. No device receives the output twice.
 */
#ifndef EFI_UEFI_CONSOLE_H
#define EFI_UEFI_CONSOLE_H

#include "core/text/print.h"
#include "efi/uefi/firmware.h"

/* Consoles beyond these numbers are ignored. */
#define CONSOLE_LINES   8
#define CONSOLE_SCREENS 4

struct console_line {
	void *serial; /* EFI_SERIAL_IO_PROTOCOL, or NULL */
	void *text;   /* else EFI_SIMPLE_TEXT_OUTPUT_PROTOCOL */
	/* See serial_line.h. */
	bool asleep;     /* accepts no bytes at present */
	bool keeps_byte; /* the driver sends a byte that timed out later */
	size_t lost;     /* bytes that were dropped since it sleeps */
};

struct console {
	const struct firmware *fw;
	struct console_line lines[CONSOLE_LINES];
	size_t line_cnt;
	void *screens[CONSOLE_SCREENS]; /* EFI_SIMPLE_TEXT_OUTPUT_PROTOCOL */
	size_t screen_cnt;
	size_t columns, rows; /* of the smallest screen */
	bool line_open;       /* the last character to the lines was not a LF */
	bool keyboard;        /* there is a keyboard, not only ConIn */
};

/* Finds the consoles, which may be none. Nothing has to be closed. */
void console_open(struct console *ret, const struct firmware *fw);

/* Write to all serial lines (LF becomes CR LF), or to all screens without
 * pages. A line that accepts nothing for seconds loses output, see
 * serial_line.h. */
struct sink console_line_sink(struct console *console);
struct sink console_screen_sink(struct console *console);

/* Clears all screens. */
void console_clear(struct console *console);

/* Waits for a key. Returns its character, 0 for one without (arrows, F1), -1
 * where keys cannot be read. console is a struct console. */
int console_key(void *console);

/* Discards the keys that were pressed so far. */
void console_drop_keys(struct console *console);

#endif
