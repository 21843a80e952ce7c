/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What terminals, mails, web pages and forums add to a line.
 */
#include <ctype.h>
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/clean/rest.h"

/* What Markdown escapes with a backslash where an editor makes it, and a quote
 * in a string. */
static bool is_escaped(unsigned char c)
{
	return c != '\0' && strchr("[]|_*~<>#-.:()\"", c) != NULL;
}

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
		return next == 'n' || next == 'r' || next == 't' ||
		       is_escaped(next);
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
	{ "\xc2\xad", "" },       /* soft hyphen */
	{ "\xe2\x80\xa8", "\n" }, /* line separator */
	{ "\xe2\x94\x82", " " },  /* bars of a frame */
	{ "\xe2\x94\x83", " " },
	{ "\xe2\x95\x91", " " },
	{ "\xe2\x80\x90", "-" }, /* hyphens and dashes */
	{ "\xe2\x80\x91", "-" },
	{ "\xe2\x80\x92", "-" },
	{ "\xe2\x80\x93", "-" },
	{ "\xe2\x80\x94", "-" },
	{ "\xe2\x88\x92", "-" },
	{ "\xe2\x80\x9c", "\"" }, /* quotation marks */
	{ "\xe2\x80\x9d", "\"" },
};

/* "&#91;" or "&#x5b;" for a character of ASCII that is printed. Returns its
 * length, and the character as a text; 0: it is not one. */
static size_t take_number(struct rest rest, const char **ret)
{
	static char one[2];
	size_t i = 2, number = 0;
	int base = 10;

	if (rest.len < 4 || rest.at[0] != '&' || rest.at[1] != '#')
		return 0;
	if (rest.at[i] == 'x' || rest.at[i] == 'X') {
		base = 16;
		i++;
	}
	for (; i < rest.len && number < 256 &&
	       isxdigit((unsigned char)rest.at[i]);
	     i++) {
		int digit = isdigit((unsigned char)rest.at[i])
				    ? rest.at[i] - '0'
				    : (rest.at[i] | 0x20) - 'a' + 10;

		if (digit >= base)
			return 0;
		number = number * (size_t)base + (size_t)digit;
	}
	if (i == rest.len || rest.at[i] != ';' || number < ' ' || number > '~')
		return 0;
	one[0] = (char)number;
	*ret = one;
	return i + 1;
}

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
	if (rest.at[0] == '\\' && rest.len > 1 &&
	    is_escaped((unsigned char)rest.at[1]))
		return 1;
	return take_number(rest, ret);
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
