/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Random maps and command lines against a model: one cell for each KiB of
 * the lowest 2 MiB, a bit in it for each type that covers it. The model knows
 * Linux's rules by itself, not core/convert/policy.c.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/lib/givenmap.h"
#include "tests/lib/spantext.h"

enum { CELL = 1024, CELLS = 2048, PAGE_CELLS = 4, PAGES = CELLS / PAGE_CELLS };
enum { DESCRIPTORS = 12, TURNS = 3000 };

static uint64_t seed;

static uint64_t below(uint64_t n)
{
	return next_random(&seed) % n;
}

/* --- input --------------------------------------------------------------- */

static struct efi_memory_desc map[DESCRIPTORS];
static size_t count;
static char words[512];

static uint64_t random_attribute(void)
{
	static const uint64_t bits[] = {
		EFI_ATTR_UC, EFI_ATTR_WT, EFI_ATTR_WC, EFI_ATTR_SP,
		EFI_ATTR_RUNTIME, EFI_ATTR_MORE_RELIABLE, EFI_ATTR_NV,
	};
	uint64_t attribute = below(8) ? EFI_ATTR_WB : 0;

	for (size_t i = 0; i < sizeof(bits) / sizeof(*bits); i++)
		attribute |= below(8) ? 0 : bits[i];
	return attribute;
}

static void random_map(void)
{
	count = 1 + below(DESCRIPTORS);
	for (size_t i = 0; i < count; i++) {
		uint64_t cell = below(CELLS);

		if (below(4))
			cell -= cell % PAGE_CELLS;
		map[i] = (struct efi_memory_desc){
			.type = below(3) ? EFI_CONVENTIONAL_MEMORY
					 : (uint32_t)below(17),
			.phys_addr = cell * CELL,
			.num_pages = below((CELLS - cell) / PAGE_CELLS + 1) /
				     (1 + below(8)),
			.attribute = random_attribute(),
		};
	}
	given_descriptors(map, count, 40 + 8 * below(4));
}

static const uint32_t types[] = {
	E820_RAM, E820_RESERVED, E820_ACPI, E820_NVS, E820_UNUSABLE,
	E820_PMEM, E820_PRAM, E820_SOFT_RESERVED,
};
enum { TYPES = sizeof(types) / sizeof(*types) };

static uint32_t random_type(void)
{
	return types[below(TYPES)];
}

/* One edit, as text and as what the model does with it. */
struct edit {
	enum { CAP, EXACT, ADD, CHANGE, REMOVE } action;
	unsigned int base, end; /* cells */
	uint32_t from, to;
	bool is_mem; /* mem=, not memmap= */
};
static struct edit edits[8];
static size_t edit_cnt;

static void random_edit(void)
{
	struct edit *edit = &edits[edit_cnt++];
	unsigned int size;
	char *at = words + strlen(words);

	*edit = (struct edit){ .base = (unsigned int)below(CELLS) };
	size = 1 + (unsigned int)below(CELLS - edit->base);
	edit->end = edit->base + size;
	edit->from = random_type();
	edit->to = random_type();
	switch (below(12)) {
	case 0:
		edit->action = EXACT;
		sprintf(at, " memmap=exactmap");
		break;
	case 1: case 2:
		edit->action = CAP;
		edit->base = 4 + edit->base % (CELLS - 4);
		edit->is_mem = below(2);
		sprintf(at, edit->is_mem ? " mem=%uK" : " memmap=%uK",
			edit->base);
		break;
	case 3: case 4: case 5:
		edit->action = CHANGE;
		sprintf(at, " memmap=%uK%%%uK-%u+%u", size, edit->base,
			edit->from, edit->to);
		break;
	case 6: case 7:
		edit->action = REMOVE;
		edit->from = below(3) ? edit->from : 0;
		sprintf(at, edit->from ? " memmap=%uK%%%uK-%u"
				       : " memmap=%uK%%%uK", size, edit->base,
			edit->from);
		break;
	default:
		edit->action = ADD;
		sprintf(at, " memmap=%uK%%%uK+%u", size, edit->base, edit->to);
	}
}

/* --- the model ----------------------------------------------------------- */

static unsigned int cells[CELLS]; /* bits: types[] that cover it */
static bool physmap[PAGES], memory[PAGES], nomap[PAGES];

static unsigned int bit_of(uint32_t type)
{
	unsigned int i = 0;

	while (types[i] != type)
		i++;
	return 1u << i;
}

static bool is_usable(uint32_t type)
{
	return (type >= 1 && type <= 4) || type == 7;
}

static unsigned int first_cell(const struct efi_memory_desc *desc)
{
	return (unsigned int)(desc->phys_addr / CELL);
}

static unsigned int end_cell(const struct efi_memory_desc *desc)
{
	return first_cell(desc) + (unsigned int)desc->num_pages * PAGE_CELLS;
}

/* x86-stub.c setup_e820() */
static uint32_t stub_type(const struct efi_memory_desc *desc)
{
	static const uint32_t fixed[] = { 2, 1, 1, 1, 1, 2, 2, 1,
					  5, 3, 4, 2, 2, 2, 7, 1 };

	if (desc->type > 15)
		return 0;
	if (is_usable(desc->type) && (desc->attribute & EFI_ATTR_SP))
		return E820_SOFT_RESERVED;
	return fixed[desc->type];
}

/* efi.c do_add_efi_memmap(), with unaccepted memory spared */
static uint32_t second_type(const struct efi_memory_desc *desc)
{
	uint32_t type = stub_type(desc);

	if (is_usable(desc->type) && type == E820_RAM &&
	    !(desc->attribute & EFI_ATTR_WB))
		return E820_RESERVED;
	return type ? type : E820_RESERVED;
}

static void paint(uint32_t (*type_of)(const struct efi_memory_desc *desc))
{
	for (size_t i = 0; i < count; i++) {
		uint32_t type = type_of(&map[i]);

		for (unsigned int c = first_cell(&map[i]);
		     type && c < end_cell(&map[i]); c++)
			cells[c] |= bit_of(type);
	}
}

/* The sweep leaves the largest type alone. */
static void flatten(void)
{
	for (int c = 0; c < CELLS; c++)
		for (unsigned int bit = 1u << TYPES; bit; bit >>= 1)
			if (cells[c] & bit) {
				cells[c] = bit;
				break;
			}
}

static void apply(const struct edit *edit)
{
	unsigned int end = edit->action == CAP ? CELLS : edit->end;

	if (edit->action == EXACT)
		memset(cells, 0, sizeof(cells));
	for (unsigned int c = edit->base; c < end; c++) {
		if (edit->action == CAP)
			cells[c] &= ~bit_of(E820_RAM);
		if (edit->action == ADD)
			cells[c] |= bit_of(edit->to);
		if (edit->action == REMOVE)
			cells[c] &= edit->from ? ~bit_of(edit->from) : 0;
		if (edit->action == CHANGE && (cells[c] & bit_of(edit->from)))
			cells[c] = (cells[c] & ~bit_of(edit->from)) |
				   bit_of(edit->to);
	}
}

static bool is_page_of(const unsigned int *all, int page, unsigned int value)
{
	for (int c = page * PAGE_CELLS; c < (page + 1) * PAGE_CELLS; c++)
		if (all[c] != value)
			return false;
	return true;
}

/* A descriptor of no pages counts, because Linux has not dropped it yet. */
static bool looks_twice(bool wanted)
{
	for (size_t i = 0; i < count; i++)
		wanted = wanted || (map[i].type == 7 &&
				    (map[i].attribute & EFI_ATTR_SP));
	return wanted;
}

static void model_x86(bool wanted, bool with_mem)
{
	memset(cells, 0, sizeof(cells));
	paint(stub_type);
	flatten();
	if (looks_twice(wanted)) {
		paint(second_type);
		flatten();
	}
	for (size_t i = 0; i < edit_cnt; i++)
		if (with_mem || !edits[i].is_mem)
			apply(&edits[i]);
	flatten();
	for (int page = 0; page < PAGES; page++)
		memory[page] = page > 0 && (page < 0xa0 || page >= 0x100) &&
			       is_page_of(cells, page, bit_of(E820_RAM));
	memset(nomap, 0, sizeof(nomap));
}

/* efi-init.c reserve_regions(): the first rule that fits. */
static enum { NOTHING, MAPPED, UNMAPPED } arm64_kind(
	const struct efi_memory_desc *desc)
{
	uint64_t a = desc->attribute;

	if (!(a & (EFI_ATTR_WB | EFI_ATTR_WT | EFI_ATTR_WC)) ||
	    (a & EFI_ATTR_SP))
		return NOTHING;
	return (a & EFI_ATTR_WB) &&
	       (is_usable(desc->type) || desc->type == 9 || desc->type == 14)
		       ? MAPPED : UNMAPPED;
}

/* The same with pages of so many cells: one that is NOMAP in part is NOMAP,
 * one that is memory throughout is memory. */
static void model_rounding(int cells_of)
{
	int pages = cells_of / PAGE_CELLS;

	for (int first = 0; first < PAGES; first += pages) {
		bool any_nomap = false, all_memory = true;

		for (int page = first; page < first + pages; page++) {
			any_nomap |= nomap[page];
			all_memory &= memory[page];
		}
		for (int page = first; page < first + pages; page++) {
			nomap[page] = any_nomap;
			memory[page] = any_nomap || all_memory;
		}
	}
}

static phys_addr_t model_changes(const bool *was, const bool *is)
{
	phys_addr_t bytes = 0;

	for (int page = 0; page < PAGES; page++)
		bytes += was[page] && !is[page] ? PAGE_SIZE_4K : 0;
	return bytes;
}

static void model_arm64(void)
{
	static unsigned int mapped[CELLS], unmapped[CELLS];

	memset(mapped, 0, sizeof(mapped));
	memset(unmapped, 0, sizeof(unmapped));
	for (size_t i = 0; i < count; i++)
		for (unsigned int c = first_cell(&map[i]);
		     c < end_cell(&map[i]); c++) {
			mapped[c] |= arm64_kind(&map[i]) == MAPPED;
			unmapped[c] |= arm64_kind(&map[i]) == UNMAPPED;
		}
	for (int page = 0; page < PAGES; page++) {
		nomap[page] = !is_page_of(unmapped, page, 0);
		memory[page] = nomap[page] || is_page_of(mapped, page, 1);
	}
}

/* What is there: every type but device registers, and reserved or unknown
 * address space that cannot be cached; and what is in memory. */
static bool is_there(const struct efi_memory_desc *desc, bool arm64)
{
	uint64_t a = desc->attribute;

	if (arm64)
		return (a & (EFI_ATTR_WB | EFI_ATTR_WT | EFI_ATTR_WC)) ||
		       (desc->type >= 1 && desc->type <= 10);
	if (desc->type == 11 || desc->type == 12)
		return false;
	if (desc->type == 0 || desc->type == 13 || desc->type > 15)
		return a & EFI_ATTR_WB;
	return true;
}

/* believed: memory without mem=. */
static void model_physmap(bool arm64, const bool *believed)
{
	static unsigned int there[CELLS];

	memset(there, 0, sizeof(there));
	for (size_t i = 0; i < count; i++)
		for (unsigned int c = first_cell(&map[i]);
		     c < end_cell(&map[i]); c++)
			there[c] |= is_there(&map[i], arm64);
	for (int page = 0; page < PAGES; page++)
		physmap[page] = memory[page] || believed[page] ||
				is_page_of(there, page, 1);
}

/* --- comparing ----------------------------------------------------------- */

/* Enough to write the case down as a test of its own. */
static void complain(const char *what, int page)
{
	for (size_t i = 0; i < count; i++)
		print_error("%jx+%jx:%u:0x%jx ", (uintmax_t)map[i].phys_addr,
			    (uintmax_t)map[i].num_pages, map[i].type,
			    (uintmax_t)map[i].attribute);
	fail_msg("%s differs at page 0x%x with%s", what, page, words);
}

static void expect_pages(const struct memblock_type *type, const bool *model,
			 uint32_t flag, const bool *flagged)
{
	for (int page = 0; page < PAGES; page++) {
		const struct memblock_region *r =
			memblock_search(type, (phys_addr_t)page << 12);

		if (!!r != model[page] ||
		    (r && flagged && !!(r->flags & flag) != flagged[page]))
			complain(type->name, page);
	}
}

static void random_x86_maps_give_what_the_model_gives(void **state)
{
	static bool believed[PAGES];

	(void)state;
	seed = 3;
	for (int turn = 0; turn < TURNS; turn++) {
		bool twice = below(4) == 0;

		random_map();
		edit_cnt = 0;
		strcpy(words, twice ? "add_efi_memmap" : "");
		for (size_t n = below(3) ? 0 : below(8); n > 0; n--)
			random_edit();
		when(words);
		model_x86(twice, false);
		memcpy(believed, memory, sizeof(believed));
		model_x86(twice, true);
		model_physmap(false, believed);
		expect_pages(&mb.memory, memory, 0, NULL);
		expect_pages(&mb.physmap, physmap, 0, NULL);
	}
}

static void random_arm64_maps_give_what_the_model_gives(void **state)
{
	(void)state;
	seed = 4;
	for (int turn = 0; turn < TURNS; turn++) {
		random_map();
		strcpy(words, "profile=linux-arm64");
		when(words);
		model_arm64();
		model_physmap(true, memory);
		expect_pages(&mb.memory, memory, MEMBLOCK_NOMAP, nomap);
		expect_pages(&mb.physmap, physmap, 0, NULL);
	}
}

static void random_maps_in_larger_pages_give_what_the_model_gives(void **state)
{
	static bool was[PAGES], was_not[PAGES], is[PAGES], is_not[PAGES];

	(void)state;
	seed = 6;
	for (int turn = 0; turn < TURNS; turn++) {
		bool large = below(2);

		random_map();
		sprintf(words, "profile=linux-arm64 page-size=%s",
			large ? "64K" : "16K");
		when(words);
		model_arm64();
		for (int page = 0; page < PAGES; page++) {
			was[page] = memory[page] && !nomap[page];
			was_not[page] = !nomap[page];
		}
		model_rounding(large ? 64 : 16);
		for (int page = 0; page < PAGES; page++) {
			is[page] = memory[page] && !nomap[page];
			is_not[page] = !nomap[page];
		}
		model_physmap(true, memory);
		expect_pages(&mb.memory, memory, MEMBLOCK_NOMAP, nomap);
		expect_pages(&mb.physmap, physmap, 0, NULL);
		assert_int_equal(conversion.rounding.lost,
				 model_changes(was, is));
		assert_int_equal(conversion.rounding.nomap,
				 model_changes(was_not, is_not));
	}
}

/* The result as text, without the descriptors' order. */
static void keep_result(char *text, size_t size)
{
	snprintf(text, size, "%s | %s | %s | %s", text_of(&mb.memory),
		 text_of(&mb.reserved), text_of(&mb.physmap),
		 text_of_owners());
}

static void shuffle(void)
{
	for (size_t i = count - 1; i > 0; i--) {
		size_t j = below(i + 1);
		struct efi_memory_desc desc = map[i];

		map[i] = map[j];
		map[j] = desc;
	}
	given_descriptors(map, count, 48);
}

static void the_order_of_descriptors_does_not_matter(void **state)
{
	static const char *const lines[] = {
		"", "add_efi_memmap", "kernelcore=mirror mem=1M",
		"profile=linux-arm64", "profile=linux-arm64 mem=512K",
	};
	static char wanted[16384], got[16384];

	(void)state;
	seed = 5;
	for (int turn = 0; turn < TURNS; turn++) {
		const char *line = lines[turn % 5];

		random_map();
		when(line);
		keep_result(wanted, sizeof(wanted));
		for (int again = 0; again < 3; again++) {
			shuffle();
			when(line);
			keep_result(got, sizeof(got));
			assert_string_equal(got, wanted);
		}
	}
}

static void nor_does_it_with_larger_pages(void **state)
{
	static char memory_text[16384], reserved_text[16384];

	(void)state;
	seed = 7;
	strcpy(words, "profile=linux-arm64 page-size=64K kernelcore=mirror");
	for (int turn = 0; turn < TURNS; turn++) {
		random_map();
		when(words);
		strcpy(memory_text, text_of(&mb.memory));
		strcpy(reserved_text, text_of(&mb.reserved));
		shuffle();
		when(words);
		assert_string_equal(text_of(&mb.memory), memory_text);
		assert_string_equal(text_of(&mb.reserved), reserved_text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_x86_maps_give_what_the_model_gives),
		cmocka_unit_test(random_arm64_maps_give_what_the_model_gives),
		cmocka_unit_test(
			random_maps_in_larger_pages_give_what_the_model_gives),
		cmocka_unit_test(the_order_of_descriptors_does_not_matter),
		cmocka_unit_test(nor_does_it_with_larger_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
