/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Offers the lines of a text to all formats.
 */
#define _GNU_SOURCE /* memmem(), memrchr() */
#include "tools/import/offer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/import/maps.h"
#include "tools/import/scan.h"
#include "tools/memory.h"

static struct line line_of(const struct import *import,
			   const struct clean_line *line)
{
	struct cursor raw = { line->raw, line->raw + line->raw_len };
	struct cursor text = { line->text, line->text + line->len };

	if (import->side)
		side_line(import->side, &text, raw);
	return (struct line){ import->format->raw ? raw : text, line->number,
			      line->index };
}

/* A row that continues on the next lines. */
struct joined {
	char *text;
	size_t len, max;
};

static void append(struct joined *joined, const char *text, size_t len)
{
	if (joined->max - joined->len < len) {
		joined->max = 2 * joined->max + len;
		joined->text = memory_resize(joined->text, joined->max, 1);
	}
	memcpy(joined->text + joined->len, text, len);
	joined->len += len;
}

static void offer(struct import *import, const struct line *line)
{
	import->format->line(import, line);
}

/* Would the line be a row by itself? */
static bool is_row(struct import *import, const struct line *line)
{
	const struct import_mark mark = import_mark(import);
	bool row;

	offer(import, line);
	row = import_gained(import, &mark);
	import_return(import, &mark);
	return row;
}

static size_t prefix_of(struct cursor text)
{
	return clean_prefix_length(text.at, cursor_left(&text));
}

/* Without what a log adds to each line, where that is as long as in the first
 * one: what only looks like it is a part of the row. */
static struct cursor without_prefix(struct cursor text, size_t prefix)
{
	if (prefix_of(text) == prefix)
		text.at += prefix;
	return cursor_trimmed(text);
}

/* Offers the line together with those that follow it, less than most,
 * separated by separator. */
static bool join_with(struct import *import, struct clean_reader *reader,
		      const char *separator, size_t most, struct joined *joined)
{
	const struct import_mark mark = import_mark(import);
	bool raw = import->format->raw;
	struct line line = line_of(import, clean_peek(reader, 0));

	size_t prefix = prefix_of(line.text);

	joined->len = 0;
	append(joined, line.text.at, cursor_left(&line.text));
	for (size_t ahead = 1; ahead < most; ahead++) {
		const struct clean_line *next = clean_peek(reader, ahead);
		struct line follower;
		struct cursor text;

		if (next == NULL)
			break;
		follower = line_of(import, next);
		if (!raw && is_row(import, &follower))
			break;
		text = raw ? follower.text
			   : without_prefix(follower.text, prefix);
		append(joined, separator, strlen(separator));
		append(joined, text.at, cursor_left(&text));
		line.text = (struct cursor){ joined->text,
					     joined->text + joined->len };
		offer(import, &line);
		if (import_gained(import, &mark)) {
			import->taken = next->index;
			return true;
		}
		import_return(import, &mark);
	}
	return false;
}

/* Mails and terminals wrap long rows, at a blank or anywhere. A quoted field of
 * CSV contains line ends. */
static bool join(struct import *import, struct clean_reader *reader)
{
	struct joined joined = { 0 };
	bool good;

	if (import->format->raw)
		good = join_with(import, reader, "\n", CLEAN_AHEAD, &joined);
	else
		good = join_with(import, reader, " ", CLEAN_AHEAD, &joined) ||
		       join_with(import, reader, "", CLEAN_AHEAD, &joined);
	free(joined.text);
	return good;
}

/* Was the line broken within a number, so that what is left is one as well:
 * "type 2" and "0", "4" and "096, virt_start: ..."? */
static bool is_split_number(struct clean_reader *reader)
{
	enum { NARROWEST = 60 }; /* columns of a terminal or mail */
	const struct clean_line *line = clean_peek(reader, 0);
	const struct clean_line *next = clean_peek(reader, 1);
	size_t i = 0;

	if (next == NULL || next->unended || line->len < NARROWEST ||
	    !isxdigit((unsigned char)line->text[line->len - 1]))
		return false;
	while (i < next->len && isxdigit((unsigned char)next->text[i]))
		i++;
	return i > 0 && i <= 16 && (i == next->len || next->text[i] == ',');
}

/* Takes the row as one with the rest of its last number. */
static bool join_number(struct import *import, struct clean_reader *reader)
{
	struct joined joined = { 0 };
	bool good = !import->format->raw && is_split_number(reader) &&
		    join_with(import, reader, "", 2, &joined);

	free(joined.text);
	return good;
}

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
		if (!is_row(import, &right) || !is_row(import, &left))
			continue;
		if (sides->columns++ == 0 || at < sides->column)
			sides->column = at;
		return;
	}
}

/* Remembers what may show that the map is a comparison of several. */
static void look_at_line(struct import *import, const struct clean_line *clean)
{
	struct line line = line_of(import, clean);

	if (import->format->raw || import->format->files)
		return;
	sides_add(&import->map.sides, line.text,
		  (struct cursor){ clean->raw, clean->raw + clean->raw_len });
	look_for_columns(import, &line);
}

static void note_unended(struct import *import, const struct clean_line *line)
{
	const struct line last = line_of(import, line);

	import_note(import, &last,
		    "the file does not end with a line end; this row may be "
		    "incomplete");
}

static bool contains(const struct clean_line *line, const char *text)
{
	return memmem(line->text, line->len, text, strlen(text)) != NULL;
}

static void offer_next(struct import *import, struct clean_reader *reader)
{
	const struct clean_line *next = clean_peek(reader, 0);
	const struct import_mark mark = import_mark(import);
	struct line line = line_of(import, next);

	if (next->index <= import->taken)
		return;
	/* Of a line that was taken apart, the raw text is offered once. */
	if (import->format->raw && next->part > 0)
		return;
	if (!join_number(import, reader))
		offer(import, &line);
	if (import_lost(import, &mark)) {
		import_return(import, &mark);
		if (!join(import, reader))
			offer(import, &line);
	}
	if (import->side == NULL &&
	    (import_gained(import, &mark) || import_lost(import, &mark)))
		look_at_line(import, next);
	if (next->unended && import_gained(import, &mark))
		note_unended(import, next);
}

/* Copies printable text. */
static void copy(char *to, size_t size, struct cursor text)
{
	size_t n = 0;

	for (; n + 1 < size && n < cursor_left(&text); n++)
		to[n] = text.at[n] >= ' ' && text.at[n] <= '~' ? text.at[n]
							       : '?';
	to[n] = '\0';
}

static void new_boot(struct lines *lines)
{
	struct boot *boot = memory_resize(NULL, 1, sizeof(*boot));

	*boot = (struct boot){ .before = lines->boot };
	lines->boot = boot;
	for (size_t i = 0; i < lines->cnt; i++) {
		lines->imports[i].boot = boot;
		import_ends(&lines->imports[i]);
		lines->imports[i].map.boot = boot;
	}
}

/* Linux before 3.0 states the BIOS's data before its own version. */
static bool has_begun(const struct boot *boot)
{
	return boot->kernel[0] == '\0' && boot->facts.facts.place_cnt == 1 &&
	       boot->facts.places[0].what == FACTS_EBDA;
}

/* A boot begins with the version of its kernel. */
static void boot_line(struct lines *lines, const struct clean_line *line)
{
	struct cursor text = { line->text, line->text + line->len };
	struct cursor c = text, word;

	if (contains(line, "Linux version ") &&
	    cursor_find(&c, "Linux version ") && cursor_word(&c, &word)) {
		if (!has_begun(lines->boot))
			new_boot(lines);
		copy(lines->boot->kernel, sizeof(lines->boot->kernel), word);
	}
	if (contains(line, "BIOS EBDA/lowmem at: "))
		new_boot(lines);
	log_facts_line(&lines->boot->facts, text);
	c = text;
	if (lines->boot->cmdline[0] == '\0' &&
	    contains(line, "ommand line: ") &&
	    cursor_find(&c, "command line: "))
		copy(lines->boot->cmdline, sizeof(lines->boot->cmdline), c);
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

static void offer_to(struct lines *lines, struct aim *aim, scan_set formats,
		     struct clean_reader *reader)
{
	const size_t index = clean_peek(reader, 0)->index;

	for (size_t i = 0; i < lines->cnt; i++) {
		struct import *import = &lines->imports[i];
		const struct import_mark mark = import_mark(import);

		if (!(formats >> i & 1))
			continue;
		offer_next(import, reader);
		if (import_gained(import, &mark) || import_lost(import, &mark))
			aim->until[i] = index + WINDOW;
	}
}

void offer_lines(struct lines *lines, const struct import_file *file)
{
	struct aim aim = { .scan = scan_new(file->text, file->len) };
	const struct clean_line *line;
	struct clean_reader reader;
	scan_set formats;

	new_boot(lines);
	clean_start(&reader, file->text, file->len, file->numbers);
	while ((line = clean_peek(&reader, 0)) != NULL) {
		formats = formats_of(&aim, line);
		if (formats & SCAN_BOOT)
			boot_line(lines, line);
		if (formats & ~SCAN_BOOT && is_kept(lines->imports->side, line))
			offer_to(lines, &aim, formats, &reader);
		/* The line may have moved when others were seen. */
		line = clean_peek(&reader, 0);
		lines->last = line->len > 0 ? line->index : lines->last;
		skip_lines(lines, &aim, &reader);
		clean_advance(&reader);
	}
	clean_finish(&reader);
	scan_free(aim.scan);
}
