/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The consoles that the explorer is drawn on, each with what it shows.
 */
#ifndef EFI_EXPLORER_PANES_H
#define EFI_EXPLORER_PANES_H

#include "efi/explorer/canvas.h"
#include "efi/uefi/console_pane.h"

#define PANES_MAX (CONSOLE_SCREENS + CONSOLE_LINES)

struct pane {
	struct console_pane console;
	struct vt vt;
	struct cells now, shown;
	size_t screen; /* of the console, where it is one */
	struct canvas canvas;
	size_t lost; /* bytes of a line when it was painted */
};

struct panes {
	struct console *console;
	struct pane list[PANES_MAX];
	size_t cnt;
	size_t columns, rows; /* of the smallest */
};

/*
 * Finds the consoles on which a person can use the explorer: screens, and lines
 * whose terminal answers. forced: also the lines that do not answer, as
 * terminals of 80 columns and 24 rows. Consoles that are smaller, and those for
 * which there is no memory, are left out. Returns whether there are any.
 */
bool panes_find(struct panes *ret, struct console *console, bool forced);
/* Whether the line of the console is one of them. */
bool panes_have_line(const struct panes *panes, size_t line);

/* Whether one of them can show pictures. */
bool panes_have_graphics(const struct panes *panes);

/* Clears all of them; to be called before the first panes_draw(), and for all
 * to be drawn again. */
void panes_begin(struct panes *panes);
/* Draws the explorer: what has changed since it was drawn. */
void panes_draw(struct panes *panes, const struct explorer *explorer);
/* Leaves them clear; frees them. */
void panes_end(struct panes *panes);
void panes_free(struct panes *panes);

#endif
