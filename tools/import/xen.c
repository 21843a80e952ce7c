/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The maps in the log of the Xen hypervisor, before and after version 4.13, and
 * from EFI; ends are exclusive in the first:
 *
 *   (XEN) Xen-e820 RAM map:
 *   (XEN)  0000000000000000 - 000000000009fc00 (usable)
 *   (XEN)  [0000000000000000, 000000000009fbff] (usable)
 *   (XEN) EFI memory map:
 *   (XEN)  0000000000000-000000009ffff type=7 attr=000000000000000f
 */
#include "tools/import/e820_types.h"

static const struct e820_word words[] = {
	{ "usable", E820_RAM },        { "reserved", E820_RESERVED },
	{ "ACPI data", E820_ACPI },    { "ACPI NVS", E820_NVS },
	{ "unusable", E820_UNUSABLE },
};

/* "(usable)", or "type 20" without parentheses. */
static bool type_of(struct cursor c, uint32_t *ret_type)
{
	uint64_t number;

	cursor_blanks(&c);
	cursor_skip(&c, "(");
	if (E820_BY_WORD(words, &c, ret_type))
		return true;
	if (!cursor_skip(&c, "type ") || !cursor_dec(&c, &number) ||
	    number > UINT32_MAX)
		return false;
	*ret_type = (uint32_t)number;
	return true;
}

/* Both shapes of a range. */
static bool range_of(struct cursor *c, uint64_t *ret_first, uint64_t *ret_last)
{
	struct cursor end = *c;

	if (cursor_skip(c, "[") && cursor_pair(c, ", ", ret_first, ret_last) &&
	    cursor_skip(c, "] "))
		return true;
	*c = end;
	if (!cursor_pair(c, " - ", ret_first, ret_last) ||
	    *ret_last == *ret_first)
		return false;
	--*ret_last;
	return true;
}

/* Moves past "(XEN)" and a time in brackets. */
static bool begins(const struct line *line, struct cursor *ret)
{
	uint64_t first, last;
	struct cursor time, row;

	*ret = line->text;
	if (!cursor_find(ret, "(XEN)"))
		return false;
	cursor_blanks(ret);
	row = time = *ret;
	if (cursor_skip(&time, "[") && !range_of(&row, &first, &last) &&
	    cursor_find(&time, "]")) {
		*ret = time;
		cursor_blanks(ret);
	}
	return true;
}

static void xen_line(struct import *import, const struct line *line)
{
	uint64_t first, last;
	struct cursor c, title;
	uint32_t type;

	if (!begins(line, &c))
		return;
	title = c;
	if (cursor_find(&title, "RAM map:"))
		import_starts(import, line);
	else if (!range_of(&c, &first, &last))
		return;
	else if (type_of(c, &type))
		import_e820_row(import, line, first, last, type);
	else
		import_unread(import, line, "unknown or incomplete E820 type");
}

static void xen_efi_line(struct import *import, const struct line *line)
{
	struct efi_memory_desc desc = { 0 };
	uint64_t last, type;
	struct cursor c, title;
	const char *why = "expected START-END type=TYPE attr=ATTRIBUTES";

	if (!begins(line, &c))
		return;
	title = c;
	if (cursor_find(&title, "EFI memory map:")) {
		import_starts(import, line);
		return;
	}
	if (!cursor_pair(&c, "-", &desc.phys_addr, &last) ||
	    !cursor_skip(&c, " type="))
		return;
	if (cursor_dec(&c, &type) && type <= UINT32_MAX &&
	    cursor_skip(&c, " attr=") && cursor_hex16(&c, &desc.attribute)) {
		desc.type = (uint32_t)type;
		why = range_pages(desc.phys_addr, last, true, &desc.num_pages);
	}
	import_take(import, line, why, &desc);
}

const struct import_format import_xen = {
	.origin = "Xen E820 rows",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_E820,
	.rank = 4,
	.hints = (const char *const[]){ "ram map:", "(usable)", "(reserved)",
					"(acpi data)", "(acpi nvs)", "(xen)  [",
					NULL },
	.line = xen_line,
	.log = true,
};

const struct import_format import_xen_efi = {
	.origin = "Xen EFI rows",
	.profile = PROFILE_LINUX_X86,
	.rank = 5,
	.hints = (const char *const[]){ "efi memory map", " attr=0", NULL },
	.line = xen_efi_line,
	.log = true,
};
