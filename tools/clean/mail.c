/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Mails in the encodings of RFC 2045: a message with its headers, parts of one,
 * several in one file, and a quoted-printable body without its header.
 */
#define _GNU_SOURCE /* memmem() */
#include "tools/clean/clean.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "tools/memory.h"

/* Where the header of the first mail of a large file is. */
#define BEGINNING ((size_t)1 << 20)

enum encoding { PLAIN, QUOTED_PRINTABLE, BASE64 };

struct mail {
	struct clean_text out;
	/* Of the part that is being read. */
	bool header;
	enum encoding encoding;
	/* A decoded line that is not complete, and where it began. */
	char *line;
	size_t len, max;
	size_t started;
	unsigned bits, bit_cnt; /* of base64, less than a byte */
	bool seen[3];           /* which encodings occurred */
};

/* --- recognising --------------------------------------------------------- */

static bool starts(const char *line, size_t len, const char *start)
{
	size_t n = strlen(start);

	return len >= n && strncasecmp(line, start, n) == 0;
}

/* "Content-Transfer-Encoding: base64" */
static bool encoding_header(const char *line, size_t len, enum encoding *ret)
{
	static const char name[] = "Content-Transfer-Encoding:";

	if (!starts(line, len, name))
		return false;
	line += sizeof(name) - 1;
	len -= sizeof(name) - 1;
	while (len > 0 && *line == ' ') {
		line++;
		len--;
	}
	*ret = starts(line, len, "quoted-printable") ? QUOTED_PRINTABLE
	       : starts(line, len, "base64")         ? BASE64
						     : PLAIN;
	return true;
}

/* "--=_Part_1234": two dashes and a boundary, which has no blanks. */
static bool is_boundary(const char *line, size_t len)
{
	bool letters = false;

	if (len < 12 || line[0] != '-' || line[1] != '-')
		return false;
	for (size_t i = 0; i < len; i++) {
		if (isspace((unsigned char)line[i]))
			return false;
		letters = letters || isalnum((unsigned char)line[i]);
	}
	return letters;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Is each = in the text one of quoted-printable, and one of them a sign of it:
 * a soft line break or an encoded = or blank? That at the end of base64 is the
 * last character. */
static bool is_quoted_printable(const char *text, size_t len,
				const char *equals)
{
	bool sign = false;

	for (size_t i = (size_t)(equals - text); i < len; i++) {
		const char *next = memchr(text + i, '=', len - i);

		if (next == NULL)
			break;
		i = (size_t)(next - text);
		if (i + 1 == len || text[i + 1] == '\n' ||
		    text[i + 1] == '\r') {
			sign = sign || i + 2 < len;
		} else {
			if (i + 2 >= len || hex_digit(text[i + 1]) < 0 ||
			    hex_digit(text[i + 2]) < 0)
				return false;
			sign = sign || strncmp(text + i + 1, "3D", 2) == 0 ||
			       strncmp(text + i + 1, "20", 2) == 0;
		}
	}
	return sign;
}

static int base64_digit(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : -1;
}

static bool is_base64(const char *line, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (base64_digit(line[i]) < 0 && line[i] != '=')
			return false;
	return len > 0;
}

/* Has the text nothing but lines of base64, all as long as the first except for
 * the last one? */
static bool is_base64_text(const char *text, size_t len)
{
	enum { NARROWEST = 40, FEWEST = 2 }; /* characters, lines */
	const char *end = text + len;
	size_t width = 0, lines = 0, last = 0;

	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t n = (size_t)((stop ? stop : end) - text);

		n -= n > 0 && text[n - 1] == '\r';
		if (!is_base64(text, n) || (lines > 0 && last != width))
			return false;
		width = lines++ > 0 ? width : n;
		last = n;
		if (width < NARROWEST || last > width)
			return false;
		text = stop ? stop + 1 : end;
	}
	return lines >= FEWEST;
}

/* Has a line of the text the name of a header with an encoding? */
static bool has_encoding_header(const char *text, size_t len)
{
	enum encoding encoding;
	const char *end = text + len;

	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));

		if (encoding_header(text, (size_t)(end - text), &encoding))
			return true;
		text = stop ? stop + 1 : end;
	}
	return false;
}

bool clean_flowed(const char *text, size_t len)
{
	static const char word[] = "format=flowed";
	static const char header[] = "\nContent-Type: text/plain";
	const char *end = text + (len > BEGINNING ? BEGINNING : len);
	const char *at = text;

	while ((at = memmem(at, (size_t)(end - at), word, sizeof(word) - 1)) !=
	       NULL) {
		const char *from = at - text > 200 ? at - 200 : text;

		if (memmem(from, (size_t)(at - from), header,
			   sizeof(header) - 1) != NULL ||
		    starts(text, len, header + 1))
			return true;
		at += sizeof(word) - 1;
	}
	return false;
}

/* --- decoding ------------------------------------------------------------ */

static void put(struct mail *mail, char c, size_t number)
{
	if (mail->len == 0)
		mail->started = number;
	if (mail->len == mail->max) {
		mail->max = 2 * mail->max + 256;
		mail->line = memory_resize(mail->line, mail->max, 1);
	}
	mail->line[mail->len++] = c;
}

static void end_line(struct mail *mail, size_t number)
{
	if (mail->len > 0 && mail->line[mail->len - 1] == '\r')
		mail->len--;
	clean_append(&mail->out, mail->len ? mail->line : "", mail->len,
		     mail->len ? mail->started : number);
	mail->len = 0;
}

static void end_part(struct mail *mail, size_t number)
{
	if (mail->len > 0)
		end_line(mail, number);
	mail->bit_cnt = 0;
	mail->encoding = PLAIN;
}

static void quoted_printable(struct mail *mail, const char *line, size_t len,
			     size_t number)
{
	while (len > 0 && (line[len - 1] == ' ' || line[len - 1] == '\t'))
		len--;
	for (size_t i = 0; i < len; i++) {
		if (line[i] != '=' || i + 2 >= len ||
		    hex_digit(line[i + 1]) < 0 || hex_digit(line[i + 2]) < 0) {
			/* A soft line break. */
			if (line[i] == '=' && i + 1 == len)
				return;
			put(mail, line[i], number);
			continue;
		}
		put(mail,
		    (char)(hex_digit(line[i + 1]) << 4 |
			   hex_digit(line[i + 2])),
		    number);
		i += 2;
	}
	end_line(mail, number);
}

static void base64(struct mail *mail, const char *line, size_t len,
		   size_t number)
{
	for (size_t i = 0; i < len && line[i] != '='; i++) {
		char c;

		mail->bits = mail->bits << 6 | (unsigned)base64_digit(line[i]);
		mail->bit_cnt += 6;
		if (mail->bit_cnt < 8)
			continue;
		mail->bit_cnt -= 8;
		c = (char)(mail->bits >> mail->bit_cnt & 0xff);
		if (c == '\n')
			end_line(mail, number);
		else
			put(mail, c, number);
	}
}

static void body_line(struct mail *mail, const char *line, size_t len,
		      size_t number)
{
	if (mail->encoding == QUOTED_PRINTABLE) {
		quoted_printable(mail, line, len, number);
	} else if (mail->encoding == BASE64 && is_base64(line, len)) {
		base64(mail, line, len, number);
	} else {
		if (mail->len > 0)
			end_line(mail, number);
		clean_append(&mail->out, line, len, number);
	}
}

/* A header ends with an empty line, a body where the next header begins. */
static void mail_line(struct mail *mail, const char *line, size_t len,
		      size_t number)
{
	enum encoding encoding;

	if (is_boundary(line, len) || starts(line, len, "From ") ||
	    (!mail->header && encoding_header(line, len, &encoding))) {
		end_part(mail, number);
		mail->header = true;
	}
	if (!mail->header) {
		body_line(mail, line, len, number);
		return;
	}
	if (encoding_header(line, len, &encoding)) {
		mail->encoding = encoding;
		mail->seen[encoding] = true;
	}
	clean_append(&mail->out, line, len, number);
	mail->header = len > 0;
}

static void decode(struct mail *mail, const char *text, size_t len)
{
	size_t number = 0;

	for (const char *at = text, *end = text + len; at < end;) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		const char *next = stop ? stop + 1 : end;

		stop = stop ? stop : end;
		while (stop > at && stop[-1] == '\r')
			stop--;
		mail_line(mail, at, (size_t)(stop - at), ++number);
		at = next;
	}
	end_part(mail, number);
}

bool clean_mail(struct clean_text *ret, const char *text, size_t len,
		const char *equals)
{
	struct mail mail = { 0 };

	if (!has_encoding_header(text, len > BEGINNING ? BEGINNING : len)) {
		if (is_base64_text(text, len))
			mail.encoding = BASE64;
		else if (is_quoted_printable(text, len, equals))
			mail.encoding = QUOTED_PRINTABLE;
		else
			return false;
		mail.seen[mail.encoding] = true;
	}
	decode(&mail, text, len);
	free(mail.line);
	if (!mail.seen[QUOTED_PRINTABLE] && !mail.seen[BASE64]) {
		clean_free(&mail.out);
		return false;
	}
	mail.out.what = mail.seen[BASE64] ? "base64" : "quoted-printable";
	*ret = mail.out;
	return true;
}
