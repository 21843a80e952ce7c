/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Asks what is at the other end of a serial line: a terminal says how large it
 * is, a log file says nothing.
 */
#ifndef EFI_EXPLORER_TERMINAL_H
#define EFI_EXPLORER_TERMINAL_H

#include "efi/uefi/console_pane.h"

/* How long an answer takes at most, in milliseconds: serial lines over a
 * network (SOL) are slow. */
#define TERMINAL_MS 1000

/* The answer, as far as it has arrived: ESC [ rows ; columns R (ECMA-48, CPR).
 * All zero: nothing yet. */
struct terminal_answer {
	unsigned int state;
	size_t numbers[2]; /* rows and columns */
};

/* Takes a keystroke. Returns whether the answer is complete. */
bool terminal_take(struct terminal_answer *answer,
		   const struct console_stroke *stroke);

/* Asks the terminal at the end of the line, and drops the keys that come before
 * its answer. Returns false when there is no answer in time. */
bool terminal_ask(struct console_pane *pane, size_t *ret_columns,
		  size_t *ret_rows);

#endif
