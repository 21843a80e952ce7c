/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Tags of HTML and BBCode.
 */
#include <ctype.h>

#include "tools/clean/rest.h"

static bool is_one_of(const char *name, size_t len, const char *const *names)
{
	for (; *names; names++) {
		size_t i = 0;

		while (i < len &&
		       tolower((unsigned char)name[i]) == (*names)[i])
			i++;
		if (i == len && (*names)[i] == '\0')
			return true;
	}
	return false;
}

/* After these, a new line begins. */
static const char *const blocks[] = { "br",  "p",  "div", "li", "tr",
				      "pre", "h1", "h2",  "h3", NULL };
/* Cells of a table are words. */
static const char *const cells[] = { "td", "th", NULL };
static const char *const html[] = { "a",     "b",      "body", "blockquote",
				    "code",  "em",     "font", "html",
				    "i",     "kbd",    "ol",   "samp",
				    "span",  "strong", "td",   "th",
				    "table", "tbody",  "tt",   "u",
				    "ul",    NULL };
static const char *const bbcode[] = { "code", "quote", "b",       "i",
				      "u",    "s",     "pre",     "size",
				      "font", "color", "spoiler", "url",
				      "list", "tt",    "mono",    NULL };

/* <name ...>, </name> or <name/> with end '>', [name], [/name] or [name=...]
 * with end ']'. Returns its length, and the name; 0: it is not a tag. */
static size_t tag(struct rest rest, char end, const char **ret_name,
		  size_t *ret_len)
{
	size_t i = 1, start;

	i += i < rest.len && rest.at[i] == '/';
	start = i;
	while (i < rest.len && isalnum((unsigned char)rest.at[i]))
		i++;
	*ret_name = rest.at + start;
	*ret_len = i - start;
	if (i == start || i == rest.len ||
	    (rest.at[i] != end &&
	     !strchr(end == '>' ? " \t/" : "=", rest.at[i])))
		return 0;
	while (i < rest.len && rest.at[i] != end)
		i++;
	return i < rest.len ? i + 1 : 0;
}

size_t clean_tag(struct rest rest, const char **ret)
{
	const char *name;
	size_t len, n;

	*ret = "";
	if (rest.at[0] == '[') {
		n = tag(rest, ']', &name, &len);
		return n && is_one_of(name, len, bbcode) ? n : 0;
	}
	if (rest.at[0] != '<')
		return 0;
	n = tag(rest, '>', &name, &len);
	if (n && is_one_of(name, len, blocks)) {
		*ret = "\n";
		return n;
	}
	if (n && is_one_of(name, len, cells))
		*ret = " ";
	return n && is_one_of(name, len, html) ? n : 0;
}
