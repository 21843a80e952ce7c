/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Random maps and command lines: the result equals that of the model in
 * tests/lib/mapmodel.h, and is the same for any order of descriptors.
 */
#include "tests/lib/test.h"

#include "tests/lib/givenmap.h"
#include "tests/lib/mapmodel.h"
#include "tests/lib/rangetext.h"

enum { TURNS = 3000 };

/* --- comparing ----------------------------------------------------------- */

/* Prints enough to write the case as a test. */
static void complain(const char *what, int page)
{
	for (size_t i = 0; i < drawn.count; i++) {
		const struct efi_memory_desc *desc = &drawn.map[i];

		print_error("%jx+%jx:%u:0x%jx ", (uintmax_t)desc->phys_addr,
			    (uintmax_t)desc->num_pages, desc->type,
			    (uintmax_t)desc->attribute);
	}
	fail_msg("%s differs at page 0x%x with %s", what, page, drawn.words);
}

static void expect_pages(const struct memblock_type *type, const bool *wanted)
{
	for (int page = 0; page < PAGES; page++)
		if (!!memblock_search(type, (phys_addr_t)page << 12) !=
		    wanted[page])
			complain(type->name, page);
}

static void expect_nomap(void)
{
	for (int page = 0; page < PAGES; page++) {
		const struct memblock_region *r =
			memblock_search(&mb.memory, (phys_addr_t)page << 12);

		if (r && !!(r->flags & MEMBLOCK_NOMAP) != model.nomap[page])
			complain("NOMAP", page);
	}
}

static void expect_model(void)
{
	expect_pages(&mb.memory, model.memory);
	expect_pages(&mb.reserved, model.reserved);
	expect_pages(&mb.physmap, model.physmap);
	expect_nomap();
	assert_int_equal(conversion.rounding.lost, model.lost);
	assert_int_equal(conversion.rounding.nomap, model.grown);
}

TEST(random_x86_maps_give_what_the_model_gives)
{
	draw_from(3);
	for (int turn = 0; turn < TURNS; turn++) {
		bool twice = below(4) == 0;

		draw_map();
		draw_words(twice ? "add_efi_memmap" : "");
		for (size_t n = below(3) ? 0 : below(EDITS_MAX); n > 0; n--)
			draw_edit();
		when(drawn.words);
		model_x86(twice);
		expect_model();
	}
}

TEST(random_arm64_maps_give_what_the_model_gives)
{
	static const unsigned int page_cells[] = { 4, 16, 64 };

	draw_from(4);
	for (int turn = 0; turn < 2 * TURNS; turn++) {
		unsigned int cells = page_cells[turn % 3];
		char line[64];

		draw_map();
		sprintf(line, "profile=linux-arm64 page-size=%uK", cells);
		draw_words(line);
		when(drawn.words);
		model_arm64(cells);
		expect_model();
	}
}

/* --- any order ----------------------------------------------------------- */

/* The sets and the reservations. */
static void keep_result(char *text, size_t size)
{
	snprintf(text, size, "%s | %s | %s | %s | %s", text_of(&mb.memory),
		 text_of(&mb.reserved), text_of(&mb.physmap), text_of_owners(),
		 text_of_page_owners());
}

TEST(the_order_of_descriptors_does_not_matter)
{
	static const char *const lines[] = {
		"",
		"add_efi_memmap",
		"kernelcore=mirror mem=1M",
		"profile=linux-arm64",
		"profile=linux-arm64 mem=512K",
		"profile=linux-arm64 page-size=64K kernelcore=mirror",
	};
	static char wanted[16384], got[16384];

	draw_from(5);
	for (int turn = 0; turn < TURNS; turn++) {
		const char *line = lines[turn % 6];

		draw_map();
		when(line);
		keep_result(wanted, sizeof(wanted));
		for (int again = 0; again < 3; again++) {
			shuffle_map();
			when(line);
			keep_result(got, sizeof(got));
			assert_string_equal(got, wanted);
		}
	}
}
