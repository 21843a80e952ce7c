/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Keystrokes to keys, without any firmware.
 *
 * A keyboard has a scan code for each key that is not a character (UEFI 2.10,
 * table 12.1). On a serial line such a key is an escape sequence. The firmware
 * knows the sequences of one type of terminal, which is rarely the one that is
 * connected; any other sequence arrives as the key Esc, followed at once by its
 * characters. They are put together here. Esc itself is what no character
 * follows within KEYS_ESC_MS.
 */
#ifndef EFI_CONSOLE_KEYS_H
#define EFI_CONSOLE_KEYS_H

#include "core/screen/keys.h"
#include "efi/uefi/console.h"

/* How long to wait for the character that follows Esc, in milliseconds: 300
 * bytes at 115,200 Bd, and more than the 20 ms in which EDK2 polls. */
#define KEYS_ESC_MS 30

/* The beginning of a sequence. All zero: none. */
struct key_decoder {
	enum { KEYS_PLAIN, KEYS_AFTER_ESC, KEYS_IN_SEQUENCE } state;
	char introducer;     /* '[' or 'O' */
	unsigned int number; /* the first number of the sequence */
	bool second;         /* the first number has ended */
	size_t len;
};

/* The most keys that one keystroke completes. */
#define KEYS_MAX 2

/* Takes a keystroke. Returns how many keys it completes and sets them. */
size_t keys_take(struct key_decoder *decoder,
		 const struct console_stroke *stroke, int ret[KEYS_MAX]);

/* Whether a sequence may have begun. Then, if KEYS_ESC_MS pass without a
 * keystroke, the caller calls keys_end(). */
bool keys_pending(const struct key_decoder *decoder);

/* Ends what has begun: the key is Esc, or KEY_UNKNOWN for an incomplete
 * sequence. */
int keys_end(struct key_decoder *decoder);

#endif
