/* SPDX-License-Identifier: BSD-2-Clause */
/* Pages of text over a view: help, and all that is known of a row. */
#include "core/report/findings.h"
#include "core/report/where.h"
#include "core/screen/explorer_internal.h"
#include "core/text/rows.h"

/* --- texts --------------------------------------------------------------- */

/* Findings about this address. */
static void print_findings(const struct sink *out,
			   const struct explorer *explorer, phys_addr_t addr)
{
	for (size_t i = 0; i < explorer->finding_cnt; i++) {
		const struct lint_finding *finding = &explorer->findings[i];

		if (range_contains(finding->range, addr))
			print(out, "  %-11s %s\n",
			      lint_severity_name(lint_severity(finding->rule)),
			      lint_name(finding->rule));
	}
}

static void print_finding(const struct sink *out,
			  const struct explorer *explorer)
{
	const struct conversion *conversion = explorer->model.conversion;
	size_t i = explorer->at[VIEW_FINDINGS].selected;
	const struct lint_finding *finding = &explorer->findings[i];

	print(out, "%s: %s\n\n",
	      lint_severity_name(lint_severity(finding->rule)),
	      lint_name(finding->rule));
	report_rule(out, finding->rule);
	print_str(out, "\n");
	if (report_finding(out, conversion->capture, finding))
		print_str(out, "\n");
	print(out, "\nWhy:          %s\nWhat to do:   %s\n",
	      lint_why(finding->rule), lint_remedy(finding->rule));
	if (finding->range.size == 0)
		return;
	print_str(out, "\n");
	report_where(out, conversion, finding->range.base);
}

static void print_page(const struct sink *out, const struct explorer *explorer)
{
	switch (explorer->page) {
	case PAGE_WHERE:
		report_where(out, explorer->model.conversion, explorer->where);
		print_findings(out, explorer, explorer->where);
		break;
	case PAGE_FINDING:
		print_finding(out, explorer);
		break;
	case PAGE_TEXT:
		explorer->text.print(out, explorer->text.of);
		break;
	default:
		print_str(out, explorer_help());
	}
}

/* --- rows ---------------------------------------------------------------- */

/* What does not fit into a row goes on below the values of report_where(). */
#define INDENT 14

struct page_window {
	struct cells *cells;  /* NULL: rows are only counted */
	size_t first, height; /* of the rows of the screen */
	size_t top;           /* the first row of the text that is shown */
	size_t row;
};

static void take_row(void *ctx, const char *text, size_t len, size_t width,
		     bool ended)
{
	struct page_window *window = ctx;
	size_t row = window->row++;
	struct cells_pen pen;
	struct sink out;

	(void)width;
	(void)ended;
	if (!window->cells || row < window->top ||
	    row - window->top >= window->height)
		return;
	out = cells_pen(&pen, window->cells, window->first + row - window->top,
			1);
	out.write(out.ctx, text, len);
}

static size_t run(const struct explorer *explorer, size_t columns,
		  struct page_window *window)
{
	struct rows rows;
	struct sink out = rows_sink(&rows);

	rows_begin(&rows, columns - 1, take_row, window);
	rows.indent = INDENT;
	print_page(&out, explorer);
	rows_end(&rows);
	return window->row;
}

/* The rows of the page on a screen. */
static size_t page_height(size_t rows)
{
	return rows - 3;
}

void page_draw(const struct explorer *explorer, struct cells *cells)
{
	size_t height = page_height(cells->rows), total;
	struct page_window window = { cells, 1, height, explorer->page_top, 0 };
	struct cells_pen pen;
	struct sink out = cells_pen(&pen, cells, cells->rows - 2, 1);

	total = run(explorer, cells->columns, &window);
	if (total > height && !explorer->input && !explorer->message[0])
		print(&out, "Rows %zu-%zu of %zu", explorer->page_top + 1,
		      explorer->page_top + height, total);
}

void message_draw(const struct explorer *explorer, struct cells *cells,
		  size_t row)
{
	struct page_window window = { 0 };

	/* Counted, then drawn so that it ends in that row. */
	for (int i = 0; i < 2; i++) {
		struct rows rows;
		struct sink out = rows_sink(&rows);

		window.first = row - window.row + 1;
		window.height = window.row;
		window.row = 0;
		window.cells = i ? cells : NULL;
		rows_begin(&rows, cells->columns - 1, take_row, &window);
		print_str(&out, explorer->message);
		rows_end(&rows);
	}
}

/* --- keys ---------------------------------------------------------------- */

void explorer_show(struct explorer *explorer, struct explorer_text text)
{
	explorer->text = text;
	explorer->message[0] = '\0';
	page_show(explorer, PAGE_TEXT);
}

void page_show(struct explorer *explorer, enum explorer_page page)
{
	explorer->page = page;
	explorer->page_top = 0;
}

/* Scrolls so that the row top is the first, as far as the text goes. */
static void scroll(struct explorer *explorer, size_t top)
{
	struct page_window window = { 0 };
	size_t total = run(explorer, explorer->columns, &window);
	size_t height = page_height(explorer->rows);
	size_t last = total > height ? total - height : 0;

	explorer->page_top = top < last ? top : last;
}

bool page_key(struct explorer *explorer, int key)
{
	size_t top = explorer->page_top, height = page_height(explorer->rows);

	switch (key) {
	case KEY_UP:
	case 'k':
		scroll(explorer, top ? top - 1 : 0);
		return true;
	case KEY_DOWN:
	case 'j':
	case KEY_ENTER:
		scroll(explorer, top + 1);
		return true;
	case KEY_PAGE_UP:
	case 'b':
		scroll(explorer, top > height ? top - height : 0);
		return true;
	case KEY_PAGE_DOWN:
	case ' ':
		scroll(explorer, top + height);
		return true;
	case KEY_HOME:
	case 'g':
		scroll(explorer, 0);
		return true;
	case KEY_END:
	case 'G':
		scroll(explorer, SIZE_MAX);
		return true;
	default:
		return false;
	}
}
