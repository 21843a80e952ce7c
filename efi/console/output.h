/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A text to all consoles: as it is to the serial lines, a page at a time to the
 * screens. It is rendered once for either, so that no buffer has to hold it.
 */
#ifndef EFI_CONSOLE_OUTPUT_H
#define EFI_CONSOLE_OUTPUT_H

#include "efi/console/pager.h"
#include "efi/uefi/console.h"

/* token is the value of frame=; with NULL both do nothing. They write for
 * scripts, to the serial lines, or to the screens where there are no lines:
 * "TOKEN begin" before the first output and "TOKEN end 0x<EFI status, 16
 * digits>" after the last, each on a line of its own. */
void output_begin(struct console *console, const char *token);
void output_end(struct console *console, const char *token,
		struct fw_status status);

void output_lines(struct console *console, const struct page *page);
/* paged: in pages, if it does not fit and there is a keyboard. Returns whether
 * the user has left the pages by a key. */
bool output_screens(struct console *console, const struct page *page,
		    bool paged);

/* Waits for a key, or that many seconds unless 0, and says so, except on serial
 * lines when token is not NULL. */
void output_wait(struct console *console, const char *token,
		 unsigned int seconds);

/* Says in the same way that the machine will be switched off, and waits so many
 * seconds for a key that prevents it. Returns whether one was pressed. */
bool output_key_within(struct console *console, const char *token,
		       unsigned int seconds);

#endif
