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
static void list_arrays(struct array ret[ARRAYS], struct convert_arrays *arrays)
{
	size_t n = 0;

#define ARRAY(pointer) \
	ret[n++] = (struct array){ &(pointer), sizeof(*(pointer)) }
	ARRAY(arrays->classifications);
	ARRAY(arrays->order);
	ARRAY(arrays->firmware_e820.entries);
	ARRAY(arrays->e820.entries);
	ARRAY(arrays->layer);
	ARRAY(arrays->reservations);
	ARRAY(arrays->page_owners);
	ARRAY(arrays->excluded);
	ARRAY(arrays->pieces);
	ARRAY(arrays->mb.memory.regions);
	ARRAY(arrays->mb.reserved.regions);
	ARRAY(arrays->mb.physmap.regions);
	ARRAY(arrays->numa.nodes);
	ARRAY(arrays->numa.blocks);
	ARRAY(arrays->numa.joined);
	ARRAY(arrays->scratch);
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
static void move_apart(struct convert_arrays *arrays, size_t n, uint8_t *end)
{
	struct array list[ARRAYS];

	list_arrays(list, arrays);
	for (size_t i = 0; i < ARRAYS; i++) {
		uint8_t *next = i + 1 < ARRAYS ? address_of(&list[i + 1]) : end;
		size_t len = (size_t)(next - address_of(&list[i]));

		if (next < address_of(&list[i]))
			abort(); /* not the order of space.c any more */
		len = list[i].element < 16 ? n * list[i].element
					   : len - len % list[i].element;
		apart[i] = malloc(len);
	}
	for (size_t i = 0; i < ARRAYS; i++)
		__builtin_memcpy(list[i].pointer, &apart[i], sizeof(apart[i]));
	arrays->numa.scratch = arrays->scratch;
}

int convert_guarded(struct conversion *ret, const struct capture *capture,
		    const struct convert_settings *settings)
{
	size_t need = convert_space(capture, settings);
	size_t n = efimap_count(&capture->map);
	uint8_t *space = malloc(need);
	struct convert_arrays arrays;

	free_guarded();
	convert_lay_out(&arrays, capture, settings, n, space, need);
	move_apart(&arrays, n, space + need);
	free(space);
	return convert_run(ret, capture, settings, &arrays);
}
