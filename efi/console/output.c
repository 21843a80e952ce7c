/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/console/output.h"

#include "efi/console/keyboard.h"

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

/* --- screens ----------------------------------------------------------- */

static void clear(void *keyboard)
{
	console_clear(((struct keyboard *)keyboard)->console);
}

static void move(void *keyboard, size_t row)
{
	console_move(((struct keyboard *)keyboard)->console, 0, row);
}

static int key(void *keyboard)
{
	return keyboard_key(keyboard, CONSOLE_FOREVER);
}

bool output_screens(struct console *console, const struct page *page,
		    bool paged)
{
	struct keyboard keyboard;
	const struct pager_screen screen = {
		.out = console_screen_sink(console),
		.clear = clear,
		.move = move,
		.key = paged && console_has_keyboard(console) ? key : NULL,
		.ctx = &keyboard,
		.columns = console->columns,
		.rows = console->rows,
	};

	keyboard_open(&keyboard, console);
	return console->screen_cnt && pager_show(&screen, page);
}

/* --- the end ----------------------------------------------------------- */

/* text has a place for the seconds, if any. */
static bool ask(struct console *console, const char *token, const char *text,
		unsigned int seconds, unsigned int ms)
{
	struct sink out = console->screen_cnt ? console_screen_sink(console)
					      : console_line_sink(console);
	struct keyboard keyboard;

	if (console->screen_cnt || !token)
		print(&out, text, seconds);
	/* A key that was meant for the pages does not count. */
	console_drop_keys(console);
	keyboard_open(&keyboard, console);
	return keyboard_key(&keyboard, ms) > KEY_NONE;
}

void output_wait(struct console *console, const char *token,
		 unsigned int seconds)
{
	if (seconds)
		ask(console, token,
		    "Press any key to continue, or wait %u seconds.\n", seconds,
		    seconds * 1000);
	else
		ask(console, token, "Press any key to continue.\n", 0,
		    CONSOLE_FOREVER);
}

bool output_key_within(struct console *console, const char *token,
		       unsigned int seconds)
{
	return ask(console, token,
		   "Press any key within %u s to stay; else the map is saved "
		   "and the machine\nswitched off.\n",
		   seconds, seconds * 1000);
}
