/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The EFI map as FreeBSD prints it, in the loader (memmap) and in a verbose
 * boot:
 *
 *                   Type     Physical      Virtual   #Pages Attr
 *     ConventionalMemory 000000001000 000000000000 0000009f UC WC WT WB
 *
 * Numbers are hexadecimal, names have no blanks.
 */
#include "tools/import/import.h"
#include "tools/import/names.h"

/* A number with leading zeros has so many digits, unless 0x precedes them. */
static bool blank_hex(struct cursor *c, ptrdiff_t digits, uint64_t *ret)
{
	const char *start;
	bool x;

	cursor_blanks(c);
	x = cursor_skip(c, "0x");
	start = c->at;
	return cursor_hex(c, ret) && (c->at == c->end || *c->at == ' ') &&
	       (x || c->at - start == digits || *start != '0');
}

/* "UC WC WT WB RUNTIME", until the first word that is not a name. */
static const char *attributes(struct cursor c, uint64_t *ret)
{
	struct cursor word;
	uint64_t bit;

	*ret = 0;
	while (cursor_word(&c, &word)) {
		if (cursor_equals(&word, "RUNTIME"))
			bit = EFI_ATTR_RUNTIME;
		else if (!attr_by_any_name(&word, &bit))
			return "unknown attribute";
		*ret |= bit;
	}
	return NULL;
}

static const char not_a_row[] = "expected TYPE PHYSICAL VIRTUAL #PAGES ATTR";

static const char *freebsd_row(struct cursor c, struct efi_memory_desc *ret)
{
	struct efi_memory_desc desc = { 0 };
	struct cursor type;
	const char *why;

	if (!cursor_word(&c, &type) || !blank_hex(&c, 12, &desc.phys_addr) ||
	    !blank_hex(&c, 12, &desc.virt_addr) ||
	    !blank_hex(&c, 8, &desc.num_pages))
		return not_a_row;
	if (!type_by_any_name(&type, &desc.type))
		return "unknown memory type";
	why = attributes(c, &desc.attribute);
	if (why == NULL)
		*ret = desc;
	return why;
}

static bool is_header(struct cursor c)
{
	struct cursor word;

	return cursor_word(&c, &word) && cursor_equals(&word, "Type") &&
	       cursor_word(&c, &word) && cursor_equals(&word, "Physical") &&
	       cursor_word(&c, &word) && cursor_equals(&word, "Virtual") &&
	       cursor_word(&c, &word) && cursor_equals(&word, "#Pages");
}

/* A row that is cut off still begins with a type. */
static bool begins_like_row(struct cursor c)
{
	struct cursor type;
	uint32_t number;

	return cursor_word(&c, &type) && type_by_any_name(&type, &number);
}

/* The table ends with the first line that does not look like a row. */
static void freebsd_line(struct import *import, const struct line *line)
{
	struct efi_memory_desc desc;
	const char *why;

	if (is_header(line->text)) {
		import_starts(import, line);
		import->inside = 1;
		return;
	}
	if (!import->inside)
		return;
	why = freebsd_row(line->text, &desc);
	if (why == not_a_row && !begins_like_row(line->text))
		import->inside = 0;
	else
		import_take(import, line, why, &desc);
}

const struct import_format import_freebsd = {
	.origin = "FreeBSD EFI map",
	.profile = PROFILE_LINUX_X86,
	.rank = 5,
	.hints = (const char *const[]){ "#pages attr", "physical", NULL },
	.line = freebsd_line,
	.any_arch = true,
	.open_attributes = true,
};
