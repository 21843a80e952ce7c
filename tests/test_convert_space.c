/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/convert/space.c: each array is large enough for any map, command line
 * and machine. The steps do not check for room; here each array ends with its
 * allocation, and AddressSanitizer guards the end.
 */
#include "tests/lib/test.h"

#include "tests/lib/givenmap.h"
#include "tests/lib/guarded.h"
#include "tests/lib/randommap.h"

enum { TURNS = 6000, HELD = 4 };

static struct loader_range loader_ranges[HELD];

static struct capture_range draw_range(void)
{
	return (struct capture_range){ below(CELLS) * CELL, below(64) * CELL };
}

/* Memory of the program, of a loader and of firmware tables. */
static void draw_holders(void)
{
	capture.image = draw_range();
	capture.map_buffer = draw_range();
	for (size_t i = 0; i < EFITABLE_COUNT; i++)
		capture.tables[i] = draw_range();
	capture.loader_ranges = loader_ranges;
	capture.loader_range_cnt = below(HELD + 1);
	for (size_t i = 0; i < capture.loader_range_cnt; i++) {
		struct capture_range range = draw_range();

		loader_ranges[i] = (struct loader_range){
			range.base,
			range.size,
			OWNER_LOADER + (uint32_t)below(8),
			"a name",
		};
	}
}

/* Nodes alternate, so that each block splits regions. */
static void draw_nodes(void)
{
	char srat[1024] = "cpu:0 cpu:1";
	unsigned int at = 0;

	for (unsigned int n = 0; n < 16 && at < CELLS / PAGE_CELLS; n++) {
		unsigned int end = at + 1 + (unsigned int)below(64);

		sprintf(srat + strlen(srat), " mem:%u:%x000-%x000:%u", n % 2,
			at, end, below(3) ? 1 : 3);
		at = end + (unsigned int)below(2);
	}
	given_nodes(srat, NULL);
}

/* A machine, and the start of a command line for it. */
static void draw_machine(void)
{
	static const char *const lines[] = {
		"",
		"add_efi_memmap",
		"mem-kind=amount",
		"kernelcore=mirror",
		"add_efi_memmap kernelcore=mirror",
		"efi=nosoftreserve",
		"profile=linux-arm64",
		"profile=linux-arm64 mem=512K",
		"profile=linux-arm64 page-size=16K kernelcore=mirror",
		"profile=linux-arm64 page-size=64K mem=1M",
	};
	const char *line = lines[below(sizeof(lines) / sizeof(*lines))];

	draw_map();
	draw_words(line);
	for (size_t n = strstr(line, "arm64") ? 0 : below(EDITS_MAX + 1); n > 0;
	     n--)
		draw_edit();
	if (below(2))
		draw_nodes();
	draw_holders();
}

TEST(no_step_exceeds_its_arrays)
{
	struct conversion apart;

	draw_from(8);
	for (int turn = 0; turn < TURNS; turn++) {
		draw_machine();
		when(drawn.words);
		assert_int_equal(
			convert_guarded(&apart, &capture, &options.settings),
			CORE_OK);
		assert_string_equal(broken_invariant(&apart), "");
		assert_true(memblock_equal(&apart.mb, &conversion.mb));
	}
	free_guarded();
}

/* Each map fills one array after the other to its limit: adjacent descriptors
 * never have the same type. */
TEST(no_step_exceeds_its_arrays_if_nothing_is_joined)
{
	static struct efi_memory_desc map[512];
	static const char *const lines[] = {
		"",
		"add_efi_memmap kernelcore=mirror mem=1M",
		"profile=linux-arm64 kernelcore=mirror",
		"profile=linux-arm64 page-size=16K kernelcore=mirror",
	};
	struct conversion apart;

	draw_from(9);
	for (int turn = 0; turn < 400; turn++) {
		for (size_t i = 0; i < 512; i++)
			map[i] = (struct efi_memory_desc){
				.type = (uint32_t)below(17),
				.phys_addr = i * 4096 + below(2) * CELL,
				.num_pages = 1 + below(8) / 7 * below(9),
				.attribute = EFI_ATTR_WB |
					     below(2) * EFI_ATTR_MORE_RELIABLE,
			};
		given_descriptors(map, 1 + below(512), 40);
		draw_holders();
		when(lines[turn % 4]);
		assert_int_equal(
			convert_guarded(&apart, &capture, &options.settings),
			CORE_OK);
		assert_true(memblock_equal(&apart.mb, &conversion.mb));
	}
	free_guarded();
}
