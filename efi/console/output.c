/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/console/output.h"

#include "efi/console/pager.h"

static struct sink script_sink(struct console *console)
{
	return console->line_cnt ? console_line_sink(console)
				 : console_screen_sink(console);
}

void output_begin(struct console *console, const char *token)
{
	struct sink out = script_sink(console);

	/* The firmware may have left the cursor anywhere. */
	if (token)
		print(&out, "\n%s begin\n", token);
}

void output_end(struct console *console, const char *token,
		struct fw_status status)
{
	struct sink out = script_sink(console);

	if (!token)
		return;
	print(&out, "%s%s end 0x%016zx\n", console->line_open ? "\n" : "",
	      token, status.code);
}

void output_lines(struct console *console, const struct page *page)
{
	struct sink out = console_line_sink(console);

	if (console->line_cnt)
		page->render(&out, page->of);
}

void output_screens(struct console *console, const struct page *page,
		    bool paged)
{
	struct sink screens = console_screen_sink(console), out;
	struct pager pager;

	if (!console->screen_cnt)
		return;
	pager_init(&pager, &screens, console->columns, console->rows,
		   paged && console->keyboard ? console_key : NULL, console);
	out = pager_sink(&pager);
	page->render(&out, page->of);
	pager_flush(&pager);
}

void output_wait(struct console *console, const char *token)
{
	struct sink out = console->screen_cnt ? console_screen_sink(console)
					      : console_line_sink(console);

	if (console->screen_cnt || !token)
		print_str(&out, "Press any key to continue.\n");
	/* A key that was meant for the pages does not count. */
	console_drop_keys(console);
	console_key(console);
}
