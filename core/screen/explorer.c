/* SPDX-License-Identifier: BSD-2-Clause */
/* The frame around each view, and the keys that all views have. */
#include "core/screen/explorer.h"

#include "core/base/cstring.h"
#include "core/screen/explorer_internal.h"
#include "core/screen/picture.h"

static const char *const names[VIEW_COUNT] = {
	[VIEW_OVERVIEW] = "1 Overview",
	[VIEW_DESCRIPTORS] = "2 Firmware rows",
	[VIEW_MEMORY] = "3 Set memory",
	[VIEW_RESERVED] = "4 Reservations",
	[VIEW_PHYSMAP] = "5 Set physmap",
	[VIEW_FINDINGS] = "6 Findings",
	[VIEW_ACTIONS] = "7 Actions",
};

static const char *const orders[ORDER_COUNT] = {
	[ORDER_ADDRESS] = "address",
	[ORDER_SIZE] = "size",
	[ORDER_TYPE] = "type",
	[ORDER_FIRMWARE] = "firmware",
};

void explorer_say(struct explorer *explorer, const char *text)
{
	str_copy(explorer->message, sizeof(explorer->message), text);
}

/* --- drawing ------------------------------------------------------------- */

static void draw_title(const struct explorer *explorer, struct cells *cells)
{
	const struct explorer_model *model = &explorer->model;
	const char *view = names[explorer->view];
	struct cells_pen pen;
	struct sink out = cells_pen(&pen, cells, 0, 0);

	if (explorer->input == INPUT_EDIT)
		view = "What if";
	else if (explorer->page == PAGE_HELP)
		view = "Help";
	print(&out, " memblock.efi  %-18s %s  %s  %s", view, model->machine,
	      profile_name(model->conversion->settings->profile), model->edits);
	cells_colour(cells, 0, 0, cells->columns, COLOUR_REVERSE);
}

static void draw_list(const struct explorer *explorer, struct cells *cells)
{
	size_t height = list_height(cells->rows), cnt = explorer->list_cnt;
	size_t selected = explorer->at[explorer->view].selected;
	size_t top = list_top(selected, explorer->at[explorer->view].top, cnt,
			      height);
	struct cells_pen pen;
	struct sink out = cells_pen(&pen, cells, 1, 0);

	pen.colour = COLOUR_BRIGHT;
	row_print_head(&out, explorer, cells->columns);
	for (size_t i = top; i < cnt && i < top + height; i++) {
		out = cells_pen(&pen, cells, 2 + i - top, 0);
		row_print(&out, explorer, list_row(explorer, i),
			  cells->columns);
		if (i != selected)
			continue;
		cells_pen(&pen, cells, 2 + i - top, 0);
		print_str(&out, ">");
		cells_colour(cells, 2 + i - top, 0, cells->columns,
			     COLOUR_REVERSE);
	}
}

static void print_state(const struct sink *out, const struct explorer *explorer)
{
	size_t selected = explorer->at[explorer->view].selected;

	if (explorer->list_cnt == 0) {
		print_str(out, "No rows.");
		return;
	}
	print(out, "Row %zu of %zu", selected + 1, explorer->list_cnt);
	if (explorer->view >= VIEW_FINDINGS)
		return;
	print(out, "; order: %s", orders[explorer->sorted]);
	if (explorer->view != VIEW_DESCRIPTORS)
		return;
	print(out, "%s%s; %s%s", explorer->merged ? "; merged" : "",
	      explorer->no_holes ? "; no holes" : "",
	      explorer->filter ? "only " : "all classes",
	      explorer->filter ? class_look(explorer->filter)->name : "");
}

static void draw_status(const struct explorer *explorer, struct cells *cells)
{
	struct cells_pen pen;
	struct sink out = cells_pen(&pen, cells, cells->rows - 2, 1);

	if (explorer->message[0])
		message_draw(explorer, cells,
			     cells->rows - (explorer->input ? 3 : 2));
	if (explorer->input)
		input_draw(&out, explorer);
	else if (explorer->message[0])
		return;
	else if (!explorer->page && explorer->view != VIEW_OVERVIEW)
		print_state(&out, explorer);
}

#define OVERVIEW_KEYS(other)                                                 \
	"1-7 Tab views  arrows  + - zoom  v " other "  Enter rows  / find  " \
	"? help  q quit"

static const char *keys_of(const struct explorer *explorer)
{
	if (explorer->input == INPUT_EDIT)
		return "Enter keep  Backspace  Esc drop";
	if (explorer->input)
		return "Enter go  Backspace  Esc cancel";
	if (explorer->page)
		return "up down PgUp PgDn Home End  / find  ? help  q back";
	switch (explorer->view) {
	case VIEW_OVERVIEW:
		return explorer->picture ? OVERVIEW_KEYS("text")
					 : OVERVIEW_KEYS("picture");
	case VIEW_DESCRIPTORS:
		return "Enter detail  o order  m merge  h holes  f filter  "
		       "/ find  ? help  q quit";
	case VIEW_FINDINGS:
		return "Enter detail  / find  n next  1-7 Tab views  ? help  "
		       "q quit";
	case VIEW_ACTIONS:
		return "Enter or its key: do it  1-7 Tab views  ? help  q quit";
	default:
		return "Enter detail  o order  / find  n next  1-7 Tab views  "
		       "? help  q quit";
	}
}

/* Its last cell stays as it is: a character there makes consoles scroll. */
static void draw_keys(const struct explorer *explorer, struct cells *cells)
{
	struct cells_pen pen;
	struct sink out = cells_pen(&pen, cells, cells->rows - 1, 1);

	print_str(&out, keys_of(explorer));
	cells_colour(cells, cells->rows - 1, 0, cells->columns - 1,
		     COLOUR_REVERSE);
}

void frame_draw(const struct explorer *explorer, struct cells *cells)
{
	draw_title(explorer, cells);
	draw_status(explorer, cells);
	draw_keys(explorer, cells);
}

void explorer_draw(const struct explorer *explorer, struct cells *cells)
{
	cells_clear(cells);
	if (explorer->input == INPUT_EDIT)
		whatif_draw(explorer, cells);
	else if (explorer->page)
		page_draw(explorer, cells);
	else if (explorer->view == VIEW_OVERVIEW)
		overview_draw(explorer, cells);
	else
		draw_list(explorer, cells);
	frame_draw(explorer, cells);
}

/* --- keys ---------------------------------------------------------------- */

void detail_show(struct explorer *explorer)
{
	size_t selected = explorer->at[explorer->view].selected;

	if (explorer->list_cnt == 0)
		return;
	explorer->where = list_row(explorer, selected)->range.base;
	page_show(explorer,
		  explorer->view == VIEW_FINDINGS ? PAGE_FINDING : PAGE_WHERE);
}

/* Whether a list has a use for the key. */
static bool move_key(struct explorer *explorer, int key)
{
	size_t i = explorer->at[explorer->view].selected;
	size_t page = list_height(explorer->rows);

	switch (key) {
	case KEY_UP:
	case 'k':
		list_select(explorer, i ? i - 1 : 0);
		return true;
	case KEY_DOWN:
	case 'j':
		list_select(explorer, i + 1);
		return true;
	case KEY_PAGE_UP:
	case 'b':
		list_select(explorer, i > page ? i - page : 0);
		return true;
	case KEY_PAGE_DOWN:
	case ' ':
		list_select(explorer, i + page);
		return true;
	case KEY_HOME:
	case 'g':
		list_select(explorer, 0);
		return true;
	case KEY_END:
	case 'G':
		list_select(explorer, SIZE_MAX);
		return true;
	case KEY_ENTER:
	case KEY_RIGHT:
		detail_show(explorer);
		return true;
	default:
		return false;
	}
}

/* The next class, or the previous, that some row has; after the last one, all
 * classes. */
static void filter(struct explorer *explorer, unsigned int step)
{
	unsigned int class = explorer->filter;

	do {
		class = (class + step) % CLASS_COUNT;
		explorer->filter = class;
		list_fill(explorer);
	} while (class && explorer->list_cnt == 0);
}

/* Whether the list has a use for the key: findings and actions have one order,
 * and only descriptors have classes and holes between them. */
static bool list_key(struct explorer *explorer, int key)
{
	if (explorer->view >= VIEW_FINDINGS ||
	    (explorer->view != VIEW_DESCRIPTORS && key != 'o'))
		return false;
	switch (key) {
	case 'o':
		explorer->sorted = (explorer->sorted + 1) % ORDER_COUNT;
		break;
	case 'm':
		explorer->merged = !explorer->merged;
		break;
	case 'h':
		explorer->no_holes = !explorer->no_holes;
		break;
	case 'f':
		filter(explorer, 1);
		break;
	case 'F':
		filter(explorer, CLASS_COUNT - 1);
		break;
	default:
		return false;
	}
	list_fill(explorer);
	return true;
}

/* Whether the key goes on with the search: in a list, or on the page of a row
 * to that of another one. */
static bool search_key(struct explorer *explorer, int key)
{
	bool detail =
		explorer->page == PAGE_WHERE || explorer->page == PAGE_FINDING;

	if ((key != 'n' && key != 'N') || explorer->view == VIEW_OVERVIEW ||
	    (explorer->page && !detail))
		return false;
	if (!explorer->sought[0])
		explorer_say(explorer, "There is no text to find; type / "
				       "first.");
	else if (list_find_text(explorer, key == 'N') && detail)
		detail_show(explorer);
	return true;
}

static void show_view(struct explorer *explorer, enum explorer_view view)
{
	explorer->page = PAGE_NONE;
	list_show(explorer, view);
}

static void toggle_picture(struct explorer *explorer)
{
	bool shown = explorer_is_picture(explorer);

	if (!explorer->model.graphics) {
		explorer_say(explorer, "No screen has a graphics output (GOP) "
				       "for a picture.");
		return;
	}
	show_view(explorer, VIEW_OVERVIEW);
	explorer->picture = !shown;
	if (!shown)
		explorer_say(explorer, "The picture is on the screens with "
				       "graphics; terminals show text.");
}

/* Keys that do the same everywhere. */
static enum explorer_action common_key(struct explorer *explorer, int key)
{
	if (key >= '1' && key < '1' + VIEW_COUNT) {
		show_view(explorer, (enum explorer_view)(key - '1'));
		return EXPLORER_STAY;
	}
	switch (key) {
	case KEY_TAB:
		show_view(explorer, (explorer->view + 1) % VIEW_COUNT);
		break;
	case KEY_BACK_TAB:
		show_view(explorer,
			  (explorer->view + VIEW_COUNT - 1) % VIEW_COUNT);
		break;
	case '/':
		input_begin(explorer, INPUT_FIND);
		break;
	case '?':
	case KEY_F1:
		page_show(explorer, PAGE_HELP);
		break;
	case 'v':
		toggle_picture(explorer);
		break;
	case 'L' - '@':
		return EXPLORER_REPAINT;
	default:
		return actions_take(explorer, key);
	}
	return EXPLORER_STAY;
}

static bool is_back(int key)
{
	return key == 'q' || key == 'Q' || key == KEY_ESC ||
	       key == KEY_BACKSPACE || key == 0x7f || key == KEY_LEFT;
}

enum explorer_action explorer_key(struct explorer *explorer, int key)
{
	explorer->message[0] = '\0';
	if (explorer->confirm)
		return action_confirm(explorer, key);
	if (explorer->input)
		return input_key(explorer, key);
	if (search_key(explorer, key))
		return EXPLORER_STAY;
	if (explorer->page) {
		if (is_back(key))
			explorer->page = PAGE_NONE;
		else if (!page_key(explorer, key))
			return common_key(explorer, key);
		return EXPLORER_STAY;
	}
	if (explorer->view == VIEW_ACTIONS &&
	    (key == KEY_ENTER || key == KEY_RIGHT))
		key = action_key(explorer, explorer->at[VIEW_ACTIONS].selected);
	if (explorer->view == VIEW_OVERVIEW
		    ? overview_key(explorer, key)
		    : move_key(explorer, key) || list_key(explorer, key))
		return EXPLORER_STAY;
	if (key == 'q' || key == 'Q')
		return EXPLORER_LEAVE;
	if (!is_back(key))
		return common_key(explorer, key);
	show_view(explorer, VIEW_OVERVIEW);
	return EXPLORER_STAY;
}
