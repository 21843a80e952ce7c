/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/import/sides.h"

#include <ctype.h>
#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* --- the first character: diff ------------------------------------------- */

static char first_of(struct cursor text)
{
	return text.at < text.end ? *text.at : ' ';
}

/* The line after what colours it. */
static struct cursor without_colour(struct cursor c)
{
	while (cursor_left(&c) > 1 && c.at[0] == '\033' && c.at[1] == '[') {
		c.at += 2;
		while (c.at < c.end && !isalpha((unsigned char)*c.at))
			c.at++;
		c.at += c.at < c.end;
	}
	return c;
}

/* Is it the mark of a diff without context, or by diff -c? */
static bool is_spaced(struct cursor c, char mark)
{
	return cursor_left(&c) > 1 && *c.at == mark && c.at[1] == ' ';
}

/* "< row" and "> row" of a diff without context, "! row" of one by diff -c;
 * '+', '-' and ' ' else. *text becomes what begins with the mark, if it
 * has one: the diff may be indented or quoted, and most quote marks have been
 * removed from it. */
static char mark_of(struct cursor *text, struct cursor raw)
{
	struct cursor at = *text;

	while (at.at < at.end && (is_blank(*at.at) || *at.at == '>'))
		at.at++;
	if ((first_of(at) == '+' || first_of(at) == '-') &&
	    (cursor_left(&at) < 2 || !strchr("->", at.at[1])))
		*text = at;
	if (first_of(*text) == '+' || first_of(*text) == '-')
		return first_of(*text);
	if (is_spaced(*text, '!') || is_spaced(*text, '<'))
		return first_of(*text);
	raw = without_colour(raw);
	if (is_spaced(raw, '<') || is_spaced(raw, '>'))
		return *raw.at;
	return cursor_skip(&raw, "&gt; ") ? '>' : ' ';
}

/* --- file names: grep
 * --------------------------------------------------------- */

static bool is_date(struct cursor c)
{
	static const char form[] = "0000-00-00T";

	for (size_t i = 0; i < sizeof(form) - 1; i++, c.at++) {
		if (c.at == c.end)
			return false;
		if (form[i] == '0' ? !isdigit((unsigned char)*c.at)
				   : *c.at != form[i])
			return false;
	}
	return true;
}

static bool is_number(struct cursor c)
{
	for (; c.at < c.end; c.at++)
		if (!isdigit((unsigned char)*c.at))
			return false;
	return true;
}

/* "NAME:" at the start of a line, with more than one colon after it, or a time
 * in brackets: a file name, and not the first word of a row. */
static bool name_of(struct cursor text, struct cursor *ret)
{
	struct cursor c = text;

	/* The colon of a drive. */
	if (cursor_left(&c) > 2 && isalpha((unsigned char)c.at[0]) &&
	    c.at[1] == ':' && c.at[2] == '\\')
		c.at += 2;
	while (c.at < c.end && *c.at != ':' && *c.at != '[' && !is_blank(*c.at))
		c.at++;
	*ret = (struct cursor){ text.at, c.at };
	return c.at < c.end && *c.at == ':' && c.at > text.at &&
	       c.at + 1 < c.end && !is_blank(c.at[1]) && !is_number(*ret) &&
	       !is_date(text);
}

static bool is_name(struct cursor name, const char *known)
{
	size_t len = cursor_left(&name);

	return strlen(known) == len && memcmp(known, name.at, len) == 0;
}

static void add_name(struct sides *sides, struct cursor name)
{
	size_t len = cursor_left(&name);

	if (len >= SIDE_NAME || sides->name_cnt == SIDE_NAMES)
		return;
	for (size_t i = 0; i < sides->name_cnt; i++)
		if (is_name(name, sides->names[i]))
			return;
	memcpy(sides->names[sides->name_cnt], name.at, len);
	sides->names[sides->name_cnt++][len] = '\0';
}

/* --- all of them
 * ---------------------------------------------------------------- */

void sides_add(struct sides *sides, struct cursor text, struct cursor raw)
{
	struct cursor name, marked = text;

	switch (mark_of(&marked, raw)) {
	case '+':
		sides->plus++;
		break;
	case '-':
		sides->minus++;
		break;
	case '!':
		sides->changed++;
		break;
	case '<':
		sides->less++;
		break;
	case '>':
		sides->greater++;
		break;
	default:
		sides->plain++;
	}
	if (name_of(text, &name))
		add_name(sides, name);
}

void sides_add_marks(struct sides *sides, const struct sides *other)
{
	if (sides->plain > 0 || other->plain > 0)
		return;
	sides->plus += other->plus;
	sides->minus += other->minus;
	sides->less += other->less;
	sides->greater += other->greater;
}

void sides_add_names(struct sides *sides, const struct sides *other)
{
	for (size_t i = 0; i < other->name_cnt; i++)
		add_name(sides, cursor_of(other->names[i]));
}

bool sides_gap(struct cursor text, size_t *at)
{
	enum { SHORTEST = 30 }; /* no row is shorter */
	size_t len = cursor_left(&text), i = *at > SHORTEST ? *at : SHORTEST;

	for (; i + 1 < len; i++) {
		char c = text.at[i];
		bool gap = c == '\t' || c == '|' || c == '<' || c == '>' ||
			   (c == ' ' && text.at[i - 1] == ' ');

		if (gap && text.at[i + 1] != ' ' && text.at[i + 1] != '\t') {
			*at = i + 1;
			return true;
		}
		if (gap && c != ' ' && text.at[i + 1] == ' ' && i + 2 < len) {
			*at = i + 2;
			return true;
		}
	}
	return false;
}

struct cursor sides_left(struct cursor text)
{
	while (text.end > text.at && strchr(" \t|<>", text.end[-1]))
		text.end--;
	return text;
}

/* "4,5", "4" */
static bool skip_lines(struct cursor *c)
{
	uint64_t number;

	return cursor_dec(c, &number) &&
	       (!cursor_skip(c, ",") || cursor_dec(c, &number));
}

bool sides_has_hunk(struct cursor text)
{
	while (text.at < text.end) {
		const char *end = memchr(text.at, '\n', cursor_left(&text));
		struct cursor line = { text.at, end ? end : text.end };

		if (skip_lines(&line) && line.at < line.end &&
		    strchr("acd", *line.at++) != NULL && skip_lines(&line) &&
		    (line.at == line.end || *line.at == '\r'))
			return true;
		text.at = end ? end + 1 : text.end;
	}
	return false;
}

enum comparison sides_comparison(const struct sides *sides)
{
	/* Beside + and -, > is a quote mark. */
	size_t context = sides->plain + sides->greater;
	bool unified =
		sides->plus + sides->minus > 0 &&
		(sides->plus > 0) + (sides->minus > 0) + (context > 0) > 1;

	if (sides->words != CLEAN_NO_WORDS)
		return COMPARISON_WORDS;
	if (sides->changed > 0)
		return COMPARISON_CONTEXT;
	/* "< row" is not a quotation, as "> row" may be. */
	if (unified || sides->less > 0 || sides->hunk)
		return COMPARISON_DIFF;
	if (sides->columns > 0)
		return COMPARISON_COLUMNS;
	return sides->name_cnt > 1 ? COMPARISON_FILES : NO_COMPARISON;
}

bool side_of(struct side *ret, const struct sides *sides, const char *name)
{
	static const char *const names[][2] = {
		[COMPARISON_DIFF] = { "old", "new" },
		[COMPARISON_COLUMNS] = { "left", "right" },
		[COMPARISON_WORDS] = { "old", "new" },
	};
	enum comparison comparison = sides_comparison(sides);

	*ret = (struct side){ comparison,    false,
			      sides->column, name,
			      sides->words,  sides->plus + sides->minus > 0 };
	if (comparison == COMPARISON_FILES) {
		for (size_t i = 0; i < sides->name_cnt; i++)
			if (strcmp(sides->names[i], name) == 0)
				return true;
		return false;
	}
	if (comparison == NO_COMPARISON || comparison == COMPARISON_CONTEXT)
		return false;
	ret->second = strcmp(name, names[comparison][1]) == 0;
	return ret->second || strcmp(name, names[comparison][0]) == 0;
}

static bool diff_line(const struct side *side, struct cursor *text,
		      struct cursor raw)
{
	struct cursor marked = *text;
	char mark = mark_of(&marked, raw);

	if (mark == '>' && side->unified)
		return true;
	if (mark == (side->second ? '-' : '+') ||
	    mark == (side->second ? '<' : '>'))
		return false;
	/* A quote mark was removed with the text before. */
	if (mark == '+' || mark == '-' || mark == '<') {
		*text = marked;
		text->at += first_of(*text) == mark;
	}
	return true;
}

/* Is the line empty on the left? Its mark may have been taken for a quote mark.
 */
static bool is_right_only(const struct side *side, struct cursor raw)
{
	size_t start = 0;

	while (start < cursor_left(&raw) && is_blank(raw.at[start]))
		start++;
	return start > side->column / 2;
}

static bool column_line(const struct side *side, struct cursor *text,
			struct cursor raw)
{
	size_t len = cursor_left(text);

	if (is_right_only(side, raw))
		return side->second;
	if (side->second) {
		if (len <= side->column)
			return false;
		text->at += side->column;
		return true;
	}
	if (len > side->column)
		text->end = text->at + side->column;
	*text = sides_left(*text);
	return true;
}

bool side_line(const struct side *side, struct cursor *text, struct cursor raw)
{
	struct cursor name;

	switch (side->comparison) {
	case COMPARISON_DIFF:
		return diff_line(side, text, raw);
	case COMPARISON_COLUMNS:
		return column_line(side, text, raw);
	case COMPARISON_FILES:
		return name_of(*text, &name) && is_name(name, side->name);
	default:
		return true;
	}
}
