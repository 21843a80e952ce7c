/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/convert/: if an array is full, that is reported and nothing returned.
 * With the space of convert_space() that never happens: here the arrays are
 * declared smaller.
 */
#include "tests/lib/test.h"

#include "core/convert/stages.h"
#include "tests/lib/givenmap.h"

/* How many elements one of the arrays has. */
typedef size_t *room_of(struct convert_arrays *arrays);

static size_t *memory_room(struct convert_arrays *arrays)
{
	return &arrays->mb.memory.max;
}

static size_t *reserved_room(struct convert_arrays *arrays)
{
	return &arrays->mb.reserved.max;
}

static size_t *physmap_room(struct convert_arrays *arrays)
{
	return &arrays->mb.physmap.max;
}

static size_t *e820_room(struct convert_arrays *arrays)
{
	return &arrays->e820.max;
}

/* As convert() does, but with *room(...) lowered to max. */
static int convert_within(struct conversion *ret, room_of *room, size_t max,
			  void *space, size_t len)
{
	struct convert_arrays arrays;

	convert_lay_out(&arrays, &capture, &options.settings,
			efimap_count(&capture.map), space, len);
	*room(&arrays) = max < *room(&arrays) ? max : *room(&arrays);
	return convert_run(ret, &capture, &options.settings, &arrays);
}

/* Returns the number of sizes that were too small. */
static size_t sweep(const char *line, room_of *room)
{
	size_t len, refused = 0, enough;
	struct conversion ret, before;
	struct convert_arrays arrays;
	void *space;

	when(line);
	len = convert_space(&capture, &options.settings);
	space = malloc(len);
	memset(&before, 0x5a, sizeof(before));
	convert_lay_out(&arrays, &capture, &options.settings,
			efimap_count(&capture.map), space, len);
	enough = *room(&arrays);
	for (size_t max = 0; max <= enough; max++) {
		memcpy(&ret, &before, sizeof(ret));
		if (convert_within(&ret, room, max, space, len) != CORE_OK) {
			assert_memory_equal(&ret, &before, sizeof(ret));
			refused++;
		} else {
			assert_int_equal(memblock_validate(&ret.mb), CORE_OK);
			assert_true(memblock_equal(&ret.mb, &conversion.mb));
		}
	}
	free(space);
	return refused;
}

#define MAP                                                           \
	"0-a0000:7 100000-300000:7:WB|MORE_RELIABLE 300000-380000:4 " \
	"380000-400000:7 400000-500000:5:WB|RUNTIME 500000-600800:7 " \
	"700000-800000:7:WB|MORE_RELIABLE 800000-900000:9 "           \
	"900000-a00000:10 a00000-b00000:7:UC b00800-c00000:5:WB|RUNTIME"

/* The BIOS area splits physmap. */
#define ONE "0-200000:7"

static const char *const lines[] = {
	"",
	"mem=4M",
	"mem=4M mem-kind=amount",
	"memmap=1M%2M-1+2,64K$3M,1M@16M,2M@32M mem=9M kernelcore=mirror",
	"add_efi_memmap kernelcore=mirror",
	"add_efi_memmap memmap=1M@16M",
	"profile=linux-arm64",
	"profile=linux-arm64 mem=3M",
	"profile=linux-arm64 kernelcore=mirror page-size=64K",
	"mem=1M memmap=1M@32M,1M@34M,1M@36M mem-kind=amount",
};

static size_t sweep_lines(const char *map, room_of *room)
{
	size_t refused = 0;

	given_map(map);
	capture.image = (struct capture_range){ 0x180000, 0x1000 };
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		refused += sweep(lines[i], room);
	return refused;
}

static void sweep_all(room_of *room)
{
	assert_int_not_equal(sweep_lines(MAP, room) + sweep_lines(ONE, room),
			     0);
}

TEST(too_little_room_for_memory_is_reported)
{
	sweep_all(memory_room);
}

TEST(too_little_room_for_reserved_is_reported)
{
	sweep_all(reserved_room);
}

TEST(too_little_room_for_physmap_is_reported)
{
	sweep_all(physmap_room);
}

TEST(too_little_room_for_the_e820_table_is_reported)
{
	sweep_all(e820_room);
}
