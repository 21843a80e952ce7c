/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The EDK2 shell's memmap command (ShellPkg, MemMap.c and MemMap.uni), as a
 * table and as `memmap -sfo`:
 *
 *   Type       Start            End              # Pages          Attributes
 *   Available  0000000000001000-000000000009FFFF 000000000000009F 00...0F
 *   70000001   00000000FF000000-00000000FFFFFFFF 0000000000001000 00...01
 *
 *   MemoryMap,"Available","1000","9FFFF","9F","F"
 *
 * Ends are inclusive. A row is known by its shape; between the header and the
 * summary, every line is meant to be one.
 */
#include "tools/import/import.h"
#include "tools/import/names.h"

/* A name, or the number of an OEM's or loader's type in 8 digits. */
static const char *take_type(struct cursor word, uint32_t *ret_type)
{
	uint64_t number;

	if (type_by_any_name(&word, ret_type))
		return NULL;
	if (cursor_left(&word) != 8 || !cursor_hex(&word, &number) ||
	    !cursor_at_end(&word))
		return "the type is not known";
	*ret_type = (uint32_t)number;
	return NULL;
}

/* start, end and pages say one thing twice. */
static const char *take_range(struct efi_memory_desc *desc, uint64_t end,
			      uint64_t pages)
{
	if (end - desc->phys_addr + 1 != pages << PAGE_SHIFT_4K)
		return "the end and the number of pages do not agree";
	desc->num_pages = pages;
	return NULL;
}

/* The numbers behind the type: "START-END PAGES ATTRIBUTES". */
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
	/* People write remarks behind the rows of the maps that they post. */
	return cursor_hex(c, &desc->attribute) &&
	       (c->at == c->end || *c->at == ' ' || *c->at == '\t');
}

/* Outside a table, any line of the file may be this. */
static const char no_row[] = "it is not TYPE START-END PAGES ATTRIBUTES";

static const char *table_row(struct cursor c, struct efi_memory_desc *ret)
{
	struct efi_memory_desc desc = { 0 };
	struct cursor type;
	uint64_t end, pages;
	const char *why;

	if (!cursor_word(&c, &type) || !table_numbers(&c, &desc, &end, &pages))
		return no_row;
	why = take_type(type, &desc.type);
	if (why == NULL)
		why = take_range(&desc, end, pages);
	if (why == NULL)
		*ret = desc;
	return why;
}

/* The next "FIELD" with the comma before it. */
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

/* c stands behind "MemoryMap" */
static const char *sfo_row(struct cursor c, struct efi_memory_desc *ret)
{
	struct efi_memory_desc desc = { 0 };
	struct cursor type;
	uint64_t end, pages;
	const char *why;

	if (!quoted(&c, &type) || !quoted_hex(&c, &desc.phys_addr) ||
	    !quoted_hex(&c, &end) || !quoted_hex(&c, &pages) ||
	    !quoted_hex(&c, &desc.attribute))
		return "it is not TYPE, START, END, PAGES, ATTRIBUTES in "
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

/* "  Reserved  :   13,803 Pages (...)", or the prompt again. */
static bool is_behind_table(struct cursor c)
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
	} else if (why != no_row) {
		import_unread(import, line, why);
	} else if (import->inside && !cursor_at_end(&line->text)) {
		import->inside = !is_behind_table(line->text);
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
		c.at--; /* each field has its comma before it */
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
