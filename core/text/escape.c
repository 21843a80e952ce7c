/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text from outside, made safe for a line of a report.
 */
#include "core/text/print.h"
#include "core/text/utf16.h"

/* C0, DEL and C1; U+FFFD stands for malformed bytes. */
static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfffd;
}

void print_escaped(const struct sink *out, const char *text)
{
	while (*text != '\0') {
		const char *start = text;

		if (!is_control(utf8_next(&text)))
			print(out, "%.*s", (int)(text - start), start);
		else
			for (; start < text; start++)
				print(out, "\\x%02x", (unsigned char)*start);
	}
}
