/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/console/keys.h"

#define SCAN_F12 0x16
#define SCAN_ESC 0x17

/* Longer sequences are noise. */
#define SEQUENCE_MAX 16

#define KEY(key) ((key)-KEY_UP)

/* Keys by the last character of their sequence: of xterm, of the Linux console
 * and, where these have none, of the terminals that EDK2 knows. */
static const struct {
	char last;
	uint8_t key; /* counted from KEY_UP */
} by_letter[] = {
	{ 'A', KEY(KEY_UP) },        { 'B', KEY(KEY_DOWN) },
	{ 'C', KEY(KEY_RIGHT) },     { 'D', KEY(KEY_LEFT) },
	{ 'H', KEY(KEY_HOME) },      { 'F', KEY(KEY_END) },
	{ 'K', KEY(KEY_END) },       { 'I', KEY(KEY_PAGE_UP) },
	{ 'V', KEY(KEY_PAGE_UP) },   { 'G', KEY(KEY_PAGE_DOWN) },
	{ 'U', KEY(KEY_PAGE_DOWN) }, { '@', KEY(KEY_INSERT) },
	{ 'L', KEY(KEY_INSERT) },    { 'X', KEY(KEY_DELETE) },
	{ 'Z', KEY(KEY_BACK_TAB) },  { 'P', KEY(KEY_F1) },
	{ 'Q', KEY(KEY_F1 + 1) },    { 'R', KEY(KEY_F1 + 2) },
	{ 'S', KEY(KEY_F1 + 3) },
};

/* Keys by the number before '~', of xterm and rxvt. */
static const struct {
	uint8_t number;
	uint8_t key;
} by_number[] = {
	{ 1, KEY(KEY_HOME) },     { 2, KEY(KEY_INSERT) },
	{ 3, KEY(KEY_DELETE) },   { 4, KEY(KEY_END) },
	{ 5, KEY(KEY_PAGE_UP) },  { 6, KEY(KEY_PAGE_DOWN) },
	{ 7, KEY(KEY_HOME) },     { 8, KEY(KEY_END) },
	{ 11, KEY(KEY_F1) },      { 12, KEY(KEY_F1 + 1) },
	{ 13, KEY(KEY_F1 + 2) },  { 14, KEY(KEY_F1 + 3) },
	{ 15, KEY(KEY_F1 + 4) },  { 17, KEY(KEY_F1 + 5) },
	{ 18, KEY(KEY_F1 + 6) },  { 19, KEY(KEY_F1 + 7) },
	{ 20, KEY(KEY_F1 + 8) },  { 21, KEY(KEY_F1 + 9) },
	{ 23, KEY(KEY_F1 + 10) }, { 24, KEY(KEY_F12) },
};

static int sequence_key(const struct key_decoder *decoder, char last)
{
	if (last == '~') {
		for (size_t i = 0; i < sizeof(by_number) / sizeof(*by_number);
		     i++)
			if (by_number[i].number == decoder->number)
				return KEY_UP + by_number[i].key;
		return KEY_UNKNOWN;
	}
	for (size_t i = 0; i < sizeof(by_letter) / sizeof(*by_letter); i++)
		if (by_letter[i].last == last)
			return KEY_UP + by_letter[i].key;
	return KEY_UNKNOWN;
}

static int plain_key(const struct console_stroke *stroke)
{
	if (stroke->scan == 0)
		return stroke->unicode == '\n' ? KEY_ENTER : stroke->unicode;
	if (stroke->scan <= SCAN_F12)
		return KEY_UP + stroke->scan - 1;
	return stroke->scan == SCAN_ESC ? KEY_ESC : KEY_UNKNOWN;
}

/* The part of a sequence that follows its introducer: numbers, separators, and
 * a last character (ECMA-48, 5.4). */
static size_t take_part(struct key_decoder *decoder, uint16_t c, int *ret)
{
	if (++decoder->len > SEQUENCE_MAX || c < ' ' || c > '~') {
		*ret = keys_end(decoder);
		return 1;
	}
	if (c >= '0' && c <= '9' && !decoder->second)
		decoder->number = decoder->number * 10 + c - '0';
	else if (c < '@')
		decoder->second = true;
	/* The Linux console sends F1 to F5 as CSI [ A to CSI [ E. */
	else if (c == '[' && decoder->len == 1)
		decoder->introducer = 'L';
	else {
		*ret = decoder->introducer != 'L'
			       ? sequence_key(decoder, (char)c)
		       : c <= 'E' ? KEY_F1 + c - 'A'
				  : KEY_UNKNOWN;
		*decoder = (struct key_decoder){ 0 };
		return 1;
	}
	return 0;
}

size_t keys_take(struct key_decoder *decoder,
		 const struct console_stroke *stroke, int ret[KEYS_MAX])
{
	size_t count = 0;

	if (!stroke->scan && !stroke->unicode)
		return 0;
	if (decoder->state == KEYS_IN_SEQUENCE && !stroke->scan)
		return take_part(decoder, stroke->unicode, ret);
	if (decoder->state == KEYS_AFTER_ESC && !stroke->scan &&
	    (stroke->unicode == '[' || stroke->unicode == 'O')) {
		*decoder = (struct key_decoder){
			.state = KEYS_IN_SEQUENCE,
			.introducer = (char)stroke->unicode,
		};
		return 0;
	}
	if (decoder->state != KEYS_PLAIN)
		ret[count++] = keys_end(decoder);
	if (plain_key(stroke) == KEY_ESC)
		decoder->state = KEYS_AFTER_ESC;
	else
		ret[count++] = plain_key(stroke);
	return count;
}

bool keys_pending(const struct key_decoder *decoder)
{
	return decoder->state != KEYS_PLAIN;
}

int keys_end(struct key_decoder *decoder)
{
	int key = decoder->state == KEYS_AFTER_ESC ? KEY_ESC : KEY_UNKNOWN;

	*decoder = (struct key_decoder){ 0 };
	return key;
}
