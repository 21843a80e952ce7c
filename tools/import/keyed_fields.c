/* SPDX-License-Identifier: BSD-2-Clause */
/* The names that programs give to the values of a row, and these values. */
#include "tools/import/keyed.h"

#include <ctype.h>
#include <string.h>

static const struct {
	const char *name;
	enum key key;
} keys[] = {
	{ "phys_start", BASE },
	{ "physical_start", BASE },
	{ "PhysicalStart", BASE },
	{ "phys_addr", BASE },
	{ "base_addr", BASE },
	{ "base", BASE },
	{ "addr", BASE },
	{ "start", BASE },
	{ "length", LENGTH },
	{ "len", LENGTH },
	{ "size", LENGTH },
	{ "page_count", PAGES },
	{ "num_pages", PAGES },
	{ "NumberOfPages", PAGES },
	{ "pages", PAGES },
	{ "end", END },
	{ "entry_type", TYPE },
	{ "type", TYPE },
	{ "ty", TYPE },
	{ "kind", TYPE },
	{ "attribute", ATTRIBUTE },
	{ "attr", ATTRIBUTE },
	{ "att", ATTRIBUTE },
};

bool keyed_is_name(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Moves past "NAME: " or "NAME = ", where no letter precedes NAME. */
static bool skip_key(struct cursor *c, const char *start, const char *name)
{
	struct cursor rest = *c;

	if ((c->at > start && keyed_is_name(c->at[-1])) ||
	    !cursor_skip(&rest, name))
		return false;
	cursor_blanks(&rest);
	if (!cursor_skip(&rest, "=") && !cursor_skip(&rest, ":"))
		return false;
	cursor_blanks(&rest);
	*c = rest;
	return rest.at < rest.end;
}

static bool take_key(struct keyed_fields *fields, struct cursor *c,
		     const char *start)
{
	enum key key;

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (!skip_key(c, start, keys[i].name))
			continue;
		/* "size = 0x14" of Multiboot precedes the length. */
		key = keys[i].key;
		fields->doubled |= fields->name[key] == keys[i].name;
		fields->value[key] = *c;
		fields->name[key] = keys[i].name;
		return true;
	}
	return false;
}

/* Do more digits follow after a blank, where a wrapped row was joined, or
 * another text than that of the row? */
static bool is_broken(struct cursor c)
{
	const char *start;

	if (c.at < c.end && (keyed_is_name(*c.at) || *c.at == '['))
		return true;
	cursor_blanks(&c);
	start = c.at;
	cursor_skip(&c, "x");
	while (c.at < c.end && isxdigit((unsigned char)*c.at))
		c.at++;
	return c.at > start && (c.at == c.end || !keyed_is_name(*c.at));
}

/* Numbers of all keys but the type. false: one of them is not a number. */
static bool take_numbers(struct keyed_fields *fields)
{
	for (int key = BASE; key <= END; key++) {
		struct cursor value = fields->value[key];

		if (value.at != NULL &&
		    (!cursor_number(&value, &fields->number[key]) ||
		     is_broken(value)))
			return false;
	}
	return true;
}

bool keyed_take(struct keyed_fields *fields, struct cursor line)
{
	const char *start = line.at;
	struct cursor c = line;

	while (c.at < c.end)
		if (!keyed_is_name(*c.at) || !take_key(fields, &c, start))
			c.at++;
	return fields->value[BASE].at != NULL && take_numbers(fields);
}

/* Whether an end is inclusive shows from its last bits. */
bool keyed_last(const struct keyed_fields *fields, uint64_t *ret)
{
	uint64_t size = fields->number[LENGTH];

	if (keyed_has(fields, PAGES))
		size = fields->number[PAGES] << PAGE_SHIFT_4K;
	else if (!keyed_has(fields, LENGTH) && keyed_has(fields, END))
		size = fields->number[END] - fields->number[BASE] +
		       (fields->number[END] & 1);
	*ret = fields->number[BASE] + size - 1;
	return size > 0;
}
