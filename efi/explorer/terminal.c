/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/explorer/terminal.h"

/* Strokes of a keyboard that cannot be put down do not count as time. */
#define STROKES_MAX 64
#define SCAN_ESC    0x17
/* No terminal is larger. */
#define SIZE_LIMIT 1000

enum { BEFORE, AFTER_ESC, IN_ROWS, IN_COLUMNS };

bool terminal_take(struct terminal_answer *answer,
		   const struct console_stroke *stroke)
{
	uint16_t c = stroke->unicode;
	size_t *number;

	if (stroke->scan == SCAN_ESC || (!stroke->scan && c == 0x1b)) {
		*answer = (struct terminal_answer){ .state = AFTER_ESC };
		return false;
	}
	number = &answer->numbers[answer->state == IN_COLUMNS];
	if (answer->state == AFTER_ESC && c == '[')
		answer->state = IN_ROWS;
	else if (answer->state == IN_ROWS && c == ';')
		answer->state = IN_COLUMNS;
	else if (answer->state == IN_COLUMNS && c == 'R')
		return true;
	else if (answer->state >= IN_ROWS && c >= '0' && c <= '9' &&
		 *number < SIZE_LIMIT)
		*number = *number * 10 + c - '0';
	else
		answer->state = BEFORE;
	return false;
}

bool terminal_ask(struct console_pane *pane, size_t *ret_columns,
		  size_t *ret_rows)
{
	const struct sink out = console_pane_sink(pane);
	struct terminal_answer answer = { 0 };
	struct console_stroke stroke;

	/* From the last cell, to which the cursor goes and from where it comes
	 * back. */
	print_str(&out, "\0337\033[999;999H\033[6n\0338");
	for (int i = 0; i < STROKES_MAX; i++) {
		if (console_read(pane->console, &stroke, TERMINAL_MS) !=
		    CONSOLE_STROKE)
			return false;
		if (!terminal_take(&answer, &stroke))
			continue;
		*ret_rows = answer.numbers[0];
		*ret_columns = answer.numbers[1];
		return true;
	}
	return false;
}
