/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/page/html.h"

#include <string.h>

#include "core/report/parts.h"

static void write_escaped(void *ctx, const char *text, size_t len)
{
	const struct sink *out = ctx;

	for (size_t i = 0; i < len; i++) {
		static const char special[] = "&<>\"'";
		static const char *const names[] = { "&amp;", "&lt;", "&gt;",
						     "&quot;", "&#39;" };
		const char *at = text[i] ? strchr(special, text[i]) : NULL;

		if (at)
			print_str(out, names[at - special]);
		else
			out->write(out->ctx, text + i, 1);
	}
}

struct sink html_text(const struct sink *out)
{
	return (struct sink){ write_escaped, (void *)out };
}

void html_outside(const struct sink *out, const char *text)
{
	struct sink escaped = html_text(out);

	print_escaped(&escaped, text);
}

void html_range(const struct sink *out, struct range range)
{
	print(out, "<code>" RANGE_FORMAT "</code>",
	      RANGE_ARGS(range.base, range.size));
}

void html_section(const struct sink *out, const char *id, const char *title)
{
	print(out, "<section id=\"%s\">\n<h2>%s</h2>\n", id, title);
}

void html_section_end(const struct sink *out)
{
	print_str(out, "</section>\n");
}
