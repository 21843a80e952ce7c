/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A text that is decoded line by line.
 */
#define _GNU_SOURCE /* memrchr() */
#include "tools/clean/clean.h"

#include <stdlib.h>
#include <string.h>

#include "tools/memory.h"

static void append_line(struct clean_text *text, const char *line, size_t len,
			size_t number)
{
	if (text->cnt == text->number_max) {
		text->number_max = 2 * text->number_max + 256;
		text->numbers = memory_resize(text->numbers, text->number_max,
					      sizeof(*text->numbers));
	}
	text->numbers[text->cnt++] = number;
	if (text->max - text->len <= len) {
		text->max = 2 * text->max + len + 4096;
		text->text = memory_resize(text->text, text->max, 1);
	}
	memcpy(text->text + text->len, line, len);
	text->len += len;
	text->text[text->len++] = '\n';
}

void clean_append(struct clean_text *text, const char *line, size_t len,
		  size_t number)
{
	const char *end;

	while ((end = memchr(line, '\n', len)) != NULL) {
		append_line(text, line, (size_t)(end - line), number);
		len -= (size_t)(end - line) + 1;
		line = end + 1;
	}
	append_line(text, line, len, number);
}

static size_t count_lines(const char *text, size_t len)
{
	size_t cnt = len > 0 && text[len - 1] != '\n';

	for (size_t i = 0; i < len; i++)
		cnt += text[i] == '\n';
	return cnt;
}

void clean_reverse(struct clean_text *ret, const char *text, size_t len,
		   const size_t *numbers)
{
	size_t number = count_lines(text, len);

	*ret = (struct clean_text){ 0 };
	len -= len > 0 && text[len - 1] == '\n';
	for (; number > 0; number--) {
		const char *end = memrchr(text, '\n', len);
		size_t start = end ? (size_t)(end - text) + 1 : 0;

		append_line(ret, text + start, len - start,
			    numbers ? numbers[number - 1] : number);
		len = end ? start - 1 : 0;
	}
}

void clean_free(struct clean_text *text)
{
	free(text->text);
	free(text->numbers);
	*text = (struct clean_text){ 0 };
}
