/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text for a screen, a page at a time.
 *
 * Lines are broken here rather than by the screen, at a blank if possible and
 * never later than one column before the edge: firmware implementations differ
 * in what a character in the last column does. When a page is full and there is
 * more, a prompt waits for a key.
 */
#ifndef EFI_CONSOLE_PAGER_H
#define EFI_CONSOLE_PAGER_H

#include "core/text/print.h"

#define PAGER_PROMPT "-- more: space page, enter line, q quit --"
#define PAGER_LINE   256

struct pager {
	struct sink screen;
	int (*key)(void *ctx); /* waits; a character, or -1 without keys */
	void *key_ctx;
	size_t columns, rows;
	size_t column, row; /* of the text; row counts the full rows */
	bool stop;          /* q was pressed: the rest is dropped */
	char line[PAGER_LINE];
	size_t used;
};

/* With a key of NULL it never stops. Sizes below 2 count as 80 and 25. */
void pager_init(struct pager *ret, const struct sink *screen, size_t columns,
		size_t rows, int (*key)(void *ctx), void *key_ctx);

struct sink pager_sink(struct pager *pager);

/* Writes the rest of the last line. */
void pager_flush(struct pager *pager);

#endif
