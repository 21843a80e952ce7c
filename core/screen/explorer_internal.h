/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of the explorer share.
 */
#ifndef CORE_SCREEN_EXPLORER_INTERNAL_H
#define CORE_SCREEN_EXPLORER_INTERNAL_H

#include "core/screen/explorer.h"

/* --- lists: list.c ------------------------------------------------------- */

enum row_kind {
	ROW_DESCRIPTOR,
	ROW_HOLE,
	ROW_REGION,
	ROW_RESERVATION,
	ROW_FINDING,
	ROW_ACTION,
};

struct explorer_row {
	struct range range;
	uint32_t index; /* of the descriptor, region, reservation, finding */
	uint32_t cnt;   /* descriptors that are merged into it */
	uint8_t kind;   /* enum row_kind */
	uint8_t class;  /* by which ORDER_TYPE sorts: of a descriptor, its enum
			 * memory_class */
};

/* The most rows that any view has. */
size_t list_max(const struct conversion *conversion, size_t findings);

/* Makes the rows of the view, and selects the row that has the address that was
 * selected, or the nearest. list_show() changes to a view. */
void list_fill(struct explorer *explorer);
void list_show(struct explorer *explorer, enum explorer_view view);

/* The row in this place of the list as it is shown. */
const struct explorer_row *list_row(const struct explorer *explorer, size_t i);

/* The rows of a list that a screen shows, and the first of them. */
size_t list_height(size_t rows);
size_t list_top(size_t selected, size_t top, size_t cnt, size_t height);

/* Selects a row, the last one where there are fewer. */
void list_select(struct explorer *explorer, size_t i);
/* Selects the row that holds the address; false: none does. */
bool list_find_address(struct explorer *explorer, phys_addr_t addr);
/* Selects the next row, or the one before, with the text sought, which may be
 * at the other end of the list; false, and a message: no row has it. */
bool list_find_text(struct explorer *explorer, bool back);

/* --- rows: rows.c -------------------------------------------------------- */

void row_print(const struct sink *out, const struct explorer *explorer,
	       const struct explorer_row *row, size_t columns);
void row_print_head(const struct sink *out, const struct explorer *explorer,
		    size_t columns);

/* --- the frame of all views: explorer.c ---------------------------------- */

/* The page of the row that is selected, if there is one. */
void detail_show(struct explorer *explorer);

void frame_draw(const struct explorer *explorer, struct cells *cells);

/* --- bars: bars.c -------------------------------------------------------- */

/* The first cell of a bar. */
#define BARS_COLUMN 12
/* Text from the cell before on, with a name at the start of the row. */
struct sink bars_line(struct cells_pen *pen, struct cells *cells, size_t row,
		      const char *name);

struct named_set {
	const char *name;
	const struct memblock_type *set;
};
/* The bar with its ticks, and below it sets with their names, from a row on.
 * Returns the number of segments. */
size_t bars_draw(const struct explorer *explorer, struct cells *cells,
		 size_t row, const struct named_set *sets, size_t cnt);

/* For bars in cells, of which each is so many units of segments wide: the
 * address at which a segment starts, where there is room for it; a mark where
 * the cap of mem= is, if there is one. */
void bars_draw_ticks(const struct segment *segments, size_t cnt,
		     struct cells *cells, size_t row, size_t unit);
void bars_draw_cap(const struct explorer *explorer, struct cells *cells,
		   size_t row, size_t cnt, size_t unit);
/* Where memory ends because of mem=; false: there is no such cap. */
bool bars_cap(const struct explorer *explorer, phys_addr_t *ret);

/* The classes that there are, in columns of so many rows. colour is added to
 * that of their letters. */
#define LEGEND_ROWS 4
void bars_draw_legend(const struct explorer *explorer, struct cells *cells,
		      size_t row, uint8_t colour);
/* The span that is selected. */
void bars_draw_chosen(const struct explorer *explorer, struct cells *cells,
		      size_t row);

/* --- the overview: overview.c -------------------------------------------- */

void overview_draw(const struct explorer *explorer, struct cells *cells);
/* Its upper part: what is known of the firmware, and totals. */
void overview_draw_facts(const struct explorer *explorer, struct cells *cells);
/* Whether the overview has a use for the key. */
bool overview_key(struct explorer *explorer, int key);

/* --- pages: page.c ------------------------------------------------------- */

void page_draw(const struct explorer *explorer, struct cells *cells);
/* The message, in as many rows as it needs, of which this is the last. */
void message_draw(const struct explorer *explorer, struct cells *cells,
		  size_t row);
/* Whether the page has a use for the key. */
bool page_key(struct explorer *explorer, int key);
void page_show(struct explorer *explorer, enum explorer_page page);
/* The text of PAGE_HELP (help.c). */
const char *explorer_help(void);

/* --- mem= and memmap=: whatif.c ------------------------------------------ */

/* While words are typed, and there is a trial of them. */
void whatif_draw(const struct explorer *explorer, struct cells *cells);

/* --- actions: actions.c -------------------------------------------------- */

#define ACTIONS_MAX 10
/* How many there are: without a kernel none boots it. */
size_t actions_count(const struct explorer *explorer);
void action_print(const struct sink *out, const struct explorer *explorer,
		  size_t i);
/* The key of an action. */
int action_key(const struct explorer *explorer, size_t i);
/* What a key does if it is that of an action; a message if it is not. */
enum explorer_action actions_take(struct explorer *explorer, int key);
/* Whether the action was to be confirmed, and what it is then. */
enum explorer_action action_confirm(struct explorer *explorer, int key);

/* --- what is typed: input.c ---------------------------------------------- */

void input_begin(struct explorer *explorer, enum explorer_input input);
enum explorer_action input_key(struct explorer *explorer, int key);
void input_draw(const struct sink *out, const struct explorer *explorer);

#endif
