/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/guarded.h"

#include <stdlib.h>

#include "core/convert/convert_internal.h"

enum { ARRAYS = 18 };

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
static void list_arrays(struct array ret[ARRAYS], struct workspace *work)
{
	struct conversion *c = work->conversion;
	size_t n = 0;

#define ARRAY(pointer) \
	ret[n++] = (struct array){ &(pointer), sizeof(*(pointer)) }
	ARRAY(c->classifications);
	ARRAY(c->order);
	ARRAY(c->reservations);
	ARRAY(c->page_owners);
	ARRAY(c->firmware_e820.entries);
	ARRAY(c->e820.entries);
	ARRAY(c->mb.memory.regions);
	ARRAY(c->mb.reserved.regions);
	ARRAY(c->mb.physmap.regions);
	ARRAY(c->excluded);
	ARRAY(work->rounded);
	ARRAY(c->rounding.pieces);
	ARRAY(work->numa.nodes);
	ARRAY(work->numa.blocks);
	ARRAY(work->numa.joined);
	ARRAY(work->numa.scratch);
	ARRAY(work->ranges);
	ARRAY(work->scratch);
#undef ARRAY
}

static uint8_t *address_of(const struct array *array)
{
	uint8_t *address;

	__builtin_memcpy(&address, array->pointer, sizeof(address));
	return address;
}

/* Each array ends where the next one begins, rounded up to 16 bytes; those of
 * the descriptors, whose elements are smaller, have one for each. */
static void move_apart(struct workspace *work, uint8_t *end)
{
	size_t n = efimap_count(&work->conversion->capture->map);
	size_t others =
		(size_t)(work->reservations - work->conversion->reservations);
	struct array arrays[ARRAYS];

	list_arrays(arrays, work);
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
	work->reservations = work->conversion->reservations + others;
}

int convert_guarded(struct conversion *ret, const struct capture *capture,
		    const struct convert_settings *settings)
{
	struct conversion made = { .capture = capture, .settings = settings };
	struct workspace work = { .conversion = &made };
	size_t need = convert_space(capture, settings);
	uint8_t *space = malloc(need);

	free_guarded();
	convert_lay_out(&work, efimap_count(&capture->map), space, need);
	move_apart(&work, space + need);
	free(space);
	return convert_run(&work, ret);
}
