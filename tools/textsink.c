/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/textsink.h"

#include <stdio.h>
#include <string.h>

#include "tools/memory.h"

static void write_file(void *file, const char *text, size_t len)
{
	fwrite(text, 1, len, file);
}

struct sink file_sink(void *file)
{
	return (struct sink){ write_file, file };
}

static void write_text(void *ctx, const char *bytes, size_t len)
{
	struct text *text = ctx;

	if (len >= text->max - text->len) {
		text->max = 2 * text->max + len + 4096;
		text->bytes = memory_resize(text->bytes, text->max, 1);
	}
	memcpy(text->bytes + text->len, bytes, len);
	text->len += len;
	text->bytes[text->len] = '\0';
}

struct sink text_sink(struct text *text)
{
	return (struct sink){ write_text, text };
}
