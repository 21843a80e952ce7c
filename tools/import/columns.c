/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Lines that have more than one row: two maps side by side, or a map without
 * line ends.
 */
#include "tools/clean/clean.h"
#include "tools/import/maps.h"
#include "tools/import/offer.h"

/* Is there a hint where a second row can begin? */
static bool has_second_hint(const struct import *import,
			    const struct line *line)
{
	struct cursor right = line->text;
	size_t first = 0;

	if (!sides_gap(line->text, &first))
		return false;
	right.at += first - 1;
	return cursor_find(&right, import->format->hints[0]);
}

/* Does a second row follow on the same line? */
static void look_for_columns(struct import *import, const struct line *line)
{
	struct sides *sides = &import->map.sides;
	size_t at = 0;

	if (!has_second_hint(import, line))
		return;
	while (sides_gap(line->text, &at)) {
		struct line left = *line, right = *line;

		left.text.end = right.text.at += at;
		left.text = sides_left(left.text);
		if (!offer_is_row(import, &right) ||
		    !offer_is_row(import, &left))
			continue;
		if (sides->columns++ == 0 || at < sides->column)
			sides->column = at;
		return;
	}
}

void offer_look_at(struct import *import, const struct clean_line *clean)
{
	struct line line = offer_line_of(import, clean);

	if (import->format->raw || clean->apart)
		return;
	sides_add(&import->map.sides, line.text,
		  (struct cursor){ clean->raw, clean->raw + clean->raw_len });
	/* The names of these are those of parts. */
	if (import->format->files)
		import->map.sides.name_cnt = 0;
	else
		look_for_columns(import, &line);
}

void offer_look_for_words(struct import *import, const struct clean_line *clean)
{
	enum clean_words words;

	if (clean->part > 0)
		return;
	words = clean_words_in(clean->raw, clean->raw_len);
	if (words > import->map.sides.words)
		import->map.sides.words = words;
}

void offer_look_for_marks(struct import *import, const struct clean_line *clean,
			  const struct import_mark *mark)
{
	struct line line = offer_line_of(import, clean);
	struct sides *sides = &import->map.sides;
	struct import_mark now;
	char first;

	if (clean->raw_len == 0 || clean->part > 0 || import->format->raw ||
	    import_gained(import, mark) || import_lost(import, mark) ||
	    import->done_cnt > mark->done_cnt)
		return;
	first = *clean->raw;
	if ((first != '<' && first != '-' && first != '+') ||
	    line.text.at == line.text.end)
		return;
	line.text.at += *line.text.at == first;
	line.text.at += first == '<' && line.text.at < line.text.end;
	now = import_mark(import);
	import_return(import, mark);
	if (offer_is_row(import, &line)) {
		sides->less += first == '<';
		sides->minus += first == '-';
		sides->plus += first == '+';
	}
	import_return(import, &now);
}

/* Is there a place that has a row on either side? */
static bool is_split(struct import *import, const struct line *line)
{
	struct line left = *line, right = *line;
	const char *at = line->text.at;

	for (; at < line->text.end; at++) {
		left.text.end = right.text.at = at;
		if (offer_is_row(import, &right) && offer_is_row(import, &left))
			return true;
	}
	return false;
}

bool offer_has_second(struct import *import, const struct line *line)
{
	const char *first = line->text.end;
	struct line rest = *line;

	for (const char *const *hint = import->format->hints; *hint; hint++) {
		struct cursor c = line->text;

		if (cursor_find(&c, *hint) && c.at < first)
			first = c.at;
	}
	rest.text.at = first;
	return first < line->text.end && offer_is_row(import, &rest) &&
	       is_split(import, line);
}
