/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One text to every console: as it is to the serial lines, a page at a time
 * to the screens. A text is rendered anew for each of them, so that no buffer
 * has to hold it.
 */
#ifndef EFI_CONSOLE_OUTPUT_H
#define EFI_CONSOLE_OUTPUT_H

#include "efi/uefi/console.h"

struct page {
	void (*render)(const struct sink *out, const void *of);
	const void *of;
};

/* token is frame='s, NULL without: then both do nothing. For scripts, on the
 * serial lines, or on the screens where there are no lines: "TOKEN begin"
 * before the first output, "TOKEN end 0x<EFI status, 16 digits>" behind the
 * last, each on a line of its own. */
void output_begin(struct console *console, const char *token);
void output_end(struct console *console, const char *token,
		struct fw_status status);

void output_lines(struct console *console, const struct page *page);
/* paged: stops at each full page, where there is somebody to press a key. */
void output_screens(struct console *console, const struct page *page,
		    bool paged);

/* Waits for a key; says so, unless a script reads along. */
void output_wait(struct console *console, const char *token);

#endif
