/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The subset of printf() that the reports need, without a libc. Each piece goes
 * to the sink at once: nothing is allocated and no length is limited.
 */
#include "core/text/print.h"

#include <stdarg.h>

#include "core/base/cstring.h"

/* A conversion specification: what is between % and its letter. */
struct spec {
	bool left, zero, hash;
	int width;
	int precision; /* -1: not given */
	int size;      /* bytes of the integer argument */
};

static size_t length(const char *text, int limit)
{
	size_t n = 0;

	while ((limit < 0 || n < (size_t)limit) && text[n] != '\0')
		n++;
	return n;
}

static void put(const struct sink *out, const char *text, size_t len)
{
	if (len > 0)
		out->write(out->ctx, text, len);
}

static void fill(const struct sink *out, char c, size_t have, int width)
{
	for (; width > 0 && have < (size_t)width; have++)
		put(out, &c, 1);
}

static void put_padded(const struct sink *out, const struct spec *spec,
		       const char *text, size_t len)
{
	if (!spec->left)
		fill(out, ' ', len, spec->width);
	put(out, text, len);
	if (spec->left)
		fill(out, ' ', len, spec->width);
}

/* Writes the digits of number so that they end before at; returns the first. */
static char *digits(char *at, uint64_t number, unsigned int base,
		    const char *letters)
{
	do {
		*--at = letters[number % base];
		number /= base;
	} while (number > 0);
	return at;
}

static void put_number(const struct sink *out, struct spec *spec,
		       uint64_t number, unsigned int base, const char *letters,
		       const char *prefix)
{
	char room[24], *end = room + sizeof(room);
	char *first = digits(end, number, base, letters);
	size_t lead = length(prefix, -1);

	if (spec->zero && !spec->left) {
		put(out, prefix, lead);
		fill(out, '0', lead + (size_t)(end - first), spec->width);
		put(out, first, (size_t)(end - first));
		return;
	}
	first -= lead;
	memcpy(first, prefix, lead);
	put_padded(out, spec, first, (size_t)(end - first));
}

static int parse_number(const char **at, va_list *args)
{
	int number = 0;

	if (**at == '*') {
		(*at)++;
		return va_arg(*args, int);
	}
	for (; **at >= '0' && **at <= '9'; (*at)++)
		number = number * 10 + (**at - '0');
	return number;
}

static void parse_flags(const char **at, struct spec *spec)
{
	for (;; (*at)++) {
		if (**at == '-')
			spec->left = true;
		else if (**at == '0')
			spec->zero = true;
		else if (**at == '#')
			spec->hash = true;
		else
			return;
	}
}

static int parse_size(const char **at)
{
	int size = sizeof(int);

	for (;; (*at)++) {
		if (**at == 'l')
			size = sizeof(long) > (size_t)size ? sizeof(long)
							   : sizeof(long long);
		else if (**at == 'j')
			size = sizeof(intmax_t);
		else if (**at == 'z')
			size = sizeof(size_t);
		else if (**at == 'h')
			size = size == sizeof(short) ? sizeof(char)
						     : sizeof(short);
		else
			return size;
	}
}

static struct spec parse_spec(const char **at, va_list *args)
{
	struct spec spec = { .precision = -1 };

	parse_flags(at, &spec);
	spec.width = parse_number(at, args);
	if (spec.width < 0) {
		spec.left = true;
		spec.width = -spec.width;
	}
	if (**at == '.') {
		(*at)++;
		spec.precision = parse_number(at, args);
	}
	spec.size = parse_size(at);
	return spec;
}

/* Types shorter than int are promoted by the caller and truncated here. */
static uint64_t unsigned_arg(const struct spec *spec, va_list *args)
{
	switch (spec->size) {
	case sizeof(uint64_t):
		return va_arg(*args, uint64_t);
	case sizeof(short):
		return (unsigned short)va_arg(*args, unsigned int);
	case sizeof(char):
		return (unsigned char)va_arg(*args, unsigned int);
	default:
		return va_arg(*args, unsigned int);
	}
}

static int64_t signed_arg(const struct spec *spec, va_list *args)
{
	switch (spec->size) {
	case sizeof(int64_t):
		return va_arg(*args, int64_t);
	case sizeof(short):
		return (short)va_arg(*args, int);
	case sizeof(char):
		return (signed char)va_arg(*args, int);
	default:
		return va_arg(*args, int);
	}
}

static void put_signed(const struct sink *out, struct spec *spec, va_list *args)
{
	int64_t number = signed_arg(spec, args);
	uint64_t size = number < 0 ? -(uint64_t)number : (uint64_t)number;

	put_number(out, spec, size, 10, "0123456789", number < 0 ? "-" : "");
}

static void put_hex(const struct sink *out, struct spec *spec, va_list *args,
		    bool capital)
{
	put_number(out, spec, unsigned_arg(spec, args), 16,
		   capital ? "0123456789ABCDEF" : "0123456789abcdef",
		   spec->hash ? "0x" : "");
}

static void put_string(const struct sink *out, struct spec *spec,
		       const char *text)
{
	if (text == NULL)
		text = "(null)";
	put_padded(out, spec, text, length(text, spec->precision));
}

/* at follows the %. Returns what follows the conversion. */
static const char *convert_one(const struct sink *out, const char *at,
			       va_list *args)
{
	const char *percent = at - 1;
	struct spec spec = parse_spec(&at, args);
	char c;

	switch (*at) {
	case 's':
		put_string(out, &spec, va_arg(*args, const char *));
		break;
	case 'c':
		c = (char)va_arg(*args, int);
		put_padded(out, &spec, &c, 1);
		break;
	case 'd':
		put_signed(out, &spec, args);
		break;
	case 'u':
		put_number(out, &spec, unsigned_arg(&spec, args), 10,
			   "0123456789", "");
		break;
	case 'x':
	case 'X':
		put_hex(out, &spec, args, *at == 'X');
		break;
	case '%':
		put(out, "%", 1);
		break;
	case '\0':
		put(out, percent, (size_t)(at - percent));
		return at;
	default:
		put(out, percent, (size_t)(at - percent) + 1);
	}
	return at + 1;
}

void print(const struct sink *out, const char *format, ...)
{
	const char *plain = format;
	va_list args;

	va_start(args, format);
	while (*plain != '\0') {
		const char *at = plain;

		while (*at != '\0' && *at != '%')
			at++;
		put(out, plain, (size_t)(at - plain));
		plain = *at == '%' ? convert_one(out, at + 1, &args) : at;
	}
	va_end(args);
}

void print_str(const struct sink *out, const char *text)
{
	put(out, text, length(text, -1));
}
