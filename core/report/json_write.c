/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/report/json.h"

#include "core/text/utf16.h"

void json_quoted(const struct sink *out, const char *text)
{
	print_str(out, "\"");
	while (*text != '\0') {
		const char *start = text;
		uint32_t c = utf8_next(&text);

		if (c == '"' || c == '\\')
			print(out, "\\%c", (int)c);
		else if (c < 0x20 || c == 0xfffd)
			print(out, "\\u%04x", c);
		else
			print(out, "%.*s", (int)(text - start), start);
	}
	print_str(out, "\"");
}

void json_range(const struct sink *out, phys_addr_t base, phys_addr_t size)
{
	print(out, "{\"base\": \"0x%jx\", \"size\": \"0x%jx\"", (uintmax_t)base,
	      (uintmax_t)size);
}

void json_element(const struct sink *out, size_t index)
{
	print_str(out, index > 0 ? ",\n    " : "\n    ");
}

void json_list_end(const struct sink *out, size_t cnt, const char *close)
{
	print(out, "%s]%s,\n", cnt > 0 ? "\n  " : "", close);
}
