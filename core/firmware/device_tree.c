/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/firmware/device_tree.h"

#include "core/base/cstring.h"

#define MAGIC 0xd00dfeed

/* Offsets in the header. */
enum { TOTAL_SIZE = 4, STRUCTURE = 8 };

enum token { BEGIN_NODE = 1, END_NODE = 2, PROPERTY = 3, NOP = 4 };

static uint32_t number(const uint8_t *at)
{
	uint32_t value;

	memcpy(&value, at, sizeof(value));
	return __builtin_bswap32(value);
}

size_t device_tree_size(const uint8_t *tree)
{
	size_t size = number(tree + TOTAL_SIZE);

	return number(tree) == MAGIC && size >= DEVICE_TREE_HEADER ? size : 0;
}

static bool is_memory(const char *name)
{
	static const char memory[] = "memory";
	char end;

	if (!str_starts(name, memory))
		return false;
	end = name[sizeof(memory) - 1];
	return end == '\0' || end == '@';
}

static void fill(uint8_t *from, const uint8_t *end)
{
	static const uint8_t nop[4] = { 0, 0, 0, NOP };

	for (; from < end; from += sizeof(nop))
		memcpy(from, nop, sizeof(nop));
}

/* The bytes of a name, or of a property with its header; as many as are left if
 * it does not end. */
static size_t content(const uint8_t *at, size_t left, uint32_t token)
{
	size_t len = 0;

	if (token == PROPERTY)
		return left < 8 ? left : 8 + (size_t)number(at);
	if (token == BEGIN_NODE)
		while (len < left && at[len++])
			;
	return len;
}

void device_tree_forget_memory(uint8_t *tree, size_t size)
{
	size_t at = number(tree + STRUCTURE), node = 0, depth = 0;

	while (at < size && size - at > 4) {
		size_t begin = at;
		uint32_t token = number(tree + at);
		size_t len;

		at += 4;
		len = content(tree + at, size - at, token);
		if (len >= size - at || token - BEGIN_NODE > NOP - BEGIN_NODE)
			return;
		if (token == BEGIN_NODE && ++depth == 2 &&
		    is_memory((const char *)tree + at))
			node = begin;
		at += (len + 3) & ~(size_t)3;
		if (token != END_NODE)
			continue;
		if (--depth == 1 && node) {
			fill(tree + node, tree + at);
			node = 0;
		}
	}
}
