/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Offers the lines of a text to all formats.
 */
#define _GNU_SOURCE /* memrchr() */
#include "tools/import/offer.h"

#include <stdlib.h>
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/import/maps.h"
#include "tools/import/scan.h"
#include "tools/memory.h"

struct line offer_line_of(const struct import *import,
			  const struct clean_line *line)
{
	struct cursor raw = { line->raw, line->raw + line->raw_len };
	struct cursor text = { line->text, line->text + line->len };

	if (import->side)
		side_line(import->side, &text, raw);
	return (struct line){ import->format->raw ? raw : text, line->number,
			      line->index, line->unended };
}

enum offered offer_as_row(struct import *import, const struct line *line)
{
	const struct import_mark mark = import_mark(import);
	enum offered ret = OFFERED_OTHER;

	import->format->line(import, line);
	if (import_lost(import, &mark))
		ret = OFFERED_UNREADABLE;
	else if (import_gained(import, &mark))
		ret = OFFERED_ROW;
	import_return(import, &mark);
	return ret;
}

bool offer_is_row(struct import *import, const struct line *line)
{
	return offer_as_row(import, line) == OFFERED_ROW;
}

static void note_unended(struct import *import, const struct clean_line *line)
{
	const struct line last = offer_line_of(import, line);

	import_note(import, &last,
		    "the file does not end with a line end; this row may be "
		    "incomplete");
}

/* Has the last of the lines that were taken as one no line end? */
static bool ends_text(const struct import *import, struct clean_reader *reader)
{
	const struct clean_line *first = clean_peek(reader, 0);
	size_t ahead =
		import->taken > first->index ? import->taken - first->index : 0;

	return clean_peek(reader, ahead)->unended;
}

/* Is the line another message than a row, between rows? Then it may begin one
 * that was broken before what rows are recognised by. */
static bool is_between(const struct import *import, const struct line *line,
		       const struct import_mark *mark)
{
	enum { NEAR = 3 };

	return !import->format->raw && !import->format->prose &&
	       !import_gained(import, mark) && line->text.at < line->text.end &&
	       import->map.cnt > 0 && import_follows(import, line, NEAR);
}

/* A row that was cut may continue on the next line. */
static bool is_damaged(const struct import *import, const struct line *line,
		       const struct import_mark *mark)
{
	return !import->format->raw && import->taken < line->index &&
	       import_gained(import, mark) &&
	       offer_damage_of(import, line->text) != NULL;
}

static void offer_next(struct import *import, struct clean_reader *reader)
{
	const struct clean_line *next = clean_peek(reader, 0);
	const struct import_mark mark = import_mark(import);
	struct line line = offer_line_of(import, next);
	bool begun;

	if (next->index <= import->taken)
		return;
	/* Of a line that was taken apart, the raw text is offered once. */
	if (import->format->raw && next->part > 0)
		return;
	if (import->side == NULL)
		offer_look_for_words(import, next);
	if (next->raw_len > import->widest)
		import->widest = next->raw_len;
	if (!offer_joined_number(import, reader))
		import->format->line(import, &line);
	offer_extended(import, reader, &mark);
	begun = import_lost(import, &mark) ||
		offer_is_part(import, &line, &mark) ||
		is_damaged(import, &line, &mark);
	if (begun || is_between(import, &line, &mark)) {
		import_return(import, &mark);
		if (!offer_joined(import, reader, begun))
			import->format->line(import, &line);
	}
	offer_look_at_parts(import, next, &mark);
	if (import->side == NULL &&
	    (import_gained(import, &mark) || import_lost(import, &mark)))
		offer_look_at(import, next);
	else if (import->side == NULL)
		offer_look_for_marks(import, next, &mark);
	offer_refuse_several(import, &line, &mark);
	if (import->taken < line.index)
		offer_look_for_damage(import, &line, &mark);
	if (ends_text(import, reader) && import_gained(import, &mark))
		note_unended(import, next);
}

static bool is_kept(const struct side *side, const struct clean_line *line)
{
	struct cursor text = { line->text, line->text + line->len };
	struct cursor raw = { line->raw, line->raw + line->raw_len };

	return side == NULL || side_line(side, &text, raw);
}

/* How many lines after a hint or a row are offered to its format: rows that
 * have no hint of their own. */
#define WINDOW 40

/* Which formats the current line is for. */
struct aim {
	struct scan *scan;
	scan_set active;                  /* formats with an open window */
	size_t until[IMPORT_FORMATS_MAX]; /* index of its last line */
};

static scan_set formats_of(struct aim *aim, const struct clean_line *line)
{
	scan_set hinted = scan_all(aim->scan, line->raw, line->raw_len);

	for (size_t i = 0; (aim->active | hinted) >> i; i++) {
		if (hinted >> i & 1 && i < IMPORT_FORMATS_MAX)
			aim->until[i] = line->index + WINDOW;
		else if (aim->active >> i & 1 && aim->until[i] < line->index)
			aim->active &= ~((scan_set)1 << i);
		if (i == 63)
			break;
	}
	aim->active |= hinted & ~SCAN_BOOT;
	return aim->active | hinted;
}

/* Is the text more than blanks and line ends? */
static bool has_text(const char *text, const char *end)
{
	while (end > text && (unsigned char)end[-1] <= ' ')
		end--;
	return end > text;
}

/* Whole lines that stay in the caches of the processor between looking for
 * hints and counting lines. */
#define CHUNK ((size_t)1 << 18)

/* The end of the last line in text[len], or of its only line. */
static const char *chunk_end(const char *text, size_t len)
{
	const char *end;

	if (len <= CHUNK)
		return text + len;
	end = memrchr(text, '\n', CHUNK);
	if (end == NULL)
		end = memchr(text + CHUNK, '\n', len - CHUNK);
	return end ? end + 1 : text + len;
}

/* Where no window is open, moves to the line before the next hint, so that
 * clean_advance() gets there. */
static void skip_lines(struct lines *lines, const struct aim *aim,
		       struct clean_reader *reader)
{
	const char *rest, *end, *next;
	scan_set formats;
	size_t len;

	if (aim->active != 0)
		return;
	while ((rest = clean_rest(reader, &len)) != NULL && len > 0) {
		end = chunk_end(rest, len);
		next = scan_next(aim->scan, rest, (size_t)(end - rest),
				 &formats);
		clean_skip(reader, next ? next : end);
		if (has_text(rest, reader->at))
			lines->last = reader->index;
		if (next != NULL || reader->at == rest)
			return;
	}
}

/* Is the current line the first row of a map, and a line of its own? */
static void look_before(struct import *import, const struct import_mark *mark,
			const struct import_file *file,
			const struct clean_line *line)
{
	const struct line row = offer_line_of(import, line);

	if (import->map.cnt == 1 && import->map.seen == 1 &&
	    import->map.remark_cnt == 0 && import_gained(import, mark) &&
	    line->part == 0 && import->side == NULL && !import->format->raw &&
	    !import->format->files && import->map.last_index == line->index)
		offer_look_before(import, file, &row,
				  (struct cursor){ line->raw,
						   line->raw + line->raw_len });
}

static void offer_to(struct lines *lines, struct aim *aim, scan_set formats,
		     struct clean_reader *reader,
		     const struct import_file *file)
{
	const size_t index = clean_peek(reader, 0)->index;

	for (size_t i = 0; i < lines->cnt; i++) {
		struct import *import = &lines->imports[i];
		const struct import_mark mark = import_mark(import);

		if (!(formats >> i & 1))
			continue;
		offer_next(import, reader);
		look_before(import, &mark, file, clean_peek(reader, 0));
		if (import_gained(import, &mark) || import_lost(import, &mark))
			aim->until[i] = index + WINDOW;
	}
}

/* A last line that is not a row, but follows one and begins as a row does. */
static void look_at_last(struct lines *lines, const struct import_file *file,
			 const struct clean_line *last)
{
	if (!last->unended || last->len == 0 ||
	    !offer_is_begun(file->text, file->len))
		return;
	for (size_t i = 0; i < lines->cnt; i++) {
		struct import *import = &lines->imports[i];
		const struct line line = offer_line_of(import, last);

		if (import->map.cnt == 0 || import->taken >= last->index ||
		    import->map.last_index < lines->last ||
		    import->map.last_index == last->index)
			continue;
		import->map.begun = true;
		import_note(import, &line,
			    "the text ends within this line, which begins as "
			    "a row does");
	}
}

void offer_lines(struct lines *lines, const struct import_file *file)
{
	struct aim aim = { .scan = scan_new(file->text, file->len) };
	const struct clean_line *line;
	struct clean_reader reader;
	scan_set formats;

	offer_boot(lines);
	clean_start(&reader, file->text, file->len, file->numbers);
	while ((line = clean_peek(&reader, 0)) != NULL) {
		formats = formats_of(&aim, line);
		if (formats & SCAN_BOOT)
			offer_boot_line(lines, line);
		if (formats & ~SCAN_BOOT && is_kept(lines->imports->side, line))
			offer_to(lines, &aim, formats, &reader, file);
		/* The line may have moved when others were seen. */
		line = clean_peek(&reader, 0);
		look_at_last(lines, file, line);
		lines->last = line->len > 0 ? line->index : lines->last;
		skip_lines(lines, &aim, &reader);
		clean_advance(&reader);
	}
	clean_finish(&reader);
	scan_free(aim.scan);
}
