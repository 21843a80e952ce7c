/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One console by itself, on which any place can be written: a text output, or a
 * serial line with a terminal at its end.
 */
#ifndef EFI_UEFI_CONSOLE_PANE_H
#define EFI_UEFI_CONSOLE_PANE_H

#include "core/screen/paint.h"
#include "efi/uefi/console.h"

struct console_pane {
	struct console *console;
	void *text;  /* EFI_SIMPLE_TEXT_OUTPUT_PROTOCOL, or NULL */
	size_t line; /* else that of the console, which is a SerialIo */
	uint8_t colour;
};

/* A screen of the console. Returns false when its size is not known. */
bool console_pane_screen(struct console_pane *ret, size_t *ret_columns,
			 size_t *ret_rows, struct console *console,
			 size_t screen);
/* A line of the console, which has a size only if it is a text output: false,
 * with a valid *ret, where that is not known. */
bool console_pane_line(struct console_pane *ret, size_t *ret_columns,
		       size_t *ret_rows, struct console *console, size_t line);

/* Only for a text output: clears it and hides its cursor; paints; leaves it
 * clear, with a cursor in the first cell. */
void console_pane_begin(struct console_pane *pane);
struct painter console_pane_painter(struct console_pane *pane);
void console_pane_end(struct console_pane *pane);

/* Only for a SerialIo: bytes as they are. They are lost while the line
 * sleeps. */
struct sink console_pane_sink(struct console_pane *pane);

#endif
