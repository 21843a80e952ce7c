/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Screens, serial lines and keys.
 *
 * ST->ConOut is usually a splitter that sends each character to a screen and
 * to a serial terminal, cut at the smaller one's width. So each physical
 * console is looked up and written to by itself:
 *
 *   line    a text output with a UART in its device path, as raw bytes
 *           through the SerialIo below it; where there is none, but a screen,
 *           the first SerialIo of the machine
 *   screen  any other text output that stands for a device
 *
 * Where nothing can be told apart (U-Boot has one ConOut and no SerialIo),
 * ConOut is the only line. No wire ever gets a text twice.
 */
#ifndef EFI_UEFI_CONSOLE_H
#define EFI_UEFI_CONSOLE_H

#include "core/text/print.h"
#include "efi/uefi/firmware.h"

/* More consoles than this are left alone. */
#define CONSOLE_LINES   8
#define CONSOLE_SCREENS 4

struct console_line {
	void *serial; /* EFI_SERIAL_IO_PROTOCOL, or NULL */
	void *text;   /* else EFI_SIMPLE_TEXT_OUTPUT_PROTOCOL */
	bool dead;    /* takes no more bytes */
};

struct console {
	const struct firmware *fw;
	struct console_line lines[CONSOLE_LINES];
	size_t line_cnt;
	void *screens[CONSOLE_SCREENS]; /* EFI_SIMPLE_TEXT_OUTPUT_PROTOCOL */
	size_t screen_cnt;
	size_t columns, rows; /* of the smallest screen */
	bool line_open;       /* the last character to the lines was no LF */
	bool keyboard;        /* a device to press a key on, not only ConIn */
};

/* Finds what there is, which may be nothing. Holds no resource. */
void console_open(struct console *ret, const struct firmware *fw);

/* To all serial lines (LF becomes CR LF), or to all screens, unpaged. A line
 * that takes nothing for three timeouts is given up. */
struct sink console_line_sink(struct console *console);
struct sink console_screen_sink(struct console *console);

/* Clears all screens. */
void console_clear(struct console *console);

/* Waits for a key: its character, 0 for one without (arrows, F1), -1 where
 * there is no ConIn or it cannot read keys. */
int console_key(void *console);

/* Keys pressed so far are forgotten. */
void console_drop_keys(struct console *console);

#endif
