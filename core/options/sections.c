/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/options/sections.h"

#include "core/base/cstring.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end && is_blank(*at))
		at++;
	return at;
}

static const char *next_line(const char *at, const char *end)
{
	while (at < end && *at != '\n')
		at++;
	return at < end ? at + 1 : end;
}

static bool is_head(const char *at, const char *end)
{
	at = skip_blanks(at, end);
	return at < end && *at == '[';
}

/* The name that starts here, if it and its line are valid. */
static size_t name_length(const char *name, const char *end)
{
	size_t len = 0;
	const char *at;

	while (name + len < end && name[len] >= ' ' && name[len] <= '~' &&
	       name[len] != ']' && len <= SECTION_NAME)
		len++;
	at = name + len;
	if (at == end || *at != ']' || len > SECTION_NAME)
		return 0;
	at = skip_blanks(at + 1, end);
	return at == end || *at == '\n' || *at == '#' ? len : 0;
}

bool section_next(struct section *section, const struct sections *file)
{
	const char *end = file->text + file->len, *at = file->text;

	if (section->text) {
		at = section->text + section->len;
		if (at == end)
			return false;
		section->number++;
		section->name = skip_blanks(at, end) + 1;
		section->name_len = name_length(section->name, end);
		at = next_line(at, end);
	}
	section->text = at;
	while (at < end && !is_head(at, end))
		at = next_line(at, end);
	section->len = (size_t)(at - section->text);
	return true;
}

bool section_find(struct section *ret, const struct sections *file,
		  const char *name, size_t len)
{
	*ret = (struct section){ 0 };
	while (section_next(ret, file)) {
		if (ret->number > 0 && ret->name_len == len &&
		    memcmp(ret->name, name, len) == 0)
			return true;
	}
	return false;
}

bool section_numbered(struct section *ret, const struct sections *file,
		      size_t number)
{
	*ret = (struct section){ 0 };
	while (section_next(ret, file)) {
		if (ret->number == number)
			return true;
	}
	return false;
}

size_t section_line(const struct sections *file, const char *at)
{
	size_t line = 1;

	for (const char *c = file->text; c < at; c++)
		line += *c == '\n';
	return line;
}

void sections_print(const struct sink *out, const struct sections *file,
		    const char *between)
{
	struct section entry = { 0 };

	while (section_next(&entry, file)) {
		if (entry.number > 0)
			print(out, "%s%zu %.*s",
			      entry.number > 1 ? between : "", entry.number,
			      (int)entry.name_len, entry.name);
	}
}
