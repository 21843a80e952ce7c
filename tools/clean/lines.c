/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A text line by line, each line cleaned.
 */
#define _GNU_SOURCE /* memrchr() */
#include "tools/clean/clean.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tools/memory.h"

/* No log has longer lines, and searching long ones for rows takes time. */
#define LINE_MAX_LOOKED_AT 65536

void clean_start(struct clean_reader *ret, const char *text, size_t len,
		 const size_t *numbers)
{
	memset(ret, 0, sizeof(*ret));
	ret->at = text;
	ret->end = text + len;
	ret->numbers = numbers;
}

static void make_room(char **room, size_t *max, size_t len)
{
	if (*room == NULL || len > *max) {
		*max = len + 256;
		*room = memory_resize(*room, *max, 1);
	}
}

/* Takes the next line of the text. Lines end with LF or CR LF; serial lines
 * also have several CRs before the LF. */
static bool take_line(struct clean_reader *reader, struct clean_line *ret)
{
	const char *at = reader->at, *end;

	if (at == reader->end)
		return false;
	end = memchr(at, '\n', (size_t)(reader->end - at));
	reader->at = end ? end + 1 : reader->end;
	ret->unended = end == NULL;
	end = end ? end : reader->end;
	while (end > at && end[-1] == '\r')
		end--;
	ret->cut = end - at > LINE_MAX_LOOKED_AT;
	if (ret->cut)
		end = at + LINE_MAX_LOOKED_AT;
	ret->raw = ret->text = at;
	ret->raw_len = ret->len = (size_t)(end - at);
	ret->part = 0;
	ret->apart = false;
	ret->number = reader->numbers ? reader->numbers[reader->line_cnt]
				      : reader->line_cnt + 1;
	reader->line_cnt++;
	return true;
}

/* Cleans the line into the reader's room, from which lines are taken apart. */
static void clean(struct clean_reader *reader, struct clean_line *line)
{
	make_room(&reader->room, &reader->max, line->len);
	line->len = clean_characters(reader->room, line->text, line->len);
	line->text = reader->room;
	line->apart = clean_is_several(line->text, line->len);
	if (line->apart)
		clean_apart(reader->room, line->len);
}

/* The first line of reader->split, copied to the slot. */
static void take_part(struct clean_reader *reader, struct clean_slot *slot)
{
	struct clean_line *split = &reader->split;
	const char *end = memchr(split->text, '\n', split->len);
	size_t len = end ? (size_t)(end - split->text) : split->len;

	make_room(&slot->room, &slot->max, len);
	memcpy(slot->room, split->text, len);
	slot->line = *split;
	slot->line.text = slot->room;
	slot->line.len = len;
	split->part++;
	split->text += len + (end != NULL);
	split->len -= len + (end != NULL);
	slot->line.unended = split->unended && split->len == 0;
}

/* Blank parts of a line that was taken apart are dropped: they come from tags,
 * and an empty line ends some tables. */
static bool is_blank_part(const struct clean_line *line)
{
	for (size_t i = 0; i < line->len; i++)
		if (line->text[i] != ' ' && line->text[i] != '\t')
			return false;
	return true;
}

static bool fill_split(struct clean_reader *reader, struct clean_slot *slot)
{
	while (reader->split.len > 0) {
		take_part(reader, slot);
		if (!is_blank_part(&slot->line))
			return true;
	}
	return false;
}

static bool fill(struct clean_reader *reader, struct clean_slot *slot)
{
	struct clean_line line;

	if (fill_split(reader, slot))
		return true;
	if (!take_line(reader, &line))
		return false;
	slot->line = line;
	if (!clean_needed(line.text, line.len) &&
	    !clean_is_several(line.text, line.len))
		return true;
	clean(reader, &line);
	reader->split = line;
	if (fill_split(reader, slot))
		return true;
	/* Nothing is left of it. */
	slot->line.len = 0;
	return true;
}

const struct clean_line *clean_peek(struct clean_reader *reader, size_t ahead)
{
	while (reader->cnt <= ahead) {
		struct clean_slot *slot =
			&reader->slots[(reader->first + reader->cnt) %
				       CLEAN_AHEAD];

		if (!fill(reader, slot))
			return NULL;
		slot->line.index = ++reader->index;
		reader->cnt++;
	}
	return &reader->slots[(reader->first + ahead) % CLEAN_AHEAD].line;
}

void clean_advance(struct clean_reader *reader)
{
	if (clean_peek(reader, 0) != NULL) {
		reader->first = (reader->first + 1) % CLEAN_AHEAD;
		reader->cnt--;
	}
}

const char *clean_rest(const struct clean_reader *reader, size_t *ret_len)
{
	*ret_len = (size_t)(reader->end - reader->at);
	return reader->cnt > 1 || reader->split.len > 0 ? NULL : reader->at;
}

/* How many line ends there are; the inner loop is one for vector instructions.
 */
static size_t count_lines(const char *at, const char *end)
{
	size_t cnt = 0;

	for (; end - at >= 128; at += 128) {
		uint8_t some = 0;

		for (size_t i = 0; i < 128; i++)
			some = (uint8_t)(some + (at[i] == '\n'));
		cnt += some;
	}
	for (; at < end; at++)
		cnt += *at == '\n';
	return cnt;
}

void clean_skip(struct clean_reader *reader, const char *at)
{
	const char *last = memrchr(reader->at, '\n', (size_t)(at - reader->at));
	size_t cnt;

	if (last == NULL)
		return;
	cnt = count_lines(reader->at, last + 1);
	reader->at = last + 1;
	reader->line_cnt += cnt;
	reader->index += cnt;
}

void clean_finish(struct clean_reader *reader)
{
	for (size_t i = 0; i < CLEAN_AHEAD; i++)
		free(reader->slots[i].room);
	free(reader->room);
}
