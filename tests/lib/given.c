/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/given.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/giventext.h"

struct memblock mb;

static struct memblock_region region(const char **at, const char *text)
{
	struct memblock_region r = { .nid = NUMA_NO_NODE };

	r.base = text_number(at, 16, text);
	if (*(*at)++ != '-')
		bad_text(text);
	r.size = text_number(at, 16, text) - r.base;
	if (**at == ':') {
		++*at;
		r.flags = (uint32_t)text_number(at, 16, text);
	}
	if (**at == '@') {
		++*at;
		r.nid = (int32_t)text_number(at, 10, text);
	}
	return r;
}

/* Writes the array directly: the code under test does not build its input. */
void set_from_text(struct memblock_type *type, const char *text)
{
	const char *at = text;

	type->cnt = 0;
	type->total_size = 0;
	while (*at) {
		struct memblock_region r = region(&at, text);

		if (type->cnt == type->max)
			bad_text(text);
		type->regions[type->cnt++] = r;
		type->total_size += r.size;
		at += *at == ' ';
	}
	if (memblock_type_validate(type))
		bad_text(text);
}

/* The initial arrays; those of mb may have grown and moved. */
static struct memblock_region *arrays[3];

static void fresh(struct memblock_region **array, struct memblock_type *type,
		  size_t room)
{
	free(*array);
	*array = calloc(room ? room : 1, sizeof(**array));
	memblock_type_init(type, type->name, *array, room);
}

void given_room(size_t room, const char *memory)
{
	memblock_init(&mb, NULL, 0);
	fresh(&arrays[0], &mb.memory, room);
	fresh(&arrays[1], &mb.reserved, room);
	fresh(&arrays[2], &mb.physmap, room);
	set_from_text(&mb.memory, memory);
}

void given(const char *memory)
{
	given_room(16, memory);
}

uint8_t given_ram_bytes[GIVEN_RAM_SIZE] __attribute__((aligned(0x1000)));

void given_ram(size_t room, const char *memory)
{
	given_room(room, memory);
	memset(given_ram_bytes, 0xee, GIVEN_RAM_SIZE);
	mb.virt_offset = (uintptr_t)given_ram_bytes;
}

void given_reserved(const char *text)
{
	set_from_text(&mb.reserved, text);
}

void given_physmap(const char *text)
{
	set_from_text(&mb.physmap, text);
}

const char *text_of(const struct memblock_type *type)
{
	static char buffers[4][8192];
	static unsigned int turn;
	char *text = buffers[turn++ % 4];
	int n = 0;

	text[0] = '\0';
	for (size_t i = 0; i < type->cnt && n < 8000; i++) {
		const struct memblock_region *r = &type->regions[i];

		n += sprintf(text + n, "%s%" PRIx64 "-%" PRIx64, i ? " " : "",
			     r->base, r->base + r->size);
		if (r->flags)
			n += sprintf(text + n, ":%x", r->flags);
		if (r->nid != NUMA_NO_NODE)
			n += sprintf(text + n, "@%d", r->nid);
	}
	return text;
}
