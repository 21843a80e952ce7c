/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/console.h"

#include "core/text/utf16.h"
#include "efi/uefi/serial_line.h"
#include "efi/uefi/uefi.h"

/* Characters per call of the firmware. */
#define CHUNK 128

typedef SIMPLE_TEXT_OUTPUT_INTERFACE text_output;

static void text_write(text_output *output, const char *text, size_t len)
{
	CHAR16 wide[CHUNK + 1];
	size_t n = utf8_to_utf16(wide, CHUNK, text, len);

	wide[n] = 0;
	output->OutputString(output, wide);
}

static void put_lines(struct console *c, const char *text, size_t len)
{
	for (size_t i = 0; i < c->line_cnt; i++)
		if (c->lines[i].taken)
			continue;
		else if (c->lines[i].serial)
			serial_line_write(c->fw, &c->lines[i], text, len);
		else
			text_write(c->lines[i].text, text, len);
}

static void put_screens(struct console *c, const char *text, size_t len)
{
	for (size_t i = 0; i < c->screen_cnt; i++)
		text_write(c->screens[i], text, len);
}

/* Copies the part of text that fits into one chunk, with a CR before each LF;
 * no character is split unless it is malformed. */
static size_t crlf_chunk(char chunk[CHUNK], const char *text, size_t len,
			 size_t *ret_used)
{
	size_t i = 0, n = 0;

	for (; i < len && n < CHUNK - 5; i++) {
		if (text[i] == '\n')
			chunk[n++] = '\r';
		chunk[n++] = text[i];
	}
	for (; i < len && n < CHUNK && ((unsigned char)text[i] & 0xc0) == 0x80;
	     i++)
		chunk[n++] = text[i];
	*ret_used = i;
	return n;
}

static void put_all(struct console *c, const char *text, size_t len,
		    void (*put)(struct console *, const char *, size_t))
{
	char chunk[CHUNK];
	size_t used;

	for (; len; text += used, len -= used)
		put(c, chunk, crlf_chunk(chunk, text, len, &used));
}

/* Where a terminal's cursor is, roughly: one of 80 columns, as EDK2's. */
static void follow_line(struct console *c, char text)
{
	c->line_column++;
	if (text == '\n' || c->line_column > 80) {
		c->line_column = text != '\n';
		c->line_rows++;
	}
}

static void write_lines(void *ctx, const char *text, size_t len)
{
	struct console *c = ctx;

	if (len)
		c->line_open = text[len - 1] != '\n';
	for (size_t i = 0; i < len; i++)
		follow_line(c, text[i]);
	put_all(c, text, len, put_lines);
}

static void write_screens(void *ctx, const char *text, size_t len)
{
	put_all(ctx, text, len, put_screens);
}

static void write_all(void *ctx, const char *text, size_t len)
{
	write_lines(ctx, text, len);
	write_screens(ctx, text, len);
}

struct sink console_sink(struct console *console)
{
	return (struct sink){ .write = write_all, .ctx = console };
}

struct sink console_line_sink(struct console *console)
{
	return (struct sink){ .write = write_lines, .ctx = console };
}

struct sink console_screen_sink(struct console *console)
{
	return (struct sink){ .write = write_screens, .ctx = console };
}
