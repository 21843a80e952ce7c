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
#include <ctype.h>

#include "tools/import/import.h"
#include "tools/import/names.h"
#include "tools/import/shell.h"

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

/* The reason for lines that are not rows at all, as most of a log is. */
static const char not_a_row[] = "expected TYPE START-END PAGES ATTRIBUTES";

static const char incomplete[] = "the row is incomplete";

/* A number, and how many digits it has. */
static bool digits(struct cursor *c, uint64_t *ret, size_t *ret_digits)
{
	struct cursor start;

	cursor_blanks(c);
	start = *c;
	if (!cursor_hex(c, ret))
		return false;
	*ret_digits = (size_t)(c->at - start.at);
	return true;
}

/* What follows START: "-END PAGES ATTRIBUTES", and remarks that people add to
 * maps. The shell prints 16 digits each; a number with fewer was cut. */
static bool other_numbers(struct cursor *c, struct efi_memory_desc *desc,
			  size_t width, uint64_t *ret_end, uint64_t *ret_pages)
{
	size_t end, pages, attribute;

	return cursor_skip(c, "-") && digits(c, ret_end, &end) &&
	       digits(c, ret_pages, &pages) &&
	       digits(c, &desc->attribute, &attribute) &&
	       (c->at == c->end || !isalnum((unsigned char)*c->at)) &&
	       (width != 16 ||
		(end == width && pages == width && attribute == width));
}

/* c follows the type. */
static const char *numbers_row(struct cursor c, struct cursor type,
			       struct efi_memory_desc *ret)
{
	struct efi_memory_desc desc = { 0 };
	uint64_t end, pages;
	const char *why;
	size_t width;

	if (!digits(&c, &desc.phys_addr, &width))
		return not_a_row;
	if (!other_numbers(&c, &desc, width, &end, &pages))
		return width == 16 && take_type(type, &desc.type) == NULL
			       ? incomplete
			       : not_a_row;
	why = take_type(type, &desc.type);
	if (why == NULL)
		why = take_range(&desc, end, pages);
	if (why == NULL)
		*ret = desc;
	return why;
}

static bool is_hex(const char *at, size_t len)
{
	while (len > 0 && isxdigit((unsigned char)at[len - 1]))
		len--;
	return len == 0;
}

/* The word that ends at end. */
static struct cursor word_before(const char *start, const char *end)
{
	struct cursor word = { end, end };

	while (word.at > start &&
	       (isalnum((unsigned char)word.at[-1]) || word.at[-1] == '_'))
		word.at--;
	return word;
}

/* A row after something else, such as the number of the line, a list's bullet
 * or the mark of a comment: the type is what stands before START-END. */
static const char *prefixed_row(struct cursor c, struct efi_memory_desc *ret)
{
	const char *start = c.at, *blank;
	uint32_t type;
	struct cursor word;

	while (cursor_find(&c, "-")) {
		const char *first = c.at - 17;

		if (first < start || cursor_left(&c) < 16 ||
		    !is_hex(first, 16) || !is_hex(c.at, 16))
			continue;
		for (blank = first; blank > start && blank[-1] <= ' ';)
			blank--;
		word = word_before(start, blank);
		if (blank == first || take_type(word, &type) != NULL)
			return not_a_row;
		return numbers_row((struct cursor){ blank, c.end }, word, ret);
	}
	return not_a_row;
}

static const char *table_row(struct cursor c, struct efi_memory_desc *ret)
{
	struct cursor rest = c, type;
	const char *why = not_a_row, *other;

	if (cursor_word(&rest, &type))
		why = numbers_row(rest, type, ret);
	if (why == NULL || why == incomplete)
		return why;
	other = prefixed_row(c, ret);
	return other == not_a_row ? why : other;
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
	return cursor_find(&c, "Type ") && cursor_find(&c, "Start") &&
	       cursor_find(&c, "End") && cursor_find(&c, "Pages") &&
	       cursor_find(&c, "Attributes");
}

/* "  Reserved  :   13,803 Pages (...)", or the prompt. */
static bool follows_table(struct cursor c)
{
	struct cursor rest = c;

	return cursor_find(&rest, ":") || cursor_find(&c, ">");
}

/* Is there at most what a row may follow, such as the number of the line, or
 * "web_1  |"? */
static bool is_blank(struct cursor c)
{
	c = cursor_trimmed(c);
	if (c.at < c.end && c.end[-1] == '|' && cursor_left(&c) < 40)
		return true;
	if (cursor_left(&c) > 8)
		return false;
	while (c.at < c.end && !isalpha((unsigned char)*c.at))
		c.at++;
	return c.at == c.end;
}

static void table_line(struct import *import, const struct line *line)
{
	struct efi_memory_desc desc;
	const char *why = table_row(line->text, &desc);

	if (why == NULL) {
		import_row(import, line, &desc);
	} else if (why != not_a_row) {
		import_unread(import, line, why);
	} else if (is_blank(line->text)) {
		return;
	} else if (import->inside && follows_table(line->text)) {
		import->inside = 0;
		import->map.awaits = NULL;
		shell_summary_line(import, line);
	} else if (import->inside) {
		import_unread(import, line, why);
	} else {
		shell_summary_line(import, line);
	}
}

static const char summary[] = "the summary of the table";

static void shell_line(struct import *import, const struct line *line)
{
	struct efi_memory_desc desc;
	struct cursor c = line->text;

	cursor_blanks(&c);
	if (is_header(c)) {
		import_starts(import, line);
		import->inside = 1;
		import->map.awaits = summary;
	} else if (cursor_skip(&c, "ShellCommand,\"memmap\"")) {
		import_starts(import, line);
		import->map.awaits = summary;
	} else if (cursor_skip(&c, "MemoryMapSummary")) {
		import->map.awaits = NULL;
	} else if (cursor_skip(&c, "MemoryMap,")) {
		c.at--; /* back to the comma of the first field */
		const char *why = sfo_row(c, &desc);
		import_take(import, line, why, &desc);
	} else {
		table_line(import, line);
	}
}

const struct import_format import_shell = {
	.origin = "EDK2 shell memmap",
	.profile = PROFILE_LINUX_X86,
	.rank = 5,
	.hints = (const char *const[]){ "  00000", "# pages", "available ",
					"bs_code ", "bs_data ", "rt_code ",
					"rt_data ", "acpi_recl ", "acpi_nvs ",
					"loadercode ", "loaderdata ",
					"memorymap,", "shellcommand,",
					"0-00000", NULL },
	.line = shell_line,
	.any_arch = true,
};
