/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/guarded.h"

#include <stdlib.h>

#include "core/convert/stages.h"

enum { ARRAYS = 16 };

static void *apart[ARRAYS];

void free_guarded(void)
{
	for (size_t i = 0; i < ARRAYS; i++) {
		free(apart[i]);
		apart[i] = NULL;
	}
}

/* One of the arrays: where the pointer to it is, and the size of an element. */
struct array {
	void *pointer;
	size_t element;
};

/* In the order of core/convert/space.c. */
static void list_arrays(struct array ret[ARRAYS], struct rooms *rooms)
{
	size_t n = 0;

#define ARRAY(pointer) \
	ret[n++] = (struct array){ &(pointer), sizeof(*(pointer)) }
	ARRAY(rooms->classifications);
	ARRAY(rooms->order);
	ARRAY(rooms->firmware_e820.entries);
	ARRAY(rooms->e820.entries);
	ARRAY(rooms->laid);
	ARRAY(rooms->reservations);
	ARRAY(rooms->page_owners);
	ARRAY(rooms->excluded);
	ARRAY(rooms->pieces);
	ARRAY(rooms->mb.memory.regions);
	ARRAY(rooms->mb.reserved.regions);
	ARRAY(rooms->mb.physmap.regions);
	ARRAY(rooms->numa.nodes);
	ARRAY(rooms->numa.blocks);
	ARRAY(rooms->numa.joined);
	ARRAY(rooms->scratch);
#undef ARRAY
	if (n != ARRAYS)
		abort();
}

static uint8_t *address_of(const struct array *array)
{
	uint8_t *address;

	__builtin_memcpy(&address, array->pointer, sizeof(address));
	return address;
}

/* Each array ends where the next one begins, rounded up to 16 bytes; those of
 * the n descriptors, whose elements are smaller, have one for each. */
static void move_apart(struct rooms *rooms, size_t n, uint8_t *end)
{
	struct array arrays[ARRAYS];

	list_arrays(arrays, rooms);
	for (size_t i = 0; i < ARRAYS; i++) {
		uint8_t *next =
			i + 1 < ARRAYS ? address_of(&arrays[i + 1]) : end;
		size_t len = (size_t)(next - address_of(&arrays[i]));

		if (next < address_of(&arrays[i]))
			abort(); /* not the order of space.c any more */
		len = arrays[i].element < 16 ? n * arrays[i].element
					     : len - len % arrays[i].element;
		apart[i] = malloc(len);
	}
	for (size_t i = 0; i < ARRAYS; i++)
		__builtin_memcpy(arrays[i].pointer, &apart[i],
				 sizeof(apart[i]));
	rooms->numa.scratch = rooms->scratch;
}

int convert_guarded(struct conversion *ret, const struct capture *capture,
		    const struct convert_settings *settings)
{
	size_t need = convert_space(capture, settings);
	size_t n = efimap_count(&capture->map);
	uint8_t *space = malloc(need);
	struct rooms rooms;

	free_guarded();
	convert_lay_out(&rooms, capture, settings, n, space, need);
	move_apart(&rooms, n, space + need);
	free(space);
	return convert_run(ret, capture, settings, &rooms);
}
