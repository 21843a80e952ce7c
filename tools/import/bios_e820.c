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

static const struct kind {
	const char *word;
	uint32_t type;
	uint64_t attribute;
} kinds[] = {
	{ "usable", EFI_CONVENTIONAL_MEMORY, EFI_ATTR_WB },
	{ "System RAM", EFI_CONVENTIONAL_MEMORY, EFI_ATTR_WB },
	{ "reserved", EFI_RESERVED_MEMORY_TYPE, 0 },
	{ "device reserved", EFI_RESERVED_MEMORY_TYPE, 0 },
	{ "soft reserved", EFI_CONVENTIONAL_MEMORY, EFI_ATTR_SP | EFI_ATTR_WB },
	{ "ACPI data", EFI_ACPI_RECLAIM_MEMORY, EFI_ATTR_WB },
	{ "ACPI NVS", EFI_ACPI_MEMORY_NVS, EFI_ATTR_WB },
	{ "unusable", EFI_UNUSABLE_MEMORY, EFI_ATTR_WB },
	{ "persistent (type 7)", EFI_PERSISTENT_MEMORY,
	  EFI_ATTR_NV | EFI_ATTR_WB },
	{ "persistent (type 12)", EFI_PERSISTENT_MEMORY,
	  EFI_ATTR_NV | EFI_ATTR_WB },
	{ "persistent RAM (type 7)", EFI_PERSISTENT_MEMORY,
	  EFI_ATTR_NV | EFI_ATTR_WB },
	{ "persistent RAM (type 12)", EFI_PERSISTENT_MEMORY,
	  EFI_ATTR_NV | EFI_ATTR_WB },
	/* GRUB_MEMORY_CODE of GRUB: runtime services code */
	{ "type 20", EFI_RUNTIME_SERVICES_CODE,
	  EFI_ATTR_RUNTIME | EFI_ATTR_WB },
};

static void set_kind(struct import *import, const struct line *line,
		     struct cursor word, struct efi_memory_desc *desc)
{
	word = cursor_trimmed(word);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (cursor_equals(&word, kinds[i].word)) {
			desc->type = kinds[i].type;
			desc->attribute = kinds[i].attribute;
			return;
		}
	}
	desc->type = EFI_RESERVED_MEMORY_TYPE;
	import_note(import, line->number,
		    "unknown E820 type, taken as reserved");
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
	set_kind(import, line, word, &desc);
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
