/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/mapmodel.h"

#include <string.h>

#include "core/firmware/e820.h"

struct model model;

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

static bool is_page_of(const unsigned int *all, int page, unsigned int value)
{
	for (int c = page * PAGE_CELLS; c < (page + 1) * PAGE_CELLS; c++)
		if (all[c] != value)
			return false;
	return true;
}

/* --- x86: the E820 table ------------------------------------------------- */

static unsigned int cells[CELLS]; /* bits: e820_types[] that cover it */

static unsigned int bit_of(uint32_t type)
{
	unsigned int i = 0;

	while (e820_types[i] != type)
		i++;
	return 1u << i;
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

/* efi.c do_add_efi_memmap(), except unaccepted memory */
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
	for (size_t i = 0; i < drawn.count; i++) {
		const struct efi_memory_desc *desc = &drawn.map[i];
		uint32_t type = type_of(desc);

		for (unsigned int c = first_cell(desc);
		     type && c < end_cell(desc); c++)
			cells[c] |= bit_of(type);
	}
}

/* Where entries overlap, the largest type remains. */
static void flatten(void)
{
	for (int c = 0; c < CELLS; c++)
		for (unsigned int bit = 1u << E820_TYPES; bit; bit >>= 1)
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

/* A descriptor of no pages counts, because Linux has not dropped it yet. */
static bool looks_twice(bool wanted)
{
	for (size_t i = 0; i < drawn.count; i++)
		wanted = wanted || (drawn.map[i].type == 7 &&
				    (drawn.map[i].attribute & EFI_ATTR_SP));
	return wanted;
}

static void make_e820(bool twice, bool with_mem)
{
	memset(cells, 0, sizeof(cells));
	paint(stub_type);
	flatten();
	if (looks_twice(twice)) {
		paint(second_type);
		flatten();
	}
	for (size_t i = 0; i < drawn.edit_cnt; i++)
		if (with_mem || !drawn.edits[i].is_mem)
			apply(&drawn.edits[i]);
	flatten();
	for (int page = 0; page < PAGES; page++)
		model.memory[page] = page > 0 &&
				     (page < 0xa0 || page >= 0x100) &&
				     is_page_of(cells, page, bit_of(E820_RAM));
}

/* --- arm64 --------------------------------------------------------------- */

static bool is_cacheable(const struct efi_memory_desc *desc)
{
	return desc->attribute & (EFI_ATTR_WB | EFI_ATTR_WT | EFI_ATTR_WC);
}

/* efi-init.c reserve_regions(): the first rule that fits. */
static enum {
	NOTHING,
	MAPPED,
	UNMAPPED
} arm64_kind(const struct efi_memory_desc *desc)
{
	if (!is_cacheable(desc) || (desc->attribute & EFI_ATTR_SP))
		return NOTHING;
	return (desc->attribute & EFI_ATTR_WB) &&
			       (is_usable(desc->type) || desc->type == 9 ||
				desc->type == 14)
		       ? MAPPED
		       : UNMAPPED;
}

static void make_arm64(void)
{
	static unsigned int mapped[CELLS], unmapped[CELLS];

	memset(mapped, 0, sizeof(mapped));
	memset(unmapped, 0, sizeof(unmapped));
	for (size_t i = 0; i < drawn.count; i++) {
		const struct efi_memory_desc *desc = &drawn.map[i];

		for (unsigned int c = first_cell(desc); c < end_cell(desc);
		     c++) {
			mapped[c] |= arm64_kind(desc) == MAPPED;
			unmapped[c] |= arm64_kind(desc) == UNMAPPED;
		}
	}
	for (int page = 0; page < PAGES; page++) {
		model.nomap[page] = !is_page_of(unmapped, page, 0);
		model.memory[page] =
			model.nomap[page] || is_page_of(mapped, page, 1);
	}
}

/* A larger page that is partly NOMAP is NOMAP; one that is entirely memory is
 * memory. */
static void round_page(int first, int end)
{
	bool any_nomap = false, all_memory = true;

	for (int page = first; page < end; page++) {
		any_nomap |= model.nomap[page];
		all_memory &= model.memory[page];
	}
	for (int page = first; page < end; page++) {
		bool was = model.memory[page] && !model.nomap[page];
		bool is = all_memory && !any_nomap;

		model.lost += was && !is ? PAGE_SIZE_4K : 0;
		model.grown +=
			any_nomap && !model.nomap[page] ? PAGE_SIZE_4K : 0;
		model.nomap[page] = any_nomap;
		model.memory[page] = any_nomap || all_memory;
	}
}

/* --- reserved and physmap ------------------------------------------------ */

/* A reservation of a byte reserves its page. */
static void reserve(unsigned int first, unsigned int end, unsigned int cells_of)
{
	first -= first % cells_of;
	end = (end + cells_of - 1) / cells_of * cells_of;
	for (unsigned int c = first; c < end; c += PAGE_CELLS)
		model.reserved[c / PAGE_CELLS] = true;
}

/* efi_reserve_boot_services(), and what only memblock.efi reserves. */
static bool is_held_x86(const struct efi_memory_desc *desc)
{
	bool usable = is_usable(desc->type);

	if (usable && (desc->attribute & EFI_ATTR_SP))
		return false;
	return desc->type == 3 || desc->type == 4 || desc->type == 15 ||
	       (usable && (desc->attribute & EFI_ATTR_RUNTIME));
}

/* reserve_regions(), and what only memblock.efi reserves. */
static bool is_held_arm64(const struct efi_memory_desc *desc)
{
	if (desc->type == 9)
		return arm64_kind(desc) != NOTHING;
	return is_usable(desc->type) && arm64_kind(desc) == MAPPED &&
	       (desc->attribute & EFI_ATTR_RUNTIME);
}

static void model_reserved(
	bool (*is_loader_range)(const struct efi_memory_desc *desc),
	unsigned int cells_of)
{
	memset(model.reserved, 0, sizeof(model.reserved));
	for (size_t i = 0; i < drawn.count; i++) {
		const struct efi_memory_desc *desc = &drawn.map[i];

		if (desc->num_pages && is_loader_range(desc))
			reserve(first_cell(desc), end_cell(desc), cells_of);
	}
}

/* physmap: every type except device registers, and except reserved or unknown
 * address space that is not cacheable. */
static bool is_there_x86(const struct efi_memory_desc *desc)
{
	if (desc->type == 11 || desc->type == 12)
		return false;
	if (desc->type == 0 || desc->type == 13 || desc->type > 15)
		return desc->attribute & EFI_ATTR_WB;
	return true;
}

static bool is_there_arm64(const struct efi_memory_desc *desc)
{
	return is_cacheable(desc) || (desc->type >= 1 && desc->type <= 10);
}

/* Memory is also in physmap, with and without mem=. */
static void model_physmap(bool (*is_there)(const struct efi_memory_desc *desc),
			  const bool *believed)
{
	static unsigned int there[CELLS];

	memset(there, 0, sizeof(there));
	for (size_t i = 0; i < drawn.count; i++) {
		const struct efi_memory_desc *desc = &drawn.map[i];

		for (unsigned int c = first_cell(desc); c < end_cell(desc); c++)
			there[c] |= is_there(desc);
	}
	for (int page = 0; page < PAGES; page++)
		model.physmap[page] = model.memory[page] || believed[page] ||
				      is_page_of(there, page, 1);
}

/* --- all of it ----------------------------------------------------------- */

/* reserve_real_mode(), and e820__memblock_setup() for what is soft-reserved. */
static void reserve_besides(void)
{
	reserve(0, 0x100000 / CELL, PAGE_CELLS);
	for (unsigned int c = 0; c < CELLS; c++)
		if (cells[c] == bit_of(E820_SOFT_RESERVED))
			reserve(c, c + 1, PAGE_CELLS);
}

void model_x86(bool twice)
{
	static bool believed[PAGES];

	memset(&model, 0, sizeof(model));
	make_e820(twice, false);
	memcpy(believed, model.memory, sizeof(believed));
	make_e820(twice, true);
	model_reserved(is_held_x86, PAGE_CELLS);
	reserve_besides();
	model_physmap(is_there_x86, believed);
}

void model_arm64(unsigned int page_cells)
{
	int pages = (int)page_cells / PAGE_CELLS;

	memset(&model, 0, sizeof(model));
	make_arm64();
	for (int first = 0; first < PAGES && pages > 1; first += pages)
		round_page(first, first + pages);
	model_reserved(is_held_arm64, page_cells);
	model_physmap(is_there_arm64, model.memory);
}
