// SPDX-License-Identifier: BSD-2-Clause
#include "tests/lib/given.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct memblock mb;

static void stop(const char *text)
{
	fprintf(stderr, "given: not a set: \"%s\"\n", text);
	abort();
}

static uint64_t number(const char **at, int base, const char *text)
{
	char *end;
	uint64_t n = strtoull(*at, &end, base);

	if (end == *at)
		stop(text);
	*at = end;
	return n;
}

static struct memblock_region region(const char **at, const char *text)
{
	struct memblock_region r = { .nid = NUMA_NO_NODE };

	r.base = number(at, 16, text);
	if (*(*at)++ != '-')
		stop(text);
	r.size = number(at, 16, text) - r.base;
	if (**at == ':') {
		++*at;
		r.flags = (uint32_t)number(at, 16, text);
	}
	if (**at == '@') {
		++*at;
		r.nid = (int32_t)number(at, 10, text);
	}
	return r;
}

/* Writes the array itself: what is tested does not build its own input. */
void set_from_text(struct memblock_type *type, const char *text)
{
	const char *at = text;

	type->cnt = 0;
	type->total_size = 0;
	while (*at) {
		struct memblock_region r = region(&at, text);

		if (type->cnt == type->max)
			stop(text);
		type->regions[type->cnt++] = r;
		type->total_size += r.size;
		at += *at == ' ';
	}
	if (memblock_type_validate(type))
		stop(text);
}

static void fresh(struct memblock_type *type, size_t room)
{
	free(type->regions);
	memblock_type_init(type, type->name,
			   calloc(room ? room : 1, sizeof(*type->regions)),
			   room);
}

void given_room(size_t room, const char *memory)
{
	struct memblock_region *old[] = { mb.memory.regions,
					  mb.reserved.regions,
					  mb.physmap.regions };

	memblock_init(&mb, NULL, 0);
	mb.memory.regions = old[0];
	mb.reserved.regions = old[1];
	mb.physmap.regions = old[2];
	fresh(&mb.memory, room);
	fresh(&mb.reserved, room);
	fresh(&mb.physmap, room);
	set_from_text(&mb.memory, memory);
}

void given(const char *memory)
{
	given_room(16, memory);
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
