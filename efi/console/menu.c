/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/console/menu.h"

#include "efi/console/keyboard.h"

/* *typed is the number that digits without another key in between make. */
static size_t move(size_t selected, size_t cnt, int key, size_t *typed)
{
	size_t digit = (size_t)(key - '0');

	if (digit <= 9) {
		*typed = *typed * 10 + digit;
		if (*typed > cnt)
			*typed = digit;
		return *typed && *typed <= cnt ? *typed : selected;
	}
	*typed = 0;
	if (key == KEY_UP && selected > 1)
		return selected - 1;
	if (key == KEY_DOWN && selected < cnt)
		return selected + 1;
	return selected;
}

/* Up to the next second, at the last one not at all. */
static unsigned int wait_ms(unsigned int seconds)
{
	if (seconds == CONSOLE_FOREVER)
		return CONSOLE_FOREVER;
	return seconds ? 1000 : 0;
}

size_t menu_choose(struct console *console, const struct sections *entries,
		   size_t cnt, size_t selected, unsigned int seconds,
		   const char *then)
{
	const struct sink out = console_sink(console);
	struct keyboard keyboard;
	struct section entry;
	size_t typed = 0;
	int key = KEY_NONE;

	print_str(&out, "Entries of memblock.cfg:\n\n");
	sections_print(&out, entries, "\n");
	print_str(&out,
		  "\n\nDigits, up and down select, Enter uses, Esc leaves.\n");
	keyboard_open(&keyboard, console);
	while (key != KEY_ENTER && key != KEY_ESC && key != KEY_GONE) {
		section_numbered(&entry, entries, selected);
		/* It is written over: what follows is never longer, except for
		 * the blank. */
		print(&out, "\r> %zu %-32.*s", selected, (int)entry.name_len,
		      entry.name);
		if (seconds == CONSOLE_FOREVER)
			print(&out, "%24s", "");
		else
			print(&out, "%s in %u s ", then, seconds);
		key = keyboard_key(&keyboard, wait_ms(seconds));
		if (key != KEY_NONE)
			seconds = CONSOLE_FOREVER;
		else if (seconds-- == 0)
			break;
		selected = move(selected, cnt, key, &typed);
	}
	print_str(&out, "\n");
	if (key == KEY_NONE)
		return MENU_TIMEOUT;
	return key == KEY_ENTER ? selected : 0;
}
