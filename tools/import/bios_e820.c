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
#include <ctype.h>
#include <string.h>

#include "tools/import/e820_types.h"

/* The words that Linux prints (e820_print_type() and its predecessors). */
static const struct e820_word words[] = {
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

/* A word, or "type 20". */
static bool type_of(struct cursor c, uint32_t *ret_type)
{
	uint64_t number;

	cursor_blanks(&c);
	if (E820_BY_WORD(words, &c, ret_type))
		return true;
	if (!cursor_skip(&c, "type ") || !cursor_dec(&c, &number) ||
	    number > UINT32_MAX ||
	    (c.at < c.end && isalnum((unsigned char)*c.at)))
		return false;
	*ret_type = (uint32_t)number;
	return true;
}

/* "[mem 0x1000-0x1fff]" */
static bool new_range(struct cursor *c, struct row *row)
{
	return cursor_skip(c, "[mem ") && cursor_hex(c, &row->first) &&
	       cursor_skip(c, "-") && cursor_hex(c, &row->last) &&
	       cursor_skip(c, "]");
}

/* "[mem 0x1000-0x1fff] usable" */
static bool new_shape(struct cursor *c, struct row *row,
		      struct cursor *ret_word)
{
	if (!new_range(c, row))
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
	uint32_t type;

	if (!new_shape(&c, &row, &word) && !old_shape(&c, &row, &word))
		import_unread(import, line, "expected [mem START-END] TYPE");
	else if (row.last < row.first)
		import_unread(import, line, "the range ends before it starts");
	else if (!type_of(word, &type))
		import_unread(import, line, "unknown or incomplete E820 type");
	else
		import_e820_row(import, line, row.first, row.last, type);
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
	if (cursor_skip(&c, "[gap "))
		import_seen(import, line);
	else
		e820_row(import, line, c);
}

/* "Hyper-V: add e820 entry [mem 0x...-0x...]", memory that the kernel adds. */
static bool added_line(struct import *import, const struct line *line)
{
	struct cursor c = line->text;
	struct row row;

	if (!cursor_find(&c, "Hyper-V: add e820 entry "))
		return false;
	if (new_range(&c, &row))
		import_e820_row(import, line, row.first, row.last, E820_RAM);
	else
		import_unread(import, line, "expected [mem START-END]");
	return true;
}

/* Without a BIOS, other names precede the rows. */
static void bios_line(struct import *import, const struct line *line)
{
	static const char *const markers[] = { "BIOS-e820:", "BIOS-e801:",
					       "BIOS-88:", "Xen: [mem " };
	size_t i = 0;

	if (added_line(import, line))
		return;
	while (i + 1 < sizeof(markers) / sizeof(*markers)) {
		struct cursor c = line->text;

		if (cursor_find(&c, markers[i]))
			break;
		i++;
	}
	e820_line(import, line, "BIOS-provided physical RAM map", markers[i]);
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
	.holds = IMPORT_HOLDS_E820,
	.rank = 4,
	.hints = (const char *const[]){ "bios-e820", "bios-e801",
					"bios-88:", "[mem 0x",
					"ram map:", "efi: efi v", NULL },
	.line = bios_line,
	.log = true,
};

const struct import_format import_e820_user = {
	.origin = "user-defined E820 rows",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_E820,
	.rank = 3,
	.hints = (const char *const[]){ "user: [mem ", "user-defined physical",
					"efi: efi v", NULL },
	.line = user_line,
	.log = true,
	.note = "this is the map after mem= and memmap= of the kernel, not "
		"that of the firmware",
};

const struct import_format import_e820_modified = {
	.origin = "modified E820 rows",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_E820,
	.rank = 3,
	.hints = (const char *const[]){ "modified: [mem ", "modified physical",
					"efi: efi v", NULL },
	.line = modified_line,
	.log = true,
	.note = "this is the map after changes by the kernel, not that of the "
		"firmware",
};

const struct import_format import_e820_setup = {
	.origin = "extended E820 rows",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_E820,
	.rank = 3,
	.hints =
		(const char *const[]){ "setup_data: [mem ", "extended physical",
				       "efi: efi v", NULL },
	.line = setup_line,
	.log = true,
	.note = "this is the map with the setup_data of the boot loader "
		"reserved, not that of the firmware",
};
