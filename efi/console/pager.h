/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text for a screen, a page at a time.
 *
 * Lines are broken here and not by the screen, at a blank and at the latest
 * one column before the edge: firmwares disagree on what follows a character
 * in the last column. When a page is full and there is more, a prompt waits
 * for a key.
 */
#ifndef EFI_CONSOLE_PAGER_H
#define EFI_CONSOLE_PAGER_H

#include "core/text/print.h"

#define PAGER_PROMPT "-- more: space page, enter line, q quit --"
#define PAGER_LINE   256

struct pager {
	struct sink screen;
	int (*key)(void *ctx); /* waits: a character, -1: there are no keys */
	void *key_ctx;
	size_t columns, rows;
	size_t column, row; /* of the text; row counts the page's full rows */
	bool stop;          /* q was pressed: drop the rest */
	char line[PAGER_LINE];
	size_t used;
};

/* key NULL: never stops. Sizes below 2 count as 80 and 25. */
void pager_init(struct pager *ret, const struct sink *screen, size_t columns,
		size_t rows, int (*key)(void *ctx), void *key_ctx);

struct sink pager_sink(struct pager *pager);

/* Shows what is still held back of the last line. */
void pager_flush(struct pager *pager);

#endif
