/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Keys from the console, which are keyboards and serial terminals together.
 */
#ifndef EFI_CONSOLE_KEYBOARD_H
#define EFI_CONSOLE_KEYBOARD_H

#include "efi/console/keys.h"

struct keyboard {
	struct console *console;
	struct key_decoder decoder;
	int ready[KEYS_MAX]; /* decoded, not yet returned */
	size_t ready_cnt;
};

void keyboard_open(struct keyboard *ret, struct console *console);

/* Keys cannot be read. */
#define KEY_GONE (-1)

/* Waits for a key. Returns KEY_NONE when ms milliseconds have passed without
 * one, never for CONSOLE_FOREVER. */
int keyboard_key(struct keyboard *keyboard, unsigned int ms);

#endif
