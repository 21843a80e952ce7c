/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A sink into memory.
 */
#include "core/text/print.h"

static void buffer_write(void *ctx, const char *text, size_t len)
{
	struct buffer *buffer = ctx;

	for (size_t i = 0; i < len; i++, buffer->need++) {
		if (buffer->need + 1 >= buffer->size)
			continue;
		buffer->text[buffer->need] = text[i];
		buffer->text[buffer->need + 1] = '\0';
	}
}

struct sink buffer_sink(struct buffer *ret, char *text, size_t size)
{
	*ret = (struct buffer){ .text = text, .size = size };
	text[0] = '\0';
	return (struct sink){ .write = buffer_write, .ctx = ret };
}
