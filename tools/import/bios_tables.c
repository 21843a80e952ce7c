/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The memory tables of coreboot and SeaBIOS, and the one that FreeBSD got from
 * the BIOS; ends are inclusive in the first, exclusive in the second:
 *
 *   coreboot memory table:
 *    0. 0000000000000000-0000000000000fff: CONFIGURATION TABLES
 *
 *   e820 map has 7 items:
 *     0: 0000000000000000 - 000000000009fc00 = 1 RAM
 *
 *   SMAP type=01 base=0000000000000000 len=000000000009fc00
 */
#include "tools/import/e820_types.h"

/* --- coreboot ------------------------------------------------------------ */

static const struct e820_word coreboot_words[] = {
	{ "RAM", E820_RAM },
	{ "AVAILABLE RAM", E820_RAM },
	/* In RAM, used until the payload runs. */
	{ "RAMSTAGE", E820_RAM },
	{ "PAYLOAD", E820_RAM },
	{ "RESERVED", E820_RESERVED },
	{ "VENDOR RESERVED", E820_RESERVED },
	{ "CONFIGURATION TABLES", E820_RESERVED },
	{ "BL31", E820_RESERVED },
	{ "OPENSBI", E820_RESERVED },
	{ "TAG STORAGE", E820_RESERVED },
	{ "ACPI", E820_ACPI },
	{ "NVS", E820_NVS },
	{ "UNUSABLE", E820_UNUSABLE },
	{ "SOFT RESERVED", E820_SOFT_RESERVED },
};

/* " 0. " before the range. */
static bool number_of(struct cursor before, uint64_t *ret)
{
	const char *at = before.end - (before.end > before.at);

	if (at == before.end || *at != '.')
		return false;
	while (at > before.at && at[-1] >= '0' && at[-1] <= '9')
		at--;
	before.at = at;
	return cursor_dec(&before, ret);
}

static void coreboot_line(struct import *import, const struct line *line)
{
	uint64_t first, last, index;
	struct cursor c = line->text, before, title = c;
	uint32_t type;

	if (cursor_find(&title, "coreboot memory table:")) {
		import_starts(import, line);
		return;
	}
	if (!cursor_find_range(&c, 16, &first, &last, &before) ||
	    !number_of(before, &index) || !cursor_skip(&c, ": "))
		return;
	import_index(import, line, index);
	if (E820_BY_WORD(coreboot_words, &c, &type))
		import_e820_row(import, line, first, last, type);
	else
		import_unread(import, line, "unknown or incomplete type");
}

/* --- SeaBIOS ------------------------------------------------------------- */

/* Moves past "7: " of "  7: 0000...", the last of them in the line. */
static bool numbered(struct cursor *c)
{
	struct cursor rest = *c;
	uint64_t number;
	bool found = false;

	for (; rest.at < rest.end; rest.at++) {
		struct cursor here = rest;

		if (cursor_dec(&here, &number) && cursor_skip(&here, ": ")) {
			*c = here;
			found = true;
		}
	}
	return found;
}

static void seabios_line(struct import *import, const struct line *line)
{
	uint64_t first, end, type;
	struct cursor c = line->text, title = c;

	if (cursor_find(&title, "e820 map has ")) {
		uint64_t cnt;

		import_starts(import, line);
		import->inside = 1;
		if (cursor_dec(&title, &cnt))
			import->map.expected = cnt;
		return;
	}
	if (!import->inside || !numbered(&c) ||
	    !cursor_pair(&c, " - ", &first, &end))
		return;
	if (!cursor_skip(&c, " = ") || !cursor_dec(&c, &type) ||
	    type > UINT32_MAX || end == first)
		import_unread(import, line, "expected START - END = TYPE");
	else
		import_e820_row(import, line, first, end - 1, (uint32_t)type);
}

/* --- FreeBSD ------------------------------------------------------------- */

static void smap_line(struct import *import, const struct line *line)
{
	uint64_t type, first, len;
	struct cursor c = line->text;

	if (!cursor_find(&c, "SMAP type="))
		return;
	if (!cursor_hex(&c, &type) || type > UINT32_MAX ||
	    !cursor_skip(&c, " base=") || !cursor_hex16(&c, &first) ||
	    !cursor_skip(&c, " len=") || !cursor_hex16(&c, &len))
		import_unread(import, line,
			      "expected type=, base= and len=, both of 16 "
			      "digits");
	else if (len > 0)
		import_e820_row(import, line, first, first + len - 1,
				(uint32_t)type);
	else
		import_seen(import, line);
}

const struct import_format import_coreboot = {
	.origin = "coreboot memory table",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_E820,
	.rank = 4,
	.hints = (const char *const[]){ ". 00000", "coreboot memory", NULL },
	.line = coreboot_line,
	.log = true,
};

const struct import_format import_seabios = {
	.origin = "SeaBIOS e820 map",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_E820,
	.rank = 4,
	.hints = (const char *const[]){ "e820 map has", NULL },
	.line = seabios_line,
	.log = true,
};

const struct import_format import_smap = {
	.origin = "FreeBSD SMAP rows",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_E820,
	.rank = 4,
	.hints = (const char *const[]){ "smap type=", NULL },
	.line = smap_line,
	.log = true,
};
