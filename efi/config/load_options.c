/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/config/load_options.h"

#include "core/base/cstring.h"
#include "core/text/utf16.h"

size_t load_options_room(size_t size)
{
	/* A 16-bit unit takes at most 3 bytes, also a malformed one. */
	return size / 2 * 3 + size % 2 + 1;
}

static unsigned unit(const void *bytes, size_t i)
{
	const unsigned char *b = bytes;

	return b[2 * i] | (unsigned)b[2 * i + 1] << 8;
}

static bool is_ascii(unsigned c)
{
	return (c > ' ' && c < 0x7f) || is_space(c);
}

static bool is_plain(unsigned c)
{
	return is_ascii(c) || (c >= 0xa0 && c < 0xfffe);
}

static bool is_utf16_text(const void *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned c = unit(bytes, i);

		if (!is_plain(c) || (c & 0xfc00) == 0xdc00)
			return false;
		if ((c & 0xfc00) != 0xd800)
			continue;
		if (++i == len || (unit(bytes, i) & 0xfc00) != 0xdc00)
			return false;
	}
	return len == 0 || is_ascii(unit(bytes, 0));
}

/* The length of ASCII text that only NULs follow; 0: it is not such text. */
static size_t ascii_length(const unsigned char *bytes, size_t size)
{
	size_t len = 0;

	while (len < size && is_ascii(bytes[len]))
		len++;
	for (size_t i = len; i < size; i++)
		if (bytes[i])
			return 0;
	return len;
}

enum decode load_options_decode(char *text, size_t *ret_len, const void *bytes,
				size_t size)
{
	const unsigned char *b = bytes;
	size_t len = 0, ascii;

	while (len < size / 2 && unit(bytes, len))
		len++;
	if (len && is_utf16_text(bytes, len)) {
		*ret_len = utf16_to_utf8(text, load_options_room(size), bytes,
					 len);
		return DECODE_TEXT;
	}
	ascii = ascii_length(b, size);
	if (ascii > 1) {
		for (size_t i = 0; i < ascii; i++)
			text[i] = (char)b[i];
		*ret_len = ascii;
		return DECODE_TEXT;
	}
	for (size_t i = 0; i < size; i++)
		if (b[i])
			return DECODE_JUNK;
	return DECODE_NOTHING;
}

size_t load_options_file(char *text, const void *bytes, size_t size)
{
	const char *b = bytes;
	size_t skip = 0;

	if (size >= 2 && unit(bytes, 0) == 0xfeff)
		return utf16_to_utf8(text, load_options_room(size), b + 2,
				     (size - 2) / 2);
	if (size >= 3 && b[0] == '\xef' && b[1] == '\xbb' && b[2] == '\xbf')
		skip = 3;
	for (size_t i = skip; i < size; i++)
		text[i - skip] = b[i];
	return size - skip;
}

static bool is_efi_name(const char *word)
{
	static const char suffix[] = ".efi";
	size_t len = 0;

	for (; word[len]; len++)
		if (word[len] == '=')
			return false;
	if (len < 4)
		return false;
	for (size_t i = 0; i < 4; i++) {
		char c = word[len - 4 + i];

		if (c != suffix[i] && c != suffix[i] - 'a' + 'A')
			return false;
	}
	/* '.' has no upper case: 0x2e - 0x20 is a control character. */
	return word[len - 4] == '.';
}

void load_options_drop_name(struct words *words, bool from_shell)
{
	const char *first = words_next(words, NULL);
	const char *next;

	if (!first || (!from_shell && !is_efi_name(first)))
		return;
	next = words_next(words, first);
	words->first = next ? words->first + (next - first) : words->end;
}
