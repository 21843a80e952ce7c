/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The explorer: a firmware's map and its sets on a screen, with keys.
 *
 * The state is changed by explorer_key() only, and explorer_draw() is a
 * function of the state: consoles of different sizes show the same state, and
 * host tests compare what is drawn with files. Neither allocates, nor calls the
 * firmware; what the firmware has to do is an action that explorer_key()
 * returns.
 */
#ifndef CORE_SCREEN_EXPLORER_H
#define CORE_SCREEN_EXPLORER_H

#include "core/lint/lint.h"
#include "core/screen/bar.h"
#include "core/screen/cells.h"
#include "core/screen/keys.h"

/* The smallest screen that is drawn on. */
#define EXPLORER_COLUMNS 80
#define EXPLORER_ROWS    24

/* What is shown. All of it must outlive its use. */
struct explorer_model {
	const struct conversion *conversion;
	const char *machine; /* "EDK II" */
	const char *edits;   /* what edits the map, "mem=1G", or "" */
	const char *kernel; /* path of the kernel that can be booted, or NULL */
	bool graphics;      /* pictures can be shown (core/screen/picture.h) */
};

enum explorer_action {
	EXPLORER_STAY,
	EXPLORER_REPAINT, /* all cells: a terminal may show something else */
	EXPLORER_READ,    /* the map again */
	EXPLORER_TRY,     /* the words that were typed, by explorer_try() */
	EXPLORER_KEEP,    /* what was tried, from now on */
	EXPLORER_DROP,    /* what was tried */
	EXPLORER_PROFILE, /* the rules of the other profile */
	EXPLORER_COMPARE, /* with the file that was typed */
	EXPLORER_SAVE,
	EXPLORER_BOOT, /* the kernel */
	EXPLORER_SHELL,
	EXPLORER_RESET,
	EXPLORER_POWEROFF,
	EXPLORER_LEAVE,
};

enum explorer_view {
	VIEW_OVERVIEW,
	VIEW_DESCRIPTORS,
	VIEW_MEMORY,
	VIEW_RESERVED,
	VIEW_PHYSMAP,
	VIEW_FINDINGS,
	VIEW_ACTIONS,
	VIEW_COUNT,
};

enum explorer_order {
	ORDER_ADDRESS,
	ORDER_SIZE, /* the largest first */
	ORDER_TYPE,
	ORDER_FIRMWARE, /* as in the firmware's map */
	ORDER_COUNT,
};

enum explorer_page {
	PAGE_NONE,
	PAGE_HELP,
	PAGE_WHERE,
	PAGE_FINDING,
	PAGE_TEXT,
};

/* A text of the caller's, the same each time. */
struct explorer_text {
	void (*print)(const struct sink *out, const void *of);
	const void *of;
};

enum explorer_input {
	INPUT_NONE,
	INPUT_FIND,
	INPUT_EDIT, /* mem= or memmap= */
	INPUT_FILE, /* the path of a raw map */
};
#define EXPLORER_INPUT   64
#define EXPLORER_MESSAGE 320

struct explorer {
	struct explorer_model model;
	size_t columns, rows; /* of the smallest screen */

	/* Made of the model, in the caller's space. */
	struct span *spans;
	size_t span_cnt;
	struct segment *segments; /* of the bar that is drawn */
	struct lint_finding *findings;
	size_t finding_cnt;
	struct lint_count counts;
	struct explorer_row *list; /* the rows of the view */
	size_t list_cnt;
	struct keyed_range *order; /* in which they are shown, by index */

	/* The state. */
	enum explorer_view view;
	struct {
		size_t selected, top;
	} at[VIEW_COUNT];
	enum explorer_order sorted;
	bool merged;
	bool no_holes;                /* holes are not rows */
	enum memory_class filter;     /* only these; CLASS_HOLE: all */
	size_t zoom_first, zoom_last; /* the spans in the bar */
	size_t chosen;                /* the span that is selected */
	bool picture;                 /* the overview is a picture */
	enum explorer_page page;      /* over the view */
	phys_addr_t where;            /* PAGE_WHERE */
	size_t page_top;
	struct explorer_text text; /* PAGE_TEXT */
	enum explorer_input input;
	char typed[EXPLORER_INPUT];
	const struct conversion *trial; /* of what is typed, or NULL */
	enum explorer_action confirm;   /* what the next key has to confirm */
	char sought[EXPLORER_INPUT];    /* the text that was searched for */
	char message[EXPLORER_MESSAGE];
};

/* Bytes of space that explorer_load() needs. */
size_t explorer_space(const struct conversion *conversion);

/*
 * Shows the model from now on. space, len bytes, is 16-byte aligned and must
 * outlive its use. *explorer is zeroed before the first call; a later one keeps
 * the view, its place and the zoom of the bar as far as they still exist; it
 * still reads the former space. columns and rows are those
 * of the smallest screen. CORE_ENOSPC, with nothing changed: len is below
 * explorer_space().
 */
int explorer_load(struct explorer *explorer, const struct explorer_model *model,
		  void *space, size_t len);

/* Draws the whole screen. */
void explorer_draw(const struct explorer *explorer, struct cells *cells);

/* What a key does (core/screen/keys.h). */
enum explorer_action explorer_key(struct explorer *explorer, int key);

/* What explorer_key() asked for with EXPLORER_TRY: the same map, converted with
 * the words that are typed; or NULL, and explorer_say() says why. It must
 * outlive its use, which ends with the next call or with EXPLORER_KEEP or
 * EXPLORER_DROP. */
void explorer_try(struct explorer *explorer, const struct conversion *trial);

/* Shows a page of text. What it refers to must outlive its use, which ends with
 * the next call. */
void explorer_show(struct explorer *explorer, struct explorer_text text);

/* Shows a message until the next key; longer ones are cut. */
void explorer_say(struct explorer *explorer, const char *text);

#endif
