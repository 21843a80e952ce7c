/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/console/pager.h"

#include "efi/console/keyboard.h"
#include "core/text/rows.h"

#define HELP                                                                \
	"space PgDn forward, b PgUp back, Enter arrows a row, Home End, q " \
	"Esc quit"

struct pager {
	const struct pager_screen *screen;
	const struct page *page;
	size_t columns, height; /* of a page */
	size_t total;           /* rows of the text */
	size_t top;             /* the first row that is shown */
	bool help;              /* the prompt lists the keys */
	bool leave, gone;
};

/* --- rows -------------------------------------------------------------- */

/* The rows from first to before end are written. */
struct window {
	const struct pager *pager;
	size_t first, end, row;
	bool padded; /* with blanks, over what is there */
};

static void write_row(void *ctx, const char *text, size_t len, size_t width,
		      bool ended)
{
	struct window *window = ctx;
	const struct sink *out = &window->pager->screen->out;
	size_t row = window->row++, columns = window->pager->columns;

	if (row < window->first || row >= window->end)
		return;
	out->write(out->ctx, text, len);
	if (window->padded && width < columns - 1)
		print(out, "%*s", (int)(columns - 1 - width), "");
	if (ended || window->padded)
		print_str(out, "\n");
}

/* Returns the number of rows of the whole text. */
static size_t write_rows(const struct pager *pager, size_t first, size_t end,
			 bool padded)
{
	struct window window = {
		.pager = pager, .first = first, .end = end, .padded = padded
	};
	struct rows rows;
	struct sink out = rows_sink(&rows);

	rows_begin(&rows, pager->columns, write_row, &window);
	pager->page->render(&out, pager->page->of);
	rows_end(&rows);
	return window.row;
}

/* --- the prompt -------------------------------------------------------- */

static bool at_end(const struct pager *pager)
{
	return pager->top + pager->height >= pager->total;
}

/* Cut on a narrow screen. */
static void write_prompt(const struct pager *pager)
{
	char text[100];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));
	int columns = (int)pager->columns - 1;

	if (pager->help)
		print_str(&out, HELP);
	else
		print(&out, "Rows %zu-%zu of %zu%s", pager->top + 1,
		      pager->top + pager->height, pager->total,
		      at_end(pager) ? ", the end: space or q quits, b back, "
				      "? keys"
				    : ": space forward, b back, q quits, "
				      "? keys");
	print(&pager->screen->out, "%-*.*s", columns, columns, text);
}

static void erase_prompt(const struct pager *pager)
{
	pager->screen->move(pager->screen->ctx, pager->height);
	print(&pager->screen->out, "%*s", (int)pager->columns - 1, "");
	pager->screen->move(pager->screen->ctx, pager->height);
}

/* --- keys -------------------------------------------------------------- */

static void go_forward(struct pager *pager, size_t rows)
{
	size_t last = pager->total - pager->height;

	pager->leave = at_end(pager);
	pager->top = last - pager->top > rows ? pager->top + rows : last;
}

static void go_back(struct pager *pager, size_t rows)
{
	pager->top -= pager->top < rows ? pager->top : rows;
}

static void act(struct pager *pager, int key)
{
	pager->help = false;
	switch (key) {
	case ' ':
	case 'f':
	case KEY_PAGE_DOWN:
		go_forward(pager, pager->height);
		break;
	case KEY_ENTER:
	case 'j':
	case KEY_DOWN:
		go_forward(pager, 1);
		break;
	case 'b':
	case KEY_PAGE_UP:
		go_back(pager, pager->height);
		break;
	case 'k':
	case KEY_UP:
		go_back(pager, 1);
		break;
	case 'g':
	case '<':
	case KEY_HOME:
		pager->top = 0;
		break;
	case 'G':
	case '>':
	case KEY_END:
		pager->top = pager->total - pager->height;
		break;
	case 'q':
	case 'Q':
	case KEY_ESC:
		pager->leave = true;
		break;
	case KEY_GONE:
		pager->gone = true;
		break;
	default:
		pager->help = true;
	}
}

/* Only what has changed is drawn: after a key that has no effect that is the
 * prompt. */
static void browse(struct pager *pager)
{
	const struct pager_screen *screen = pager->screen;
	size_t drawn = SIZE_MAX;

	screen->clear(screen->ctx);
	while (!pager->leave && !pager->gone) {
		if (drawn != pager->top) {
			screen->move(screen->ctx, 0);
			write_rows(pager, pager->top,
				   pager->top + pager->height, true);
		}
		drawn = pager->top;
		screen->move(screen->ctx, pager->height);
		write_prompt(pager);
		act(pager, screen->key(screen->ctx));
	}
	erase_prompt(pager);
	if (pager->gone)
		write_rows(pager, pager->top + pager->height, SIZE_MAX, false);
}

bool pager_show(const struct pager_screen *screen, const struct page *page)
{
	struct pager pager = {
		.screen = screen,
		.page = page,
		.columns = screen->columns < 2 ? 80 : screen->columns,
		.height = (screen->rows < 2 ? 25 : screen->rows) - 1,
	};

	if (screen->key)
		pager.total = write_rows(&pager, 0, 0, false);
	if (pager.total > pager.height)
		browse(&pager);
	else
		write_rows(&pager, 0, SIZE_MAX, false);
	return pager.leave;
}
