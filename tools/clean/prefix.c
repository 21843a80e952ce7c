/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What each line of a text begins with: a number as of cat -n, a time, the name
 * of a program. Formats that know their rows by the first words need the text
 * without it.
 */
#include <ctype.h>
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/clean/rest.h"

/* As much as shows what all lines have. */
#define BEGINNING ((size_t)1 << 16)
/* Fewer lines show nothing. */
#define LEAST_LINES 3

/* --- prefixes: each returns the length, 0: there is none -------------------
 */

static size_t blanks(struct rest rest, size_t i)
{
	while (i < rest.len && (rest.at[i] == ' ' || rest.at[i] == '\t'))
		i++;
	return i;
}

/* "   12\t", "12. ", "12:", which is *ret_number. */
static size_t number(struct rest rest, size_t *ret_number)
{
	size_t i = blanks(rest, 0), first = i, found = 0;

	for (; i < rest.len && i < first + 7 &&
	       isdigit((unsigned char)rest.at[i]);
	     i++)
		found = found * 10 + (size_t)(rest.at[i] - '0');
	if (i == first)
		return 0;
	*ret_number = found;
	if (i == rest.len)
		return i;
	if (strchr(".:|)", rest.at[i]) != NULL)
		i++;
	else if (rest.at[i] != ' ' && rest.at[i] != '\t')
		return 0;
	return i + (i < rest.len && (rest.at[i] == ' ' || rest.at[i] == '\t'));
}

static size_t line_number(struct rest rest)
{
	size_t ignored;

	return number(rest, &ignored);
}

/* "[2026-11-26 12:00:00.123] ", "[    0.000000] ", but not "[mem 0x1000-..." */
static size_t time_in_brackets(struct rest rest)
{
	size_t i = 1, digits = 0;

	if (rest.len == 0 || rest.at[0] != '[')
		return 0;
	for (; i < rest.len && i < 48 && rest.at[i] != ']'; i++) {
		if (!isalnum((unsigned char)rest.at[i]) &&
		    strchr(" :.,-+/", rest.at[i]) == NULL)
			return 0;
		if (rest.at[i] == 'x' && rest.at[i - 1] == '0')
			return 0;
		digits += isdigit((unsigned char)rest.at[i]) != 0;
	}
	if (i == rest.len || rest.at[i] != ']' || digits < 4)
		return 0;
	i++;
	return i + (i < rest.len && rest.at[i] == ' ');
}

/* "12:00:00.123 ", "2026-11-26T12:00:00Z ", "2026-11-26 12:00:00 " */
static size_t plain_time(struct rest rest)
{
	size_t i = 0, colons = 0;

	for (; i < rest.len && i < 40; i++) {
		bool between = rest.at[i] == ' ' && colons == 0 && i == 10;

		if (!isdigit((unsigned char)rest.at[i]) && !between &&
		    strchr(":.,-+TZ", rest.at[i]) == NULL)
			break;
		colons += rest.at[i] == ':';
	}
	if (colons < 2 || i == rest.len || rest.at[i] != ' ')
		return 0;
	return i + 1;
}

/* "Nov 26 12:00:00 host kernel: " */
static size_t syslog(struct rest rest)
{
	size_t i = 0, words = 0;

	while (i < rest.len && words < 5) {
		size_t start = i;

		while (i < rest.len && rest.at[i] != ' ')
			i++;
		if (i == start || (words == 0 && i != 3) ||
		    (words == 2 && (i - start != 8 || rest.at[i - 1] == ':')))
			return 0;
		words++;
		i = words < 5 ? blanks(rest, i) : i;
	}
	if (words < 5 || rest.at[i - 1] != ':')
		return 0;
	return i + (i < rest.len);
}

/* "web_1  | " */
static size_t name_and_bar(struct rest rest)
{
	size_t i = 0;

	while (i < rest.len && i < 32 &&
	       (isalnum((unsigned char)rest.at[i]) ||
		strchr("_-.", rest.at[i]) != NULL))
		i++;
	if (i == 0)
		return 0;
	i = blanks(rest, i);
	if (i == rest.len || rest.at[i] != '|')
		return 0;
	i++;
	return i + (i < rest.len && rest.at[i] == ' ');
}

/* "boot/dmesg.txt:", as grep -H writes it. In /sys the name is a part of what
 * the file says. */
static size_t file_name(struct rest rest)
{
	enum { LONGEST = 128 };
	size_t i = 0, signs = 0, letters = 0;

	if (rest.len > 5 && memcmp(rest.at, "/sys/", 5) == 0)
		return 0;
	while (i < rest.len && i < LONGEST &&
	       (isalnum((unsigned char)rest.at[i]) ||
		strchr("_-+~./", rest.at[i]) != NULL)) {
		signs += rest.at[i] == '.' || rest.at[i] == '/';
		letters += isalpha((unsigned char)rest.at[i]) != 0;
		i++;
	}
	if (signs == 0 || letters == 0 || i == rest.len || rest.at[i] != ':')
		return 0;
	return i + 1;
}

static const struct {
	size_t (*length)(struct rest rest);
	const char *what;
} prefixes[] = {
	{ line_number, "a number" },
	{ time_in_brackets, "a time" },
	{ plain_time, "a time" },
	{ syslog, "what syslog adds" },
	{ name_and_bar, "a name and a bar" },
	{ file_name, "a file name" },
};
enum { NAME_AND_BAR = 4, FILE_NAME = 5 };
/* Those of which each line may have another. */
#define PREFIXES FILE_NAME

size_t clean_prefix_length(const char *text, size_t len)
{
	struct rest rest = { text, len };

	for (size_t i = 1; i < PREFIXES && rest.len > 0; i++) {
		size_t skip = prefixes[i].length(rest);

		rest.at += skip;
		rest.len -= skip;
	}
	return len - rest.len;
}

/* --- lines -----------------------------------------------------------------
 */

/* The next line of text[len] from *at on, which then moves past it. false:
 * there are no more. */
static bool next_line(const char *text, size_t len, size_t *at,
		      struct rest *ret)
{
	const char *end;

	if (*at >= len)
		return false;
	end = memchr(text + *at, '\n', len - *at);
	ret->at = text + *at;
	ret->len = end ? (size_t)(end - ret->at) : len - *at;
	*at += ret->len + 1;
	return true;
}

static bool is_blank(struct rest line)
{
	return blanks(line, 0) +
		       (line.len > 0 && line.at[line.len - 1] == '\r') >=
	       line.len;
}

/* Do all lines have the prefix, but a few that somebody wrote around them? */
static bool is_common(const char *text, size_t len, size_t prefix)
{
	size_t at = 0, lines = 0, with = 0;
	struct rest line;

	while (next_line(text, len, &at, &line)) {
		if (is_blank(line))
			continue;
		lines++;
		with += prefixes[prefix].length(line) > 0;
	}
	return with >= LEAST_LINES && with * 10 >= lines * 9;
}

static void remove_prefix(struct clean_text *ret, const char *text, size_t len,
			  const size_t *numbers, size_t prefix)
{
	size_t at = 0, cnt = 0;
	struct rest line;

	while (next_line(text, len, &at, &line)) {
		size_t skip = prefixes[prefix].length(line);

		clean_append(ret, line.at + skip, line.len - skip,
			     numbers ? numbers[cnt] : cnt + 1);
		cnt++;
	}
	ret->what = prefixes[prefix].what;
}

bool clean_prefix(struct clean_text *ret, const char *text, size_t len,
		  const size_t *numbers)
{
	size_t shown = len < BEGINNING ? len : BEGINNING;

	for (size_t i = 0; i < PREFIXES; i++) {
		if (!is_common(text, shown, i))
			continue;
		*ret = (struct clean_text){ 0 };
		remove_prefix(ret, text, len, numbers, i);
		return true;
	}
	return false;
}

/* Are the lines numbered from 1? */
static bool is_numbered(const char *text, size_t len)
{
	size_t at = 0, cnt = 0, found = 0;
	struct rest line;

	while (next_line(text, len, &at, &line)) {
		if (is_blank(line))
			continue;
		if (number(line, &found) == 0 || found != ++cnt)
			return false;
	}
	return cnt >= LEAST_LINES;
}

/* Have all lines the same name, which ends with close? */
static bool is_named(const char *text, size_t len, size_t prefix, char close)
{
	size_t at = 0, cnt = 0;
	struct rest line, name = { text, 0 };

	while (next_line(text, len, &at, &line)) {
		if (is_blank(line))
			continue;
		if (prefixes[prefix].length(line) == 0)
			return false;
		if (cnt++ == 0) {
			const char *end = memchr(line.at, close, line.len);

			name = (struct rest){ line.at,
					      (size_t)(end - line.at) + 1 };
		}
		if (line.len < name.len ||
		    memcmp(line.at, name.at, name.len) != 0)
			return false;
	}
	return cnt >= LEAST_LINES;
}

bool clean_margin(struct clean_text *ret, const char *text, size_t len)
{
	size_t prefix = 0;

	if (is_named(text, len, NAME_AND_BAR, '|'))
		prefix = NAME_AND_BAR;
	else if (is_named(text, len, FILE_NAME, ':'))
		prefix = FILE_NAME;
	else if (!is_numbered(text, len))
		return false;
	*ret = (struct clean_text){ 0 };
	remove_prefix(ret, text, len, NULL, prefix);
	return true;
}
