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
	bool taken;      /* console_line_sink() leaves it out */
};

struct console {
	const struct firmware *fw;
	struct console_line lines[CONSOLE_LINES];
	size_t line_cnt;
	void *screens[CONSOLE_SCREENS]; /* EFI_SIMPLE_TEXT_OUTPUT_PROTOCOL */
	/* Of each screen, EFI_GRAPHICS_OUTPUT_PROTOCOL, or NULL. */
	void *graphics[CONSOLE_SCREENS];
	/* The text modes before console_enlarge(); -1: unchanged. */
	int former_modes[CONSOLE_SCREENS];
	size_t screen_cnt;
	size_t columns, rows; /* of the smallest screen */
	bool line_open;       /* the last character to the lines was not a LF */
	size_t line_column;   /* of the lines' cursors, at 80 columns a row */
	size_t line_rows;     /* by which they went down */
	bool drawn;           /* places of consoles were written */
};

/* Finds the consoles, which may be none. Nothing has to be closed. */
void console_open(struct console *ret, const struct firmware *fw);

/* Whether there is a keyboard: ConIn may be a splitter without any device. */
bool console_has_keyboard(const struct console *console);
/* The same for one that is not a serial terminal. */
bool console_has_screen_keyboard(const struct console *console);

/* Write to all serial lines (LF becomes CR LF), or to all screens without
 * pages. A line that accepts nothing for seconds loses output, see
 * serial_line.h. */
struct sink console_line_sink(struct console *console);
struct sink console_screen_sink(struct console *console);
/* To both. */
struct sink console_sink(struct console *console);

/* Clears all screens. */
void console_clear(struct console *console);
/* Moves the cursor of all screens. */
void console_move(struct console *console, size_t column, size_t row);

/* Clears all screens, each in its text mode with the most columns and rows.
 * For a screen that nobody else uses: ConOut does not know of it. */
void console_enlarge(struct console *console);
/* Gives the screens back. After console_enlarge() they are in their former
 * modes, and clear. shell: ConOut, which does not know what was written, learns
 * where the cursor is, so that a Shell goes on below it; where places of
 * consoles were written, it clears all of them. */
void console_give_back(struct console *console, bool shell);

/* What the firmware reports for a key: a scan code (UEFI 2.10, table 12.1), or
 * a character. */
struct console_stroke {
	uint16_t scan, unicode;
};

enum console_read {
	CONSOLE_STROKE,
	CONSOLE_QUIET, /* no key in time */
	CONSOLE_GONE,  /* keys cannot be read */
};

/* Waits for a keystroke for so many milliseconds, not at all with 0, or
 * CONSOLE_FOREVER. */
#define CONSOLE_FOREVER UINT32_MAX
enum console_read console_read(struct console *console,
			       struct console_stroke *ret, unsigned int ms);

/* Discards the keys that were pressed so far. */
void console_drop_keys(struct console *console);

#endif
