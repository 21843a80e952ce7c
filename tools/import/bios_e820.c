/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The E820 map in a Linux log. Each row becomes the EFI descriptor that Linux
 * would have made it from. Ends are exclusive in the first form, inclusive in
 * the others:
 *
 *   BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)     up to 3.4
 *   BIOS-e820: [mem 0x...00000000-0x...0009fbff] usable         from 3.5
 *   BIOS-e820: [mem 0x...00000000-0x...0009ffff]  System RAM    from 7.0
 *   BIOS-e820: [gap 0x...9d000000-0x...9d78ffff]                from 7.0
 */
#include "tools/import/import.h"

#include <ctype.h>

#include "core/firmware/e820.h"

/* The words that Linux prints (e820_print_type() and its predecessors). */
static const struct {
	const char *word;
	uint32_t type; /* enum e820_type */
} words[] = {
	{ "usable", E820_RAM },
	{ "System RAM", E820_RAM },
	{ "reserved", E820_RESERVED },
	{ "device reserved", E820_RESERVED },
	{ "soft reserved", E820_SOFT_RESERVED },
	{ "ACPI data", E820_ACPI },
	{ "ACPI NVS", E820_NVS },
	{ "unusable", E820_UNUSABLE },
	{ "persistent (type 7)", E820_PMEM },
	{ "persistent (type 12)", E820_PRAM },
	{ "persistent RAM (type 7)", E820_PMEM },
	{ "persistent RAM (type 12)", E820_PRAM },
};

/* GRUB_MEMORY_CODE of GRUB, which Linux does not know. */
#define GRUB_CODE 20

/* The descriptor that a row of each type comes from. */
static const struct {
	uint32_t e820;
	uint32_t type;
	uint64_t attribute;
} types[] = {
	{ E820_RAM, EFI_CONVENTIONAL_MEMORY, EFI_ATTR_WB },
	{ E820_RESERVED, EFI_RESERVED_MEMORY_TYPE, 0 },
	{ E820_ACPI, EFI_ACPI_RECLAIM_MEMORY, EFI_ATTR_WB },
	{ E820_NVS, EFI_ACPI_MEMORY_NVS, EFI_ATTR_WB },
	{ E820_UNUSABLE, EFI_UNUSABLE_MEMORY, EFI_ATTR_WB },
	{ E820_PMEM, EFI_PERSISTENT_MEMORY, EFI_ATTR_NV | EFI_ATTR_WB },
	{ E820_PRAM, EFI_PERSISTENT_MEMORY, EFI_ATTR_NV | EFI_ATTR_WB },
	{ E820_SOFT_RESERVED, EFI_CONVENTIONAL_MEMORY,
	  EFI_ATTR_SP | EFI_ATTR_WB },
	{ GRUB_CODE, EFI_RUNTIME_SERVICES_CODE,
	  EFI_ATTR_RUNTIME | EFI_ATTR_WB },
};

/* A word ends where no letter or digit follows: what is appended to a row
 * ("usable<br>") does not matter, and a part of a word ("usa") is not one. */
static bool word_ends(const struct cursor *c)
{
	return c->at == c->end || !isalnum((unsigned char)*c->at);
}

/* "type 20" */
static bool numbered(struct cursor c, uint32_t *ret_type)
{
	uint64_t number;

	if (!cursor_skip(&c, "type ") || !cursor_dec(&c, &number) ||
	    number > UINT32_MAX || !word_ends(&c))
		return false;
	*ret_type = (uint32_t)number;
	return true;
}

static bool named(struct cursor word, uint32_t *ret_type)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct cursor c = word;

		if (cursor_skip(&c, words[i].word) && word_ends(&c)) {
			*ret_type = words[i].type;
			return true;
		}
	}
	return numbered(word, ret_type);
}

/* false: word is not one that Linux prints. */
static bool set_type(struct import *import, const struct line *line,
		     struct cursor word, struct efi_memory_desc *desc)
{
	uint32_t type;

	cursor_blanks(&word);
	if (!named(word, &type))
		return false;
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		if (types[i].e820 == type) {
			desc->type = types[i].type;
			desc->attribute = types[i].attribute;
			return true;
		}
	}
	desc->type = EFI_RESERVED_MEMORY_TYPE;
	import_note(import, line->number,
		    "unknown E820 type, reserved as in Linux");
	return true;
}

/* Rounds [start, last] to whole pages: memory shrinks, everything else grows.
 * false: no page is left. */
static bool set_pages(struct import *import, struct efi_memory_desc *desc,
		      uint64_t start, uint64_t last)
{
	bool shrink = desc->type == EFI_CONVENTIONAL_MEMORY;
	uint64_t first_page = start >> PAGE_SHIFT_4K;
	uint64_t end_page = last >> PAGE_SHIFT_4K;
	bool ragged_start = start % PAGE_SIZE_4K != 0;
	bool ragged_end = last % PAGE_SIZE_4K != PAGE_SIZE_4K - 1;

	import->unaligned += ragged_start || ragged_end;
	first_page += shrink && ragged_start;
	end_page += !(shrink && ragged_end);
	desc->phys_addr = first_page << PAGE_SHIFT_4K;
	desc->num_pages = end_page - first_page;
	return first_page < end_page;
}

/* "[mem 0x1000-0x1fff] usable" */
static bool new_shape(struct cursor *c, uint64_t *ret_start, uint64_t *ret_last,
		      struct cursor *ret_word)
{
	if (!cursor_skip(c, "[mem ") || !cursor_hex(c, ret_start) ||
	    !cursor_skip(c, "-") || !cursor_hex(c, ret_last) ||
	    !cursor_skip(c, "]"))
		return false;
	*ret_word = *c;
	return !cursor_at_end(c);
}

/* "0000000000001000 - 0000000000002000 (usable)" */
static bool old_shape(struct cursor *c, uint64_t *ret_start, uint64_t *ret_last,
		      struct cursor *ret_word)
{
	uint64_t end;

	if (!cursor_hex(c, ret_start) || !cursor_skip(c, " - ") ||
	    !cursor_hex(c, &end) || !cursor_skip(c, " (") || end == *ret_start)
		return false;
	*ret_last = end - 1;
	/* The type may contain parentheses: "(persistent (type 7))". */
	*ret_word = cursor_trimmed(*c);
	if (cursor_at_end(ret_word) || ret_word->end[-1] != ')')
		return false;
	ret_word->end--;
	return true;
}

/* Does another map start without a headline? No map contains a row twice. */
static bool is_first_again(const struct import *import,
			   const struct efi_memory_desc *desc)
{
	return import->cnt != 0 && import->desc->phys_addr == desc->phys_addr &&
	       import->desc->num_pages == desc->num_pages &&
	       import->desc->type == desc->type;
}

static void e820_row(struct import *import, const struct line *line,
		     struct cursor c)
{
	struct efi_memory_desc desc = { 0 };
	struct cursor word;
	uint64_t start, last;

	if (!new_shape(&c, &start, &last, &word) &&
	    !old_shape(&c, &start, &last, &word)) {
		import_unread(import, line, "expected [mem START-END] TYPE");
		return;
	}
	if (last < start) {
		import_unread(import, line, "the range ends before it starts");
		return;
	}
	if (!set_type(import, line, word, &desc)) {
		import_unread(import, line, "unknown or incomplete E820 type");
		return;
	}
	if (!set_pages(import, &desc, start, last))
		return;
	if (!is_first_again(import, &desc) || !import_starts(import, line))
		import_row(import, &desc);
}

static void e820_line(struct import *import, const struct line *line)
{
	struct cursor c = line->text, header = line->text;

	import_firmware_line(import, line);
	if (cursor_find(&header, "BIOS-provided physical RAM map"))
		import_starts(import, line);
	if (!cursor_find(&c, "BIOS-e820:"))
		return;
	cursor_blanks(&c);
	if (!cursor_skip(&c, "[gap "))
		e820_row(import, line, c);
}

const struct import_format import_e820 = {
	"BIOS-e820 rows",
	PROFILE_LINUX_X86,
	1,
	e820_line,
};
