/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Kernel messages in JSON. A text is one or several values: an object for each
 * message (journalctl -o json, -o json-pretty), an object with a list of them
 * (dmesg -J), a list of lines, or what has a whole log as one string, such as a
 * comment in a forum.
 */
#include "tools/clean/clean.h"

#include <jansson.h>
#include <string.h>

/* MESSAGE is a list of bytes where it is not UTF-8. */
static void append_bytes(struct clean_text *text, const json_t *bytes,
			 size_t number)
{
	char line[1024];
	size_t len = 0;

	for (size_t i = 0; i < json_array_size(bytes) && len < sizeof(line);
	     i++) {
		const json_t *byte = json_array_get(bytes, i);

		if (json_typeof(byte) == JSON_INTEGER)
			line[len++] = (char)json_integer_value(byte);
	}
	clean_append(text, line, len, number);
}

static bool append_value(struct clean_text *text, const json_t *value,
			 size_t number)
{
	if (json_typeof(value) == JSON_STRING)
		clean_append(text, json_string_value(value),
			     json_string_length(value), number);
	else if (json_typeof(value) == JSON_ARRAY)
		append_bytes(text, value, number);
	else
		return false;
	return true;
}

/* false: it is not a message. */
static bool append_message(struct clean_text *text, const json_t *object,
			   size_t number)
{
	static const char *const names[] = { "MESSAGE", "msg",    "message",
					     "log",     "line",   "text",
					     "body",    "content" };

	if (json_typeof(object) == JSON_STRING)
		return append_value(text, object, number);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const json_t *value = json_object_get(object, names[i]);

		if (value != NULL)
			return append_value(text, value, number);
	}
	return false;
}

static bool append_list(struct clean_text *text, const json_t *list,
			size_t number)
{
	bool any = false;

	for (size_t i = 0; i < json_array_size(list); i++)
		any = append_message(text, json_array_get(list, i), number) ||
		      any;
	return any;
}

static bool append_root(struct clean_text *text, const json_t *root,
			size_t number)
{
	const json_t *dmesg = json_object_get(root, "dmesg");

	if (json_typeof(root) == JSON_ARRAY || json_is_array(dmesg))
		return append_list(text, dmesg ? dmesg : root, number);
	return append_message(text, root, number);
}

static size_t lines_in(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += text[i] == '\n';
	return n;
}

/* Blanks and line ends between values, and the record separators of
 * -o json-seq. */
static size_t skip_between(const char *text, size_t len, size_t *number)
{
	size_t i = 0;

	while (i < len && text[i] && strchr(" \t\r\n\x1e", text[i]))
		*number += text[i++] == '\n';
	return i;
}

bool clean_journal(struct clean_text *ret, const char *text, size_t len)
{
	struct clean_text out = { .what = "JSON" };
	size_t number = 1, at = skip_between(text, len, &number);
	bool any = false;

	while (at < len) {
		json_error_t error;
		json_t *root = json_loadb(text + at, len - at,
					  JSON_DISABLE_EOF_CHECK, &error);
		size_t used = root ? (size_t)error.position : 0;

		/* A journal that breaks off is read as far as it goes. */
		if (root == NULL)
			break;
		any = append_root(&out, root, number) || any;
		json_decref(root);
		number += lines_in(text + at, used);
		at += used;
		at += skip_between(text + at, len - at, &number);
	}
	if (!any) {
		clean_free(&out);
		return false;
	}
	out.cut = at < len;
	*ret = out;
	return true;
}
