/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text on a screen, a page at a time, forward and back.
 *
 * The text is rendered anew for each page, and only the rows of that page are
 * written, so that no buffer has to hold it. A page is drawn over the previous
 * one, without clearing or scrolling the screen. The last row has the prompt.
 */
#ifndef EFI_CONSOLE_PAGER_H
#define EFI_CONSOLE_PAGER_H

#include "core/text/print.h"

/* A text: render() writes it, the same each time. */
struct page {
	void (*render)(const struct sink *out, const void *of);
	const void *of;
};

struct pager_screen {
	struct sink out;
	void (*clear)(void *ctx);
	/* Moves the cursor to the first column of a row. */
	void (*move)(void *ctx, size_t row);
	/* Waits for a key of keys.h; KEY_GONE without keys. NULL: no pages. */
	int (*key)(void *ctx);
	void *ctx;
	size_t columns, rows; /* below 2: 80 and 25 */
};

/* Shows the text. A text that fits on the screen, with the prompt's row left
 * over, is written where the cursor is, as is any text without keys. Returns
 * whether the user has left the text by a key. */
bool pager_show(const struct pager_screen *screen, const struct page *page);

#endif
