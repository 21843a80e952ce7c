/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/console/keyboard.h"

void keyboard_open(struct keyboard *ret, struct console *console)
{
	*ret = (struct keyboard){ .console = console };
}

/* Reads one keystroke, or ends a sequence that does not continue. False: the
 * time has passed. */
static bool read_stroke(struct keyboard *keyboard, unsigned int ms)
{
	bool pending = keys_pending(&keyboard->decoder);
	struct console_stroke stroke;

	switch (console_read(keyboard->console, &stroke,
			     pending ? KEYS_ESC_MS : ms)) {
	case CONSOLE_STROKE:
		keyboard->ready_cnt =
			keys_take(&keyboard->decoder, &stroke, keyboard->ready);
		return true;
	case CONSOLE_QUIET:
		if (!pending)
			return false;
		keyboard->ready[0] = keys_end(&keyboard->decoder);
		break;
	case CONSOLE_GONE:
		keyboard->ready[0] = KEY_GONE;
		break;
	}
	keyboard->ready_cnt = 1;
	return true;
}

int keyboard_key(struct keyboard *keyboard, unsigned int ms)
{
	int key;

	while (keyboard->ready_cnt == 0)
		if (!read_stroke(keyboard, ms))
			return KEY_NONE;
	key = keyboard->ready[0];
	keyboard->ready[0] = keyboard->ready[1];
	keyboard->ready_cnt--;
	return key;
}
