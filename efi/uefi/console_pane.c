/* SPDX-License-Identifier: BSD-2-Clause */
/* EFI_SIMPLE_TEXT_OUTPUT_PROTOCOL (UEFI 2.10, 12.4), and lines. */
#include "efi/uefi/console_pane.h"

#include "efi/uefi/serial_line.h"
#include "efi/uefi/uefi.h"

typedef SIMPLE_TEXT_OUTPUT_INTERFACE text_output;

static bool size_of(text_output *output, size_t *ret_columns, size_t *ret_rows)
{
	UINTN columns, rows;

	if (!output || !output->Mode || output->Mode->Mode < 0 ||
	    EFI_ERROR(output->QueryMode(output, (UINTN)output->Mode->Mode,
					&columns, &rows)))
		return false;
	*ret_columns = columns;
	*ret_rows = rows;
	return true;
}

bool console_pane_screen(struct console_pane *ret, size_t *ret_columns,
			 size_t *ret_rows, struct console *console,
			 size_t screen)
{
	*ret = (struct console_pane){
		.console = console,
		.text = console->screens[screen],
		.colour = COLOUR_TEXT,
	};
	return size_of(ret->text, ret_columns, ret_rows);
}

bool console_pane_line(struct console_pane *ret, size_t *ret_columns,
		       size_t *ret_rows, struct console *console, size_t line)
{
	*ret = (struct console_pane){
		.console = console,
		.text = console->lines[line].text,
		.line = line,
		.colour = COLOUR_TEXT,
	};
	return size_of(ret->text, ret_columns, ret_rows);
}

/* --- text outputs -------------------------------------------------------- */

void console_pane_begin(struct console_pane *pane)
{
	text_output *output = pane->text;

	output->SetAttribute(output, COLOUR_TEXT);
	output->ClearScreen(output);
	output->EnableCursor(output, FALSE);
	pane->console->drawn = true;
	pane->colour = COLOUR_TEXT;
}

static void paint(void *ctx, const struct cells_run *run, uint8_t colour,
		  const char *text, bool blank)
{
	struct console_pane *pane = ctx;
	text_output *output = pane->text;
	CHAR16 wide[PAINT_MAX + 1];

	(void)blank;
	for (size_t i = 0; i < run->cnt; i++)
		wide[i] = (CHAR16)text[i];
	wide[run->cnt] = 0;
	if (pane->colour != colour)
		output->SetAttribute(output, colour);
	pane->colour = colour;
	output->SetCursorPosition(output, run->column, run->row);
	output->OutputString(output, wide);
}

struct painter console_pane_painter(struct console_pane *pane)
{
	return (struct painter){ paint, pane };
}

void console_pane_end(struct console_pane *pane)
{
	text_output *output = pane->text;

	output->SetAttribute(output, COLOUR_TEXT);
	output->ClearScreen(output);
	output->EnableCursor(output, TRUE);
}

/* --- lines --------------------------------------------------------------- */

static void write_bytes(void *ctx, const char *text, size_t len)
{
	struct console_pane *pane = ctx;
	struct console *console = pane->console;

	console->drawn = true;
	serial_line_write(console->fw, &console->lines[pane->line], text, len);
}

struct sink console_pane_sink(struct console_pane *pane)
{
	return (struct sink){ .write = write_bytes, .ctx = pane };
}
