/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text through a sink. All text is UTF-8 with LF; whoever owns the sink
 * turns it into what a screen, a serial line or a file wants.
 */
#ifndef CORE_TEXT_PRINT_H
#define CORE_TEXT_PRINT_H

#include "core/base/types.h"

/* write() takes all of text[len]; a sink that can fail remembers it itself. */
struct sink {
	void (*write)(void *ctx, const char *text, size_t len);
	void *ctx;
};

/* A sink into memory. Holds a string at all times; what does not fit is
 * counted in need, not written. */
struct buffer {
	char *text;
	size_t size; /* of text, at least 1 */
	size_t need; /* bytes the whole text takes, without the NUL */
};

struct sink buffer_sink(struct buffer *ret, char *text, size_t size);

/*
 * A part of printf: %s %c %d %u %x %X %%, with 0 - # flags, width and
 * precision (also *), h hh l ll z j modifiers. %#x of 0 prints 0x0, as the
 * kernel does. An unknown conversion is printed as it stands.
 */
void print(const struct sink *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

void print_str(const struct sink *out, const char *text);

/* "636 KiB", "1.5 GiB", "4 TiB": steps of 1024, to the nearest; a decimal
 * unless exact or 100 and more, so that "4.0 GiB" is about and "4 GiB" just
 * that. Returns room. */
#define HUMAN_SIZE 16
const char *human_size(char room[HUMAN_SIZE], uint64_t bytes);

/* As human_size, the number with thousands separated: "536,870,912". */
#define GROUPED_SIZE 28
const char *grouped(char room[GROUPED_SIZE], uint64_t number);

#endif
