/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Keys, as numbers.
 */
#ifndef CORE_SCREEN_KEYS_H
#define CORE_SCREEN_KEYS_H

/* A key is a Unicode character, such as 'q' or 0x0c for Ctrl-L, or one of
 * these. Backspace is 8, Tab 9, Enter 13, Esc 27. */
enum {
	KEY_NONE = 0,
	KEY_BACKSPACE = 0x08,
	KEY_TAB = 0x09,
	KEY_ENTER = 0x0d,
	KEY_ESC = 0x1b,
	/* Above all Unicode characters, in the order of their scan codes (UEFI
	 * 2.10, table 12.1). */
	KEY_UP = 0x110001,
	KEY_DOWN,
	KEY_RIGHT,
	KEY_LEFT,
	KEY_HOME,
	KEY_END,
	KEY_INSERT,
	KEY_DELETE,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_F1, /* KEY_F1 + n for F(n+1), up to F12 */
	KEY_F12 = KEY_F1 + 11,
	KEY_BACK_TAB = KEY_F12 + 2, /* Shift-Tab */
	KEY_UNKNOWN, /* a sequence or a scan code that has no name here */
};

#endif
