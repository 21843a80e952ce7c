/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A line that has all rows of a table, because its line ends became blanks: by
 * a web form, a chat program or "echo $text".
 */
#define _GNU_SOURCE /* memmem() */
#include <ctype.h>
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/clean/rest.h"

/* Two rows may be two maps side by side. */
#define LEAST_ROWS 3
/* No three rows are shorter. */
#define SHORTEST 90

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* --- where a row begins: returns the length of its mark, 0: not there ------
 */

/* "[    0.000000] ", the time of a message of Linux. */
static size_t time_mark(struct rest rest)
{
	size_t i = 1, digits = 0;

	if (rest.at[0] != '[')
		return 0;
	while (i < rest.len && rest.at[i] == ' ')
		i++;
	while (i < rest.len && isdigit((unsigned char)rest.at[i]))
		i++;
	if (i < 2 || i == rest.len || rest.at[i] != '.')
		return 0;
	while (i + ++digits < rest.len &&
	       isdigit((unsigned char)rest.at[i + digits]))
		;
	return digits == 7 && i + 7 < rest.len && rest.at[i + 7] == ']' ? i + 8
									: 0;
}

/* What each row of a format begins with. */
static size_t word_mark(struct rest rest)
{
	static const char *const words[] = {
		"BIOS-e820:",     "efi: mem",     "EFI: mem",
		"efi:  ",         "user: [mem ",  "modified: [mem ",
		"MemoryMap,\"",   "base_addr = ", "SMAP type=",
		"OCMM: ",         "MMap[",        "MemoryDescriptor {",
		"MemoryRegion {", "(XEN) ",
	};

	/* This is asked at each word of a log. */
	if (*rest.at == '\0' || !strchr("BEeuMmbSO(", *rest.at))
		return 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (rest_starts(rest, words[i]))
			return strlen(words[i]);
	return 0;
}

static size_t hex_digits(struct rest rest, size_t i)
{
	size_t first = i;

	while (i < rest.len && isxdigit((unsigned char)rest.at[i]))
		i++;
	return i - first;
}

/* "0000000000001000-000000000009FFFF" of a table. */
static size_t range_mark(struct rest rest)
{
	enum { LEAST = 8 };
	size_t start = hex_digits(rest, 0), end;

	if (start < LEAST || start == rest.len || rest.at[start] != '-')
		return 0;
	end = hex_digits(rest, start + 1);
	return end < LEAST ? 0 : start + 1 + end;
}

static size_t (*const marks[])(struct rest rest) = { time_mark, word_mark,
						     range_mark };
#define RANGES 2 /* the last one */

/* --- lines -----------------------------------------------------------------
 */

/* The first mark from at on that a blank precedes or that is the first of the
 * line; len: there is none. */
static size_t next_mark(const char *line, size_t len, size_t at, size_t which,
			size_t *ret_length)
{
	for (; at < len; at++) {
		if (at > 0 && !is_blank(line[at - 1]))
			continue;
		*ret_length =
			marks[which]((struct rest){ line + at, len - at });
		if (*ret_length > 0)
			return at;
	}
	return len;
}

static size_t count(const char *line, size_t len, size_t which)
{
	size_t cnt = 0, length;

	for (size_t at = next_mark(line, len, 0, which, &length); at < len;
	     at = next_mark(line, len, at + length, which, &length))
		cnt++;
	return cnt;
}

/* Has the line the header of a table as well? */
static bool has_header(const char *line, size_t len)
{
	static const char *const headers[] = { " Attributes ",
					       "ShellCommand," };

	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++)
		if (memmem(line, len, headers[i], strlen(headers[i])))
			return true;
	return false;
}

static size_t which_mark(const char *line, size_t len)
{
	size_t which = 0, least = has_header(line, len) ? 1 : LEAST_ROWS;

	while (which <= RANGES && count(line, len, which) < least)
		which++;
	return which;
}

bool clean_is_several(const char *line, size_t len)
{
	return len >= SHORTEST && which_mark(line, len) <= RANGES;
}

/* The word before the blanks before end; it starts at *end then. */
static struct rest word_before(const char *line, size_t *end)
{
	size_t at = *end, last;

	while (at > 0 && is_blank(line[at - 1]))
		at--;
	last = at;
	while (at > 0 && !is_blank(line[at - 1]) && line[at - 1] != '\n')
		at--;
	*end = at;
	return (struct rest){ line + at, last - at };
}

/* Types of several words, as U-Boot and GRUB print them, have these before the
 * last one. */
static bool is_first_word(struct rest word)
{
	static const char *const words[] = { "ACPI",   "RECLAIM", "MEM",
					     "BOOT",   "RUNTIME", "LOADER",
					     "PAL",    "IO",      "Unk",
					     "MEMORY", "MAPPED" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (word.len == strlen(words[i]) && rest_starts(word, words[i]))
			return true;
	return false;
}

/* A table has the type before the range; /proc/iomem has it after that. */
static size_t row_start(const char *line, size_t at, struct rest after,
			size_t which)
{
	size_t start = at, before;

	if (which != RANGES || rest_starts(after, " : "))
		return at;
	word_before(line, &start);
	for (before = start; is_first_word(word_before(line, &before));)
		start = before;
	return start;
}

void clean_apart(char *line, size_t len)
{
	size_t which = which_mark(line, len), length = 0;

	for (size_t at = next_mark(line, len, 0, which, &length); at < len;
	     at = next_mark(line, len, at + length, which, &length)) {
		size_t end = at + length;
		struct rest after = { line + end, len - end };
		size_t start = row_start(line, at, after, which);

		if (start > 0)
			line[start - 1] = '\n';
	}
}
