/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The output of memmap in the UEFI Shell of EDK2 (ShellPkg, MemMap.c and
 * MemMap.uni), as a table and with -sfo:
 *
 *   Type       Start            End              # Pages          Attributes
 *   Available  0000000000001000-000000000009FFFF 000000000000009F 00...0F
 *   70000001   00000000FF000000-00000000FFFFFFFF 0000000000001000 00...01
 *
 *   MemoryMap,"Available","1000","9FFFF","9F","F"
 *
 * Ends are inclusive. A row is recognised by its form; between the header and
 * the summary, every line is expected to be one.
 */
#include "tools/import/import.h"
#include "tools/import/names.h"

/* A name, or 8 digits: the number of a type of an OEM or of a loader. */
static const char *take_type(struct cursor word, uint32_t *ret_type)
{
	uint64_t number;

	if (type_by_any_name(&word, ret_type))
		return NULL;
	if (cursor_left(&word) != 8 || !cursor_hex(&word, &number) ||
	    !cursor_at_end(&word))
		return "unknown memory type";
	*ret_type = (uint32_t)number;
	return NULL;
}

/* end and pages both state the size. */
static const char *take_range(struct efi_memory_desc *desc, uint64_t end,
			      uint64_t pages)
{
	if (end - desc->phys_addr + 1 != pages << PAGE_SHIFT_4K)
		return "end and number of pages disagree";
	desc->num_pages = pages;
	return NULL;
}

/* The numbers after the type: "START-END PAGES ATTRIBUTES". */
static bool table_numbers(struct cursor *c, struct efi_memory_desc *desc,
			  uint64_t *ret_end, uint64_t *ret_pages)
{
	cursor_blanks(c);
	if (!cursor_hex(c, &desc->phys_addr) || !cursor_skip(c, "-") ||
	    !cursor_hex(c, ret_end))
		return false;
	cursor_blanks(c);
	if (!cursor_hex(c, ret_pages))
		return false;
	cursor_blanks(c);
	/* Remarks may follow: people add them to maps that they post. */
	return cursor_hex(c, &desc->attribute) &&
	       (c->at == c->end || *c->at == ' ' || *c->at == '\t');
}

/* The reason for lines that are not rows at all, as most of a log is. */
static const char not_a_row[] = "expected TYPE START-END PAGES ATTRIBUTES";

static const char *table_row(struct cursor c, struct efi_memory_desc *ret)
{
	struct efi_memory_desc desc = { 0 };
	struct cursor type;
	uint64_t end, pages;
	const char *why;

	if (!cursor_word(&c, &type) || !table_numbers(&c, &desc, &end, &pages))
		return not_a_row;
	why = take_type(type, &desc.type);
	if (why == NULL)
		why = take_range(&desc, end, pages);
	if (why == NULL)
		*ret = desc;
	return why;
}

/* The next ,"FIELD" */
static bool quoted(struct cursor *c, struct cursor *ret_field)
{
	cursor_blanks(c);
	if (!cursor_skip(c, ",\"") || !cursor_until(c, "\"", ret_field))
		return false;
	c->at++;
	return true;
}

static bool quoted_hex(struct cursor *c, uint64_t *ret)
{
	struct cursor field;

	return quoted(c, &field) && cursor_hex(&field, ret) &&
	       cursor_at_end(&field);
}

/* c follows "MemoryMap". */
static const char *sfo_row(struct cursor c, struct efi_memory_desc *ret)
{
	struct efi_memory_desc desc = { 0 };
	struct cursor type;
	uint64_t end, pages;
	const char *why;

	if (!quoted(&c, &type) || !quoted_hex(&c, &desc.phys_addr) ||
	    !quoted_hex(&c, &end) || !quoted_hex(&c, &pages) ||
	    !quoted_hex(&c, &desc.attribute))
		return "expected TYPE, START, END, PAGES, ATTRIBUTES in "
		       "quotes";
	why = take_type(type, &desc.type);
	if (why == NULL)
		why = take_range(&desc, end, pages);
	if (why == NULL)
		*ret = desc;
	return why;
}

static bool is_header(struct cursor c)
{
	struct cursor word;

	return cursor_word(&c, &word) && cursor_equals(&word, "Type") &&
	       cursor_find(&c, "Start") && cursor_find(&c, "End") &&
	       cursor_find(&c, "Pages") && cursor_find(&c, "Attributes");
}

/* "  Reserved  :   13,803 Pages (...)", or the prompt. */
static bool follows_table(struct cursor c)
{
	struct cursor rest = c;

	return cursor_find(&rest, ":") || cursor_find(&c, ">");
}

static void table_line(struct import *import, const struct line *line)
{
	struct efi_memory_desc desc;
	const char *why = table_row(line->text, &desc);

	if (why == NULL) {
		import_row(import, &desc);
	} else if (why != not_a_row) {
		import_unread(import, line, why);
	} else if (import->inside && !cursor_at_end(&line->text)) {
		import->inside = !follows_table(line->text);
		if (import->inside)
			import_unread(import, line, why);
	}
}

static void shell_line(struct import *import, const struct line *line)
{
	struct efi_memory_desc desc;
	struct cursor c = line->text;

	cursor_blanks(&c);
	if (is_header(c)) {
		import->inside = !import_starts(import, line);
	} else if (cursor_skip(&c, "ShellCommand,\"memmap\"")) {
		import_starts(import, line);
	} else if (cursor_skip(&c, "MemoryMap,")) {
		c.at--; /* back to the comma of the first field */
		const char *why = sfo_row(c, &desc);
		import_take(import, line, why, &desc);
	} else {
		table_line(import, line);
	}
}

const struct import_format import_shell = {
	"EDK2 shell memmap",
	PROFILE_LINUX_X86,
	2,
	shell_line,
};
