/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What terminals, mails, web pages and forums add to a line.
 */
#include <ctype.h>
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/clean/rest.h"

/* May something that is removed or replaced begin here? */
static bool is_special(const char *at, const char *end)
{
	unsigned char next = at + 1 < end ? (unsigned char)at[1] : 0;

	switch (*at) {
	case '\0':
	case '\033':
	case '\r':
	case '<':
	case '&':
		return true;
	case '[':
		return next == '/' || isalpha(next);
	case '\\':
		return next == 'n' || next == 'r' || next == 't';
	case '#':
		return next == '0';
	case '^':
		return next == '[';
	default:
		return (unsigned char)*at >= 0x80;
	}
}

bool clean_needed(const char *line, size_t len)
{
	const char *end = line + len;

	while (line < end && (*line == ' ' || *line == '\t'))
		line++;
	if (line < end && *line == '>')
		return true;
	for (; line < end; line++)
		if (is_special(line, end))
			return true;
	return false;
}

/* Texts that stand for a character, or for none. */
static const struct {
	const char *text, *character;
} replaced[] = {
	{ "&lt;", "<" },
	{ "&gt;", ">" },
	{ "&amp;", "&" },
	{ "&quot;", "\"" },
	{ "&apos;", "'" },
	{ "&#39;", "'" },
	{ "&nbsp;", " " },
	{ "&#160;", " " },
	{ "&#xa0;", " " },
	{ "\\r\\n", "\n" },
	{ "\\n", "\n" },
	{ "\\t", "\t" },
	{ "\r", "\n" },
	{ "\xc2\xa0", " " },     /* no-break space */
	{ "\xe2\x80\x87", " " }, /* figure space */
	{ "\xe2\x80\xaf", " " }, /* narrow no-break space */
	{ "\xe3\x80\x80", " " }, /* ideographic space */
	{ "\xe2\x80\x8b", "" },  /* zero-width characters */
	{ "\xe2\x80\x8c", "" },
	{ "\xe2\x80\x8d", "" },
	{ "\xe2\x80\x8e", "" },
	{ "\xef\xbb\xbf", "" },
	{ "\xe2\x80\x90", "-" }, /* hyphens and dashes */
	{ "\xe2\x80\x91", "-" },
	{ "\xe2\x80\x92", "-" },
	{ "\xe2\x80\x93", "-" },
	{ "\xe2\x80\x94", "-" },
	{ "\xe2\x88\x92", "-" },
	{ "\xe2\x80\x9c", "\"" }, /* quotation marks */
	{ "\xe2\x80\x9d", "\"" },
};

/* The length of one of them, with what it stands for in *ret; 0: there is
 * none. */
static size_t take_character(struct rest rest, const char **ret)
{
	for (size_t i = 0; i < sizeof(replaced) / sizeof(*replaced); i++) {
		if (rest_starts(rest, replaced[i].text)) {
			*ret = replaced[i].character;
			return strlen(replaced[i].text);
		}
	}
	return 0;
}

/* The length in bytes of the first character of rest, in UTF-8 or ASCII. A byte
 * that starts no character, such as a no-break space of Latin-1, counts as 1.
 */
static size_t whole_character(struct rest rest)
{
	size_t n = 1;

	if ((unsigned char)rest.at[0] < 0xc2)
		return 1;
	while (n < rest.len && n < 4 &&
	       ((unsigned char)rest.at[n] & 0xc0) == 0x80)
		n++;
	return n;
}

static size_t quote_marks(const char *line, size_t len)
{
	size_t i = 0, end = 0;

	while (i < len &&
	       (line[i] == '>' || line[i] == ' ' || line[i] == '\t')) {
		i++;
		if (line[i - 1] == '>')
			end = i + (i < len && line[i] == ' ');
	}
	return end;
}

size_t clean_characters(char *dst, const char *line, size_t len)
{
	size_t i = quote_marks(line, len), n = 0;

	while (i < len) {
		struct rest rest = { line + i, len - i };
		const char *text = "";
		size_t taken;

		if (!is_special(line + i, line + len)) {
			dst[n++] = line[i++];
			continue;
		}
		taken = clean_escape(rest);
		if (taken == 0)
			taken = clean_tag(rest, &text);
		if (taken == 0)
			taken = take_character(rest, &text);
		if (taken == 0 && (unsigned char)line[i] == 0xa0) {
			text = " ";
			taken = 1;
		}
		taken += taken == 0 && line[i] == '\0';
		if (taken == 0) {
			taken = whole_character(rest);
			memcpy(dst + n, rest.at, taken);
			n += taken;
		} else {
			memcpy(dst + n, text, strlen(text));
			n += strlen(text);
		}
		i += taken;
	}
	return n;
}
