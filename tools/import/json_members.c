/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/import/json_members.h"

#include <string.h>

#include "tools/import/cursor.h"

bool member_refuse(const struct member_reader *r, const char *member,
		   const char *why)
{
	print(r->messages, "%s: \"%s\": %s\n", r->name, member, why);
	return false;
}

bool member_hex(const struct member_reader *r, const json_t *object,
		const char *member, uint64_t max, uint64_t *ret)
{
	const json_t *value = json_object_get(object, member);
	struct cursor c;
	uint64_t number;

	if (value == NULL)
		return true;
	if (json_typeof(value) != JSON_STRING)
		return member_refuse(r, member, "expected a string \"0x...\"");
	c = cursor_of(json_string_value(value));
	if (!cursor_skip(&c, "0x") || !cursor_hex(&c, &number) ||
	    c.at != c.end || number > max)
		return member_refuse(
			r, member,
			"not a hexadecimal number \"0x...\", or out of range");
	*ret = number;
	return true;
}

bool member_hex32(const struct member_reader *r, const json_t *object,
		  const char *member, uint32_t *ret)
{
	uint64_t wide = *ret;

	if (!member_hex(r, object, member, UINT32_MAX, &wide))
		return false;
	*ret = (uint32_t)wide;
	return true;
}

bool member_number(const struct member_reader *r, const json_t *object,
		   const char *member, uint64_t max, uint64_t *ret)
{
	const json_t *value = json_object_get(object, member);

	if (value == NULL)
		return true;
	if (json_typeof(value) != JSON_INTEGER ||
	    json_integer_value(value) < 0 ||
	    (uint64_t)json_integer_value(value) > max)
		return member_refuse(r, member,
				     "not an integer, or out of range");
	*ret = (uint64_t)json_integer_value(value);
	return true;
}

bool member_text(const struct member_reader *r, const json_t *object,
		 const char *member, char *ret, size_t size)
{
	const json_t *value = json_object_get(object, member);

	if (value == NULL)
		return true;
	if (json_typeof(value) != JSON_STRING)
		return member_refuse(r, member, "expected a string");
	if (json_string_length(value) >= size)
		return member_refuse(r, member, "string too long");
	memcpy(ret, json_string_value(value), json_string_length(value) + 1);
	return true;
}

bool member_object(const struct member_reader *r, const json_t *root,
		   const char *member, const json_t **ret)
{
	*ret = json_object_get(root, member);
	return *ret == NULL || json_typeof(*ret) == JSON_OBJECT ||
	       member_refuse(r, member, "expected an object");
}

bool member_range(const struct member_reader *r, const json_t *root,
		  const char *member, struct capture_range *ret)
{
	const json_t *range;

	return member_object(r, root, member, &range) &&
	       member_hex(r, range, "base", UINT64_MAX, &ret->base) &&
	       member_hex(r, range, "size", UINT64_MAX, &ret->size);
}
