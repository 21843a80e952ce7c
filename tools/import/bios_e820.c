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
#include <string.h>

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
		     struct cursor word, struct row *row)
{
	struct efi_memory_desc *desc = &row->desc;
	uint32_t type;

	cursor_blanks(&word);
	if (!named(word, &type))
		return false;
	row->e820 = type;
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		if (types[i].e820 == type) {
			desc->type = types[i].type;
			desc->attribute = types[i].attribute;
			return true;
		}
	}
	desc->type = EFI_RESERVED_MEMORY_TYPE;
	import_note(import, line, "unknown E820 type, reserved as in Linux");
	return true;
}

/* "[mem 0x1000-0x1fff] usable" */
static bool new_shape(struct cursor *c, struct row *row,
		      struct cursor *ret_word)
{
	if (!cursor_skip(c, "[mem ") || !cursor_hex(c, &row->first) ||
	    !cursor_skip(c, "-") || !cursor_hex(c, &row->last) ||
	    !cursor_skip(c, "]"))
		return false;
	*ret_word = *c;
	return !cursor_at_end(c);
}

/* "0000000000001000 - 0000000000002000 (usable)" */
static bool old_shape(struct cursor *c, struct row *row,
		      struct cursor *ret_word)
{
	uint64_t end;

	if (!cursor_hex(c, &row->first) || !cursor_skip(c, " - ") ||
	    !cursor_hex(c, &end) || !cursor_skip(c, " (") || end == row->first)
		return false;
	row->last = end - 1;
	*ret_word = *c;
	/* The type may contain parentheses: "(persistent (type 7))". */
	return cursor_find(c, ")");
}

static void e820_row(struct import *import, const struct line *line,
		     struct cursor c)
{
	struct row row = { 0 };
	struct cursor word;

	if (!new_shape(&c, &row, &word) && !old_shape(&c, &row, &word))
		import_unread(import, line, "expected [mem START-END] TYPE");
	else if (row.last < row.first)
		import_unread(import, line, "the range ends before it starts");
	else if (!set_type(import, line, word, &row))
		import_unread(import, line, "unknown or incomplete E820 type");
	else
		import_bytes(import, line, &row);
}

/* Rows that begin with marker, of a table that begins with headline. */
static void e820_line(struct import *import, const struct line *line,
		      const char *headline, const char *marker)
{
	struct cursor c = line->text, header = line->text;

	import_firmware_line(import, line);
	if (cursor_find(&header, headline))
		import_starts(import, line);
	if (!cursor_find(&c, marker))
		return;
	/* Other lines of a log may begin with "user:", so that marker is longer
	 * than the name. */
	if (c.at[-1] == ' ')
		c.at -= strlen("[mem ");
	cursor_blanks(&c);
	if (!cursor_skip(&c, "[gap "))
		e820_row(import, line, c);
}

static void bios_line(struct import *import, const struct line *line)
{
	e820_line(import, line, "BIOS-provided physical RAM map", "BIOS-e820:");
}

static void user_line(struct import *import, const struct line *line)
{
	e820_line(import, line, "user-defined physical RAM map", "user: [mem ");
}

static void modified_line(struct import *import, const struct line *line)
{
	e820_line(import, line, "modified physical RAM map", "modified: [mem ");
}

static void setup_line(struct import *import, const struct line *line)
{
	e820_line(import, line, "extended physical RAM map",
		  "reserve setup_data: [mem ");
}

const struct import_format import_e820 = {
	.origin = "BIOS-e820 rows",
	.profile = PROFILE_LINUX_X86,
	.rank = 4,
	.line = bios_line,
	.log = true,
};

const struct import_format import_e820_user = {
	.origin = "user-defined E820 rows",
	.profile = PROFILE_LINUX_X86,
	.rank = 3,
	.line = user_line,
	.log = true,
	.note = "this is the map after mem= and memmap= of the kernel, not "
		"that of the firmware",
};

const struct import_format import_e820_modified = {
	.origin = "modified E820 rows",
	.profile = PROFILE_LINUX_X86,
	.rank = 3,
	.line = modified_line,
	.log = true,
	.note = "this is the map after changes by the kernel, not that of the "
		"firmware",
};

const struct import_format import_e820_setup = {
	.origin = "extended E820 rows",
	.profile = PROFILE_LINUX_X86,
	.rank = 3,
	.line = setup_line,
	.log = true,
	.note = "this is the map with the setup_data of the boot loader "
		"reserved, not that of the firmware",
};
