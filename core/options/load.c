/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/options/load.h"

#include "core/base/cstring.h"
#include "core/text/words.h"

static bool is_separator(char c)
{
	return c == '\\' || c == '/';
}

/* The last component of the path. */
static void name_by_path(struct module_value *ret)
{
	size_t at = ret->path_len;

	while (at > 0 && !is_separator(ret->path[at - 1]))
		at--;
	ret->name = ret->path + at;
	ret->name_len = ret->path_len - at;
}

/* The length of what comes before " -- "; *ret is what follows it, or NULL. */
static size_t cut_cmdline(const char *value, const char **ret)
{
	static const char mark[] = " -- ";
	size_t len = 0;

	*ret = NULL;
	for (; value[len] != '\0'; len++) {
		if (str_starts(value + len, mark)) {
			*ret = value + len + sizeof(mark) - 1;
			break;
		}
	}
	return len;
}

const char *module_value_read(struct module_value *ret, const char *value)
{
	struct module_value module = { .path = value };
	size_t len = cut_cmdline(value, &module.cmdline), comma = 0;

	while (comma < len && value[comma] != ',')
		comma++;
	module.path_len = comma;
	if (comma == len) {
		name_by_path(&module);
	} else {
		module.name = value + comma + 1;
		module.name_len = len - comma - 1;
	}
	if (module.path_len == 0)
		return value;
	if (module.name_len == 0)
		return value + len;
	*ret = module;
	return NULL;
}

/* A number and its colon. NULL, or the place that is wrong. */
static const char *read_number(uint64_t *ret, const char **at)
{
	const char *end;

	*ret = memparse(*at, &end);
	if (end == *at || *end != ':')
		return end;
	*at = end + 1;
	return NULL;
}

/* Up to 2^62, so that nothing wraps when it is rounded. */
#define SIZE_LIMIT ((uint64_t)1 << 62)

const char *reserve_mem_read(struct option_reserve_mem *ret, const char *value)
{
	const char *at = value, *part, *wrong;
	uint64_t size, align;

	wrong = read_number(&size, &at);
	if (wrong || size == 0 || size > SIZE_LIMIT)
		return wrong ? wrong : value;
	part = at;
	wrong = read_number(&align, &at);
	if (wrong || (align != 0 && !is_power_of_two(align)) ||
	    align > SIZE_LIMIT)
		return wrong ? wrong : part;
	if (*at == '\0' || str_len(at) > RESERVE_MEM_NAME)
		return at;
	for (const char *c = at; *c != '\0'; c++) {
		if (*c == ':')
			return c;
	}
	*ret = (struct option_reserve_mem){
		.size = align_up(size, PAGE_SIZE_4K),
		.align = phys_max(align, PAGE_SIZE_4K),
		.name = at,
		.written = value,
	};
	return NULL;
}
