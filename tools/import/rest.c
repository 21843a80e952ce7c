/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows of which a part was lost, or in which a message stands, so that no
 * reader recognises them:
 *
 *   20: [mem 0x0000000000100000-0x000000007fffffff] usable
 *   RT_Data    0000000000000008 000000000000000F
 *   BIOS-erandom: crng init done820: [mem 0x0000000000100000-0x000...
 *
 * A line is compared with a row that was read: without one stretch, either of
 * them is the other, whatever their numbers and the words at their ends.
 */
#define _GNU_SOURCE /* memmem() */
#include <ctype.h>
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/import/names.h"
#include "tools/import/offer.h"

#define LONGEST 96

/* A text with NUMBER for each number, NAME for the name of a type that it
 * begins with, and one blank for several. */
struct shape {
	char text[LONGEST];
	size_t len;
	size_t words;   /* where the words at its end begin */
	size_t bars;    /* between columns of attributes */
	size_t numbers; /* that are not short */
	bool address;   /* one of them is long */
};

#define NUMBER '0'
#define NAME   'T'

static bool is_hex(char c)
{
	return isxdigit((unsigned char)c) != 0;
}

/* Moves past a number, with or without 0x, of which 0 may be missing. Returns
 * how many digits it has, 0: it is a word. */
static size_t skip_number(struct cursor *c)
{
	enum { NUMBER_MIN = 5 }; /* digits that are not a word */
	const char *start = c->at, *digits;
	struct cursor rest = *c;

	if (!cursor_skip(&rest, "0x"))
		cursor_skip(&rest, "x");
	digits = rest.at;
	while (rest.at < rest.end && is_hex(*rest.at))
		rest.at++;
	if (rest.at == digits ||
	    (rest.at - digits < NUMBER_MIN && digits == start &&
	     !isdigit((unsigned char)*start)))
		return 0;
	*c = rest;
	return (size_t)(rest.at - digits);
}

/* Moves past the name of a type, of up to three words, or GRUB's "Unk 0f".
 * part: or the end of one. */
static bool skip_name(struct cursor *c, bool part)
{
	struct cursor rest = *c, words[3], word;
	uint32_t type;
	size_t cnt = 0;

	while (cnt < 3 && cursor_word(&rest, &word))
		words[cnt++] = (struct cursor){ c->at, word.end };
	while (cnt-- > 0) {
		struct cursor unknown = words[cnt];

		if (!type_by_any_name(&words[cnt], &type) &&
		    !(cnt == 1 && cursor_skip(&unknown, "Unk ")) &&
		    !(part && type_name_ends(words[cnt])))
			continue;
		c->at = words[cnt].end;
		return true;
	}
	return false;
}

static bool is_wordy(char c)
{
	return isalpha((unsigned char)c) || (c && strchr(" |()_,", c) != NULL);
}

/* How the first word of a line is taken, which may be the end of one. */
enum first { WHOLE, END_OF_NUMBER, END_OF_WORD };

/* The number of digits of a number at c, which moves past it. */
static size_t next_number(struct cursor *c, bool starts, enum first first)
{
	enum { WORD_MAX = 4 }; /* digits of a word: "20:" of "e820:" */
	struct cursor rest = *c;
	size_t digits;

	if (!starts && isalnum((unsigned char)c->at[-1]))
		return 0;
	digits = skip_number(&rest);
	if (starts && first == END_OF_WORD && digits <= WORD_MAX)
		return 0;
	if (starts && first == END_OF_NUMBER && digits == 0)
		while (rest.at < rest.end && is_hex(*rest.at)) {
			rest.at++;
			digits++;
		}
	*c = digits > 0 ? rest : *c;
	return digits;
}

/* Without what a log adds to each line. named: rows begin with the name of a
 * type. */
static struct shape shape_of(struct cursor c, enum first first, bool named)
{
	enum { SHORTEST = 4, ADDRESS = 7 }; /* digits */
	struct shape shape = { 0 };

	c.at += clean_prefix_length(c.at, cursor_left(&c));
	c = cursor_trimmed(c);
	if (named && skip_name(&c, first != WHOLE))
		shape.text[shape.len++] = NAME;
	while (c.at < c.end && shape.len < LONGEST) {
		size_t digits = next_number(&c, shape.len == 0, first);

		shape.address |= digits >= ADDRESS;
		shape.numbers += digits >= SHORTEST;
		if (digits > 0) {
			shape.text[shape.len++] = NUMBER;
		} else if (*c.at == ' ' || *c.at == '\t') {
			cursor_blanks(&c);
			shape.text[shape.len++] = ' ';
		} else {
			shape.bars += *c.at == '|';
			shape.text[shape.len++] = *c.at++;
		}
	}
	shape.words = shape.len;
	while (shape.words > 0 && is_wordy(shape.text[shape.words - 1]))
		shape.words--;
	return shape;
}

/* How many characters of a and b are equal at their beginnings and, of what
 * follows, at their ends. */
static size_t equal(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t max = a_len < b_len ? a_len : b_len, start = 0, end = 0;

	while (start < max && a[start] == b[start])
		start++;
	while (end < max && a[a_len - 1 - end] == b[b_len - 1 - end])
		end++;
	return start + end;
}

/* Does one have all of the other, except for one stretch, or the row all of the
 * line? */
static bool is_edited(const struct shape *line, size_t line_len,
		      const struct shape *row, size_t row_len)
{
	size_t cnt = equal(line->text, line_len, row->text, row_len);

	/* Names differ, and something may precede that of the line. */
	if (row->text[0] == NAME && line->text[0] != NAME)
		cnt++;
	return line_len > 0 && row_len > 0 &&
	       (cnt >= row_len || cnt >= line_len ||
		memmem(row->text, row_len, line->text, line_len) != NULL);
}

/* Is there enough in the line to tell it from any other? */
static bool is_distinct(const struct shape *line)
{
	enum { SHORTEST = 4, COLUMNS = 4 };

	return line->address || line->numbers > 1 || line->bars >= COLUMNS ||
	       (line->text[0] == NAME && line->len >= SHORTEST) ||
	       (line->words > 0 && line->words < line->len &&
		strchr("])>", line->text[line->words - 1]) != NULL);
}

static bool is_like(struct cursor line, const struct shape *row,
		    enum first first)
{
	const struct shape shape = shape_of(line, first, row->text[0] == NAME);

	return is_distinct(&shape) &&
	       (is_edited(&shape, shape.len, row, row->len) ||
		is_edited(&shape, shape.words, row, row->words));
}

bool damage_is_rest(struct cursor line, struct cursor row)
{
	const struct shape whole = shape_of(row, WHOLE, true);
	struct cursor gap = line;

	/* "e820: [mem 0xc0000000-0xfed1bfff] available for PCI devices" */
	if (cursor_find(&gap, "for PCI devices"))
		return false;
	return whole.address && (is_like(line, &whole, END_OF_WORD) ||
				 is_like(line, &whole, END_OF_NUMBER));
}
