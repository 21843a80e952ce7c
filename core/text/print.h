/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Printing to a sink: a screen, a serial line, a file or memory. All text is
 * UTF-8 and lines end with LF; the owner of the sink converts both to what its
 * device needs.
 */
#ifndef CORE_TEXT_PRINT_H
#define CORE_TEXT_PRINT_H

#include "core/base/types.h"

/* write() takes all len bytes of text, which is not NUL-terminated. It returns
 * nothing: a sink that can fail remembers the failure in ctx. */
struct sink {
	void (*write)(void *ctx, const char *text, size_t len);
	void *ctx;
};

/* Where buffer_sink() writes. text is NUL-terminated at all times. */
struct buffer {
	char *text;
	size_t size; /* of text in bytes */
	size_t need; /* bytes printed so far without the NUL, whether or not
			they fit */
};

/* A sink into text[size], which becomes the empty string. size is at least 1.
 * The sink refers to *ret and to text. */
struct sink buffer_sink(struct buffer *ret, char *text, size_t size);

/*
 * A subset of printf(): the conversions %s %c %d %u %x %X %%, the flags 0 - #,
 * width and precision (also as *), the length modifiers h hh l ll z j. %#x of 0
 * is "0x0", as the Linux kernel prints it. A NULL string is "(null)"; an
 * unknown conversion is printed unchanged.
 */
void print(const struct sink *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* A NUL-terminated text as it is. */
void print_str(const struct sink *out, const char *text);

/* A NUL-terminated text from outside, such as a vendor's name: control
 * characters and malformed UTF-8 are printed as \\x1b, so that the text can
 * neither end a line nor control a terminal. */
void print_escaped(const struct sink *out, const char *text);

/*
 * bytes in the largest unit that fits, in steps of 1024: "636 KiB", "1.5 GiB",
 * "4 TiB". Exact sizes have no decimal: "4 GiB" is exact, "4.0 GiB" rounded to
 * the nearest tenth. Rounded sizes from 100 have none either. Returns room.
 */
#define HUMAN_SIZE 16
const char *human_size(char room[HUMAN_SIZE], uint64_t bytes);

/* number in decimal with commas between thousands: "536,870,912". Returns a
 * pointer into room. */
#define GROUPED_SIZE 28
const char *grouped(char room[GROUPED_SIZE], uint64_t number);

#endif
