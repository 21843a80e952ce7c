/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The commands lsefimmap and lsmmap of GRUB, and displaymem of GRUB4DOS:
 *
 *   Type      Physical start  - end             #Pages        Size Attributes
 *   conv-mem  0000000000001000-0000000007ef5fff 00007ef5 130004KiB WB
 *
 *   base_addr = 0x100000, length = 0x7fe1b000, available RAM
 *
 *   Usable RAM: Base: 0x  100000, Length: 0xB39BE000, End: 0xB3ABE000
 *
 * lsmmap translates its words.
 */
#include "tools/import/e820_types.h"
#include "tools/import/names.h"

/* --- lsefimmap ----------------------------------------------------------- */

/* A name, or "Unk 0f". */
static bool efi_type(struct cursor name, uint32_t *ret_type)
{
	uint64_t number;

	if (type_by_any_name(&name, ret_type))
		return true;
	if (!cursor_skip(&name, "Unk ") || !cursor_hex(&name, &number) ||
	    !cursor_at_end(&name) || number > UINT32_MAX)
		return false;
	*ret_type = (uint32_t)number;
	return true;
}

/* "RT UC WC WT WB" until the end of the line. */
static bool efi_attributes(struct cursor c, uint64_t *ret)
{
	struct cursor word;
	uint64_t bit;

	*ret = 0;
	while (cursor_word(&c, &word)) {
		if (!attr_by_any_name(&word, &bit))
			return false;
		*ret |= bit;
	}
	return true;
}

/* "130004KiB" */
static bool is_size(struct cursor word)
{
	uint64_t number;

	return cursor_dec(&word, &number) && cursor_left(&word) == 3 &&
	       word.at[1] == 'i' && word.at[2] == 'B';
}

static const char *efi_row(struct cursor type, struct cursor c, uint64_t last,
			   struct efi_memory_desc *desc)
{
	struct cursor pages, size;
	uint64_t cnt;

	if (!cursor_word(&c, &pages) || !cursor_hex(&pages, &cnt) ||
	    !cursor_at_end(&pages) || !cursor_word(&c, &size) || !is_size(size))
		return "the row is incomplete";
	if (!efi_type(type, &desc->type))
		return "unknown memory type";
	if (!efi_attributes(c, &desc->attribute))
		return "unknown attribute";
	desc->num_pages = cnt;
	return last - desc->phys_addr + 1 == cnt << PAGE_SHIFT_4K
		       ? NULL
		       : "end and number of pages disagree";
}

/* Of the size, which is a number with a unit, not in each other's table. */
static bool has_size(struct cursor c)
{
	struct cursor pages, size;

	return cursor_word(&c, &pages) && cursor_word(&c, &size) &&
	       is_size(size);
}

static void lsefimmap_line(struct import *import, const struct line *line)
{
	struct efi_memory_desc desc = { 0 };
	struct cursor c = line->text, header = c, type;
	uint64_t last;

	if (cursor_find(&header, "Physical start") &&
	    cursor_find(&header, "#Pages")) {
		import_starts(import, line);
		import->inside = 1;
		return;
	}
	if (!cursor_find_range(&c, 16, &desc.phys_addr, &last, &type) ||
	    (!import->inside && !has_size(c)))
		return;
	import_take(import, line, efi_row(type, c, last, &desc), &desc);
}

/* --- lsmmap and displaymem ----------------------------------------------- */

static const struct e820_word words[] = {
	{ "available RAM", E820_RAM },
	{ "reserved RAM", E820_RESERVED },
	{ "ACPI reclaimable RAM", E820_ACPI },
	{ "ACPI non-volatile storage RAM", E820_NVS },
	{ "faulty RAM", E820_UNUSABLE },
	{ "persistent RAM (legacy", E820_PRAM },
	{ "persistent RAM", E820_PMEM },
	{ "RAM holding coreboot tables", E820_RESERVED },
	{ "RAM holding firmware code", E820_GRUB_CODE },
};

/* "available RAM", "type = 0x6" */
static bool mmap_type(struct cursor c, uint32_t *ret_type)
{
	uint64_t number;

	if (E820_BY_WORD(words, &c, ret_type))
		return true;
	if (!cursor_skip(&c, "type = ") || !cursor_number(&c, &number) ||
	    number > UINT32_MAX || number == 0)
		return false; /* 0 is what is left of 0x1 */
	*ret_type = (uint32_t)number;
	return true;
}

/* A kernel that prints its Multiboot map has the same shape: " size = 0x14,
 * base_addr = 0x0, length = 0x9fc00, type = 0x1". */
static void lsmmap_line(struct import *import, const struct line *line)
{
	uint64_t first, len;
	struct cursor c = line->text;
	uint32_t type;

	if (!cursor_find(&c, "base_addr = "))
		return;
	if (!cursor_hex(&c, &first) || !cursor_skip(&c, ", length = ") ||
	    !cursor_hex(&c, &len) || !cursor_skip(&c, ", "))
		import_unread(import, line,
			      "expected base_addr =, length =, TYPE");
	else if (!mmap_type(c, &type))
		import_unread(import, line,
			      "unknown type; GRUB translates it: run it with "
			      "lang=C");
	else if (len > 0)
		import_e820_row(import, line, first, first + len - 1, type);
	else
		import_seen(import, line);
}

/* "0x  100000" */
static bool padded(struct cursor *c, uint64_t *ret)
{
	if (!cursor_skip(c, "0x"))
		return false;
	cursor_blanks(c);
	return cursor_hex(c, ret);
}

/* The end, which follows from base and length, shows that neither was cut. */
static void displaymem_line(struct import *import, const struct line *line)
{
	uint64_t first, len, end;
	struct cursor c = line->text, ram = c, reserved = c;
	bool usable = cursor_find(&ram, "Usable RAM: Base: ");

	if (!cursor_find(&c, ": Base: "))
		return;
	if (!padded(&c, &first) || !cursor_skip(&c, ", Length: ") ||
	    !padded(&c, &len) || !cursor_skip(&c, ", End: ") ||
	    !padded(&c, &end) || first + len != end)
		import_unread(import, line,
			      "expected Base:, Length:, and the End: that "
			      "follows from them");
	else if (!usable && !cursor_find(&reserved, "Reserved: Base: "))
		import_unread(import, line, "unknown type");
	else if (len > 0)
		import_e820_row(import, line, first, first + len - 1,
				usable ? E820_RAM : E820_RESERVED);
}

const struct import_format import_lsefimmap = {
	.origin = "GRUB lsefimmap",
	.profile = PROFILE_LINUX_X86,
	.rank = 5,
	.hints = (const char *const[]){ "  00000", "#pages ", "0-00000", NULL },
	.line = lsefimmap_line,
	.any_arch = true,
	.open_attributes = true,
};

const struct import_format import_lsmmap = {
	.origin = "GRUB lsmmap",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_E820,
	.rank = 4,
	.hints = (const char *const[]){ "base_addr = ", "addr = 0x", NULL },
	.line = lsmmap_line,
	.log = true,
};

const struct import_format import_displaymem = {
	.origin = "GRUB4DOS displaymem",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_E820,
	.rank = 4,
	.hints = (const char *const[]){ ": base: 0x", NULL },
	.line = displaymem_line,
};
