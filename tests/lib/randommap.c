/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/randommap.h"

#include <stdio.h>
#include <string.h>

#include "core/firmware/e820.h"
#include "tests/lib/givenmap.h"
#include "tests/lib/rangetext.h"

struct drawn drawn;

const uint32_t e820_types[E820_TYPES] = {
	E820_RAM,      E820_RESERVED, E820_ACPI, E820_NVS,
	E820_UNUSABLE, E820_PMEM,     E820_PRAM, E820_SOFT_RESERVED,
};

static uint64_t state;

void draw_from(uint64_t seed)
{
	state = seed;
}

uint64_t below(uint64_t n)
{
	return next_random(&state) % n;
}

/* --- maps ---------------------------------------------------------------- */

static uint64_t random_attribute(void)
{
	static const uint64_t bits[] = {
		EFI_ATTR_UC, EFI_ATTR_WT,      EFI_ATTR_WC,
		EFI_ATTR_SP, EFI_ATTR_RUNTIME, EFI_ATTR_MORE_RELIABLE,
		EFI_ATTR_NV,
	};
	uint64_t attribute = below(8) ? EFI_ATTR_WB : 0;

	for (size_t i = 0; i < sizeof(bits) / sizeof(*bits); i++)
		attribute |= below(8) ? 0 : bits[i];
	return attribute;
}

static struct efi_memory_desc random_descriptor(void)
{
	struct efi_memory_desc desc = { 0 };
	uint64_t cell = below(CELLS);

	if (below(4))
		cell -= cell % PAGE_CELLS;
	desc.type = below(3) ? EFI_CONVENTIONAL_MEMORY : (uint32_t)below(17);
	desc.phys_addr = cell * CELL;
	desc.num_pages = below((CELLS - cell) / PAGE_CELLS + 1);
	desc.num_pages /= 1 + below(8);
	desc.attribute = random_attribute();
	return desc;
}

void draw_map(void)
{
	drawn.count = 1 + below(DRAWN_MAX);
	for (size_t i = 0; i < drawn.count; i++)
		drawn.map[i] = random_descriptor();
	given_descriptors(drawn.map, drawn.count, 40 + 8 * below(4));
}

void shuffle_map(void)
{
	for (size_t i = drawn.count - 1; i > 0; i--) {
		size_t j = below(i + 1);
		struct efi_memory_desc desc = drawn.map[i];

		drawn.map[i] = drawn.map[j];
		drawn.map[j] = desc;
	}
	given_descriptors(drawn.map, drawn.count, 48);
}

/* --- edits --------------------------------------------------------------- */

void draw_words(const char *line)
{
	strcpy(drawn.words, line);
	drawn.edit_cnt = 0;
}

static void draw_cap(struct edit *edit, char *word)
{
	edit->action = CAP;
	edit->base = 4 + edit->base % (CELLS - 4);
	edit->is_mem = below(2);
	sprintf(word, edit->is_mem ? " mem=%uK" : " memmap=%uK", edit->base);
}

static void draw_change(struct edit *edit, char *word)
{
	edit->action = CHANGE;
	sprintf(word, " memmap=%uK%%%uK-%u+%u", edit->end - edit->base,
		edit->base, edit->from, edit->to);
}

static void draw_remove(struct edit *edit, char *word)
{
	unsigned int size = edit->end - edit->base;

	edit->action = REMOVE;
	edit->from = below(3) ? edit->from : 0;
	if (edit->from)
		sprintf(word, " memmap=%uK%%%uK-%u", size, edit->base,
			edit->from);
	else
		sprintf(word, " memmap=%uK%%%uK", size, edit->base);
}

static uint32_t random_type(void)
{
	return e820_types[below(E820_TYPES)];
}

void draw_edit(void)
{
	struct edit *edit = &drawn.edits[drawn.edit_cnt++];
	char *word = drawn.words + strlen(drawn.words);

	*edit = (struct edit){ .base = (unsigned int)below(CELLS) };
	edit->end = edit->base + 1 + (unsigned int)below(CELLS - edit->base);
	edit->from = random_type();
	edit->to = random_type();
	switch (below(12)) {
	case 0:
		edit->action = EXACT;
		strcpy(word, " memmap=exactmap");
		break;
	case 1:
	case 2:
		draw_cap(edit, word);
		break;
	case 3:
	case 4:
	case 5:
		draw_change(edit, word);
		break;
	case 6:
	case 7:
		draw_remove(edit, word);
		break;
	default:
		edit->action = ADD;
		sprintf(word, " memmap=%uK%%%uK+%u", edit->end - edit->base,
			edit->base, edit->to);
	}
}
