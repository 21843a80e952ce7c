/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/path.h"

#include "core/base/cstring.h"
#include "core/text/utf16.h"

static enum path_fault check_character(char c)
{
	static const char bad[] = "*?\"<>|";

	if (c == ':')
		return PATH_VOLUME;
	for (const char *b = bad; *b; b++)
		if (c == *b)
			return PATH_CHARACTER;
	return (unsigned char)c < ' ' ? PATH_CHARACTER : PATH_GOOD;
}

static bool is_separator(uint16_t unit)
{
	return unit == '\\' || unit == '/';
}

/* A component that is one or two dots. */
static bool is_dots(const uint16_t *name)
{
	size_t dots = 0;

	while (name[dots] == '.')
		dots++;
	return dots && dots <= 2 && (!name[dots] || is_separator(name[dots]));
}

static enum path_fault check_components(const uint16_t *path)
{
	if (!*path_name(path))
		return PATH_EMPTY;
	for (size_t i = 0; path[i]; i++)
		if ((i == 0 || is_separator(path[i - 1])) && is_dots(path + i))
			return PATH_DOTS;
	return PATH_GOOD;
}

static enum path_fault check_characters(const char *user)
{
	enum path_fault fault = PATH_GOOD;

	while (*user && fault == PATH_GOOD)
		fault = check_character(*user++);
	return fault;
}

enum path_fault path_from_user(uint16_t ret[PATH_MAX_UNITS], const char *user)
{
	enum path_fault fault = check_characters(user);
	uint16_t path[PATH_MAX_UNITS];
	size_t units;

	if (fault != PATH_GOOD)
		return fault;
	/* All paths start at the root; a second \ would be an empty folder. */
	path[0] = '\\';
	while (is_separator((unsigned char)*user))
		user++;
	units = utf8_to_utf16(path + 1, PATH_MAX_UNITS - 2, user,
			      str_len(user));
	if (units > PATH_MAX_UNITS - 2)
		return PATH_LONG;
	path[1 + units] = 0;
	for (size_t i = 0; i < units; i++)
		if (path[1 + i] == '/')
			path[1 + i] = '\\';
	fault = check_components(path);
	if (fault == PATH_GOOD)
		memcpy(ret, path, (units + 2) * sizeof(*path));
	return fault;
}

const uint16_t *path_name(const uint16_t *path)
{
	const uint16_t *name = path;

	for (; *path; path++)
		if (is_separator(*path))
			name = path + 1;
	return name;
}

bool path_beside(uint16_t ret[PATH_MAX_UNITS], const uint16_t *path,
		 const char *name)
{
	size_t folder = (size_t)(path_name(path) - path);
	size_t len = str_len(name);

	if (folder + len >= PATH_MAX_UNITS)
		return false;
	memmove(ret, path, folder * sizeof(*path));
	for (size_t i = 0; i <= len; i++)
		ret[folder + i] = (unsigned char)name[i];
	return true;
}

static uint16_t fold(uint16_t unit)
{
	return unit >= 'a' && unit <= 'z' ? (uint16_t)(unit - 'a' + 'A') : unit;
}

bool path_equal(const uint16_t *a, const uint16_t *b)
{
	while (*a && fold(*a) == fold(*b))
		a++, b++;
	return fold(*a) == fold(*b);
}
