/* SPDX-License-Identifier: BSD-2-Clause */
/* The modes and cursors of screens, by EFI_SIMPLE_TEXT_OUTPUT_PROTOCOL
 * (UEFI 2.10, 12.4). */
#include "efi/uefi/console.h"

#include "efi/uefi/uefi.h"

typedef SIMPLE_TEXT_OUTPUT_INTERFACE text_output;

void console_clear(struct console *console)
{
	for (size_t i = 0; i < console->screen_cnt; i++) {
		text_output *screen = console->screens[i];

		screen->ClearScreen(screen);
	}
}

void console_move(struct console *console, size_t column, size_t row)
{
	for (size_t i = 0; i < console->screen_cnt; i++) {
		text_output *screen = console->screens[i];

		screen->SetCursorPosition(screen, column, row);
	}
}

/* --- modes ------------------------------------------------------------- */

struct mode {
	UINTN number, columns, rows;
};

/* Any mode may be unsupported, in the middle of others. */
static bool query(text_output *screen, UINTN number, struct mode *ret)
{
	ret->number = number;
	return !EFI_ERROR(
		screen->QueryMode(screen, number, &ret->columns, &ret->rows));
}

/* The mode with the most characters that has not fewer columns or rows than the
 * current one. All modes of EDK2's graphics console are within the current
 * resolution, so that no monitor has to adapt. */
static struct mode largest_mode(text_output *screen, struct mode current)
{
	struct mode best = current, mode;

	for (UINTN i = 0; i < (UINTN)screen->Mode->MaxMode; i++)
		if (query(screen, i, &mode) && mode.columns >= best.columns &&
		    mode.rows >= best.rows &&
		    mode.columns * mode.rows > best.columns * best.rows)
			best = mode;
	return best;
}

/* Returns the mode that the screen, which is clear, is in. */
static struct mode enlarge(struct console *console, size_t i)
{
	text_output *screen = console->screens[i];
	UINTN number = (UINTN)screen->Mode->Mode;
	struct mode current = { number, console->columns, console->rows }, best;

	query(screen, number, &current);
	best = largest_mode(screen, current);
	if (best.number != number &&
	    !EFI_ERROR(screen->SetMode(screen, best.number))) {
		console->former_modes[i] = (int)number;
		return best;
	}
	screen->ClearScreen(screen);
	return current;
}

void console_enlarge(struct console *console)
{
	size_t columns = SIZE_MAX, rows = SIZE_MAX;

	for (size_t i = 0; i < console->screen_cnt; i++) {
		struct mode mode = enlarge(console, i);

		columns = mode.columns < columns ? mode.columns : columns;
		rows = mode.rows < rows ? mode.rows : rows;
	}
	if (console->screen_cnt) {
		console->columns = columns;
		console->rows = rows;
	}
}

/* --- the end ----------------------------------------------------------- */

/* The first screen's cursor, or where the terminals' cursors must be: at most
 * in the last row. */
static void tell_cursor(const struct console *console)
{
	text_output *conout = uefi_system(console->fw)->ConOut, *screen;
	UINTN columns, rows, column = console->line_column, row;

	if (!conout || !conout->Mode || conout == console->lines[0].text ||
	    EFI_ERROR(conout->QueryMode(conout, (UINTN)conout->Mode->Mode,
					&columns, &rows)))
		return;
	row = (UINTN)conout->Mode->CursorRow + console->line_rows;
	if (console->screen_cnt) {
		screen = console->screens[0];
		column = (UINTN)screen->Mode->CursorColumn;
		row = (UINTN)screen->Mode->CursorRow;
	}
	conout->SetCursorPosition(conout, column < columns ? column : 0,
				  row < rows ? row : rows - 1);
}

void console_give_back(struct console *console, bool shell)
{
	text_output *conout = uefi_system(console->fw)->ConOut;

	for (size_t i = 0; i < console->screen_cnt; i++) {
		text_output *screen = console->screens[i];

		if (console->former_modes[i] >= 0)
			screen->SetMode(screen,
					(UINTN)console->former_modes[i]);
		console->former_modes[i] = -1;
	}
	if (shell && console->drawn && conout)
		conout->ClearScreen(conout);
	else if (shell)
		tell_cursor(console);
}
