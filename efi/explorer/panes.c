/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/explorer/panes.h"

#include "efi/explorer/terminal.h"

/* --- which there are ----------------------------------------------------- */

static bool take_cells(struct cells *ret, const struct firmware *fw,
		       size_t columns, size_t rows)
{
	*ret = (struct cells){
		.list = fw_alloc(fw, columns * rows * sizeof(struct cell)),
		.columns = columns,
		.rows = rows,
	};
	return ret->list;
}

static void free_pane(const struct firmware *fw, struct pane *pane)
{
	canvas_end(&pane->canvas, fw);
	fw_free(fw, pane->now.list);
	fw_free(fw, pane->shown.list);
}

/* screen: its number; CONSOLE_SCREENS for a line. */
static void add(struct panes *panes, const struct console_pane *console,
		size_t screen, size_t columns, size_t rows)
{
	const struct firmware *fw = panes->console->fw;
	struct pane *pane = &panes->list[panes->cnt];

	if (columns < EXPLORER_COLUMNS || rows < EXPLORER_ROWS)
		return;
	*pane = (struct pane){ .console = *console, .screen = screen };
	if (!take_cells(&pane->now, fw, columns, rows) ||
	    !take_cells(&pane->shown, fw, columns, rows)) {
		free_pane(fw, pane);
		return;
	}
	if (panes->cnt == 0 || columns < panes->columns)
		panes->columns = columns;
	if (panes->cnt == 0 || rows < panes->rows)
		panes->rows = rows;
	panes->cnt++;
}

bool panes_find(struct panes *ret, struct console *console, bool forced)
{
	struct console_pane pane;
	size_t columns, rows;

	ret->console = console;
	ret->cnt = 0;
	for (size_t i = 0; i < console->screen_cnt; i++)
		if ((forced || console_has_screen_keyboard(console)) &&
		    console_pane_screen(&pane, &columns, &rows, console, i))
			add(ret, &pane, i, columns, rows);
	for (size_t i = 0; i < console->line_cnt; i++) {
		bool sized =
			console_pane_line(&pane, &columns, &rows, console, i);

		if (pane.text ? sized && forced
			      : terminal_ask(&pane, &columns, &rows))
			add(ret, &pane, CONSOLE_SCREENS, columns, rows);
		else if (forced && !pane.text)
			add(ret, &pane, CONSOLE_SCREENS, EXPLORER_COLUMNS,
			    EXPLORER_ROWS);
	}
	return ret->cnt > 0;
}

bool panes_have_line(const struct panes *panes, size_t line)
{
	const struct console *console = panes->console;

	for (size_t i = 0; i < panes->cnt; i++) {
		const struct console_pane *pane = &panes->list[i].console;

		if (pane->text ? pane->text == console->lines[line].text
			       : pane->line == line)
			return true;
	}
	return false;
}

static bool has_graphics(const struct panes *panes, const struct pane *pane)
{
	return pane->screen < CONSOLE_SCREENS &&
	       canvas_is_possible(panes->console, pane->screen);
}

bool panes_have_graphics(const struct panes *panes)
{
	for (size_t i = 0; i < panes->cnt; i++)
		if (has_graphics(panes, &panes->list[i]))
			return true;
	return false;
}

/* --- drawing ------------------------------------------------------------- */

static const struct console_line *line_of(const struct pane *pane)
{
	return &pane->console.console->lines[pane->console.line];
}

static void begin(struct pane *pane)
{
	canvas_end(&pane->canvas, pane->console.console->fw);
	if (pane->console.text)
		console_pane_begin(&pane->console);
	else
		vt_begin(&pane->vt, console_pane_sink(&pane->console));
	cells_clear(&pane->shown);
	pane->lost = line_of(pane)->lost;
}

void panes_begin(struct panes *panes)
{
	for (size_t i = 0; i < panes->cnt; i++)
		begin(&panes->list[i]);
}

/* A line that has lost bytes shows anything. */
static bool is_spoilt(const struct pane *pane)
{
	return !pane->console.text &&
	       (line_of(pane)->asleep || line_of(pane)->lost != pane->lost);
}

static bool draw_picture(struct panes *panes, struct pane *pane,
			 const struct explorer *explorer)
{
	return explorer_is_picture(explorer) && has_graphics(panes, pane) &&
	       canvas_draw(&pane->canvas, panes->console, pane->screen,
			   explorer);
}

static void draw_text(struct pane *pane, const struct explorer *explorer)
{
	struct painter painter = pane->console.text
					 ? console_pane_painter(&pane->console)
					 : vt_painter(&pane->vt);

	if (is_spoilt(pane) || pane->canvas.pixels)
		begin(pane);
	explorer_draw(explorer, &pane->now);
	cells_paint(&pane->now, &pane->shown, &painter);
}

__attribute__((noinline)) void panes_draw(struct panes *panes,
					  const struct explorer *explorer)
{
	for (size_t i = 0; i < panes->cnt; i++)
		if (!draw_picture(panes, &panes->list[i], explorer))
			draw_text(&panes->list[i], explorer);
}

void panes_end(struct panes *panes)
{
	for (size_t i = 0; i < panes->cnt; i++) {
		struct pane *pane = &panes->list[i];

		if (pane->console.text)
			console_pane_end(&pane->console);
		else
			vt_end(&pane->vt);
	}
}

void panes_free(struct panes *panes)
{
	for (size_t i = 0; i < panes->cnt; i++)
		free_pane(panes->console->fw, &panes->list[i]);
	panes->cnt = 0;
}
