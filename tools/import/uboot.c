/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The output of efidebug memmap in U-Boot and, since 2026, of efi mem, with
 * exclusive ends:
 *
 *   Type             Start            End              Attributes
 *   ================ ================ ================ ==========
 *   RUNTIME DATA     000000003eac1000-000000003eac2000 WB|RT
 *   ReservedMemory   000000fd00000000-0000010000000000
 *
 * and of efi mem before, with sizes, and an r for RUNTIME:
 *
 *    #  Type              Physical     Virtual        Size  Attributes
 *    0  3:bs_code       0000000000  0000000000  0000001000  f
 *       <gap>           00000a0000              0000060000
 */
#include <ctype.h>

#include "tools/import/import.h"
#include "tools/import/names.h"

enum { NO_TABLE, TABLE, SIZED };

/* An end with fewer was cut. */
static bool has_16_digits(const char *at, const char *end)
{
	struct cursor digits = { at, end };
	uint64_t number;

	return cursor_hex(&digits, &number) && digits.at - at == 16;
}

/* The type ends where 16 digits, a dash and 16 digits follow. */
static bool split_row(struct cursor c, struct cursor *ret_type,
		      struct cursor *ret_range)
{
	struct cursor dash = c, digits;
	uint64_t number;

	if (!cursor_until(&dash, "-", &digits) || dash.at - c.at < 17)
		return false;
	digits = (struct cursor){ dash.at - 16, dash.at };
	*ret_type = (struct cursor){ c.at, digits.at };
	*ret_range = (struct cursor){ digits.at, c.end };
	*ret_type = cursor_trimmed(*ret_type);
	return cursor_hex(&digits, &number) && digits.at == dash.at &&
	       has_16_digits(dash.at + 1, c.end);
}

static const char not_a_row[] = "expected TYPE START-END ATTRIBUTES";

/* Tables of other programs have numbers here. */
static bool begins_with_name(struct cursor c)
{
	cursor_blanks(&c);
	return c.at < c.end && isalpha((unsigned char)*c.at);
}

static const char *table_row(struct cursor c, struct efi_memory_desc *ret)
{
	struct efi_memory_desc desc = { 0 };
	struct cursor type, rest;
	uint64_t end;
	const char *why;

	if (!split_row(c, &type, &rest) ||
	    !cursor_hex(&rest, &desc.phys_addr) || !cursor_skip(&rest, "-") ||
	    !cursor_hex(&rest, &end))
		return not_a_row;
	if (!type_by_any_name(&type, &desc.type))
		return "unknown memory type";
	if (rest.at < rest.end && cursor_trimmed(rest).end[-1] == '|')
		return "its attributes are incomplete";
	if (!attrs_by_name(rest, &desc.attribute))
		return begins_with_name(rest) ? "unknown attribute" : not_a_row;
	why = range_pages(desc.phys_addr, end, false, &desc.num_pages);
	if (why == NULL)
		*ret = desc;
	return why;
}

static bool is_table_header(struct cursor c)
{
	struct cursor word;

	return cursor_word(&c, &word) && cursor_equals(&word, "Type") &&
	       cursor_word(&c, &word) && cursor_equals(&word, "Start") &&
	       cursor_word(&c, &word) && cursor_equals(&word, "End") &&
	       cursor_word(&c, &word) && cursor_equals(&word, "Attributes");
}

/* The table ends with an empty line or a prompt. */
static bool follows_table(struct cursor c)
{
	struct cursor prompt = c;

	return cursor_at_end(&c) || cursor_find(&c, ">") ||
	       cursor_find(&prompt, "#");
}

/* A row has an address of at least 4 digits; a prompt that follows has none. */
static bool has_address(struct cursor c)
{
	size_t digits = 0;

	for (; c.at < c.end && digits < 4; c.at++)
		digits = isxdigit((unsigned char)*c.at) ? digits + 1 : 0;
	return digits == 4;
}

static void table_line(struct import *import, const struct line *line,
		       struct cursor c)
{
	struct efi_memory_desc desc;
	const char *why;

	if (cursor_skip(&c, "===="))
		return;
	if (follows_table(c) || !has_address(c)) {
		import->inside = NO_TABLE;
		return;
	}
	why = table_row(c, &desc);
	import_take(import, line, why, &desc);
}

/* "3:bs_code"; the number decides. */
static bool numbered_type(struct cursor *c, uint32_t *ret_type)
{
	uint64_t number;
	struct cursor name;

	if (!cursor_hex(c, &number) || number > UINT32_MAX ||
	    !cursor_skip(c, ":") || !cursor_word(c, &name))
		return false;
	*ret_type = (uint32_t)number;
	return true;
}

static bool blanks_and_hex(struct cursor *c, uint64_t *ret)
{
	cursor_blanks(c);
	return cursor_hex(c, ret);
}

static bool sized_row(struct cursor c, struct efi_memory_desc *ret)
{
	struct efi_memory_desc desc = { 0 };
	uint64_t index, size;
	bool runtime;

	cursor_blanks(&c);
	if (!cursor_dec(&c, &index))
		return false;
	cursor_blanks(&c);
	if (!numbered_type(&c, &desc.type) ||
	    !blanks_and_hex(&c, &desc.phys_addr) ||
	    !blanks_and_hex(&c, &desc.virt_addr) || !blanks_and_hex(&c, &size))
		return false;
	cursor_blanks(&c);
	runtime = cursor_skip(&c, "r");
	if (!cursor_hex(&c, &desc.attribute) || !cursor_at_end(&c) ||
	    size % PAGE_SIZE_4K != 0)
		return false;
	desc.num_pages = size >> PAGE_SHIFT_4K;
	desc.attribute |= runtime ? EFI_ATTR_RUNTIME : 0;
	*ret = desc;
	return true;
}

static bool is_sized_header(struct cursor c)
{
	cursor_blanks(&c);
	return cursor_skip(&c, "#  Type ") && cursor_find(&c, "Physical") &&
	       cursor_find(&c, "Virtual") && cursor_find(&c, "Size");
}

/* The table ends with an empty line; the key of the attributes follows. */
static void sized_line(struct import *import, const struct line *line,
		       struct cursor c)
{
	struct efi_memory_desc desc;

	if (cursor_skip(&c, "<gap>"))
		return;
	if (!has_address(c))
		import->inside = NO_TABLE;
	else if (sized_row(c, &desc))
		import_row(import, line, &desc);
	else
		import_unread(import, line,
			      "expected INDEX TYPE:NAME "
			      "PHYSICAL VIRTUAL SIZE ATTRIBUTES");
}

/* "EFI table at 0, memory map 1a977d90, size 1860, ..., descr. size 0x30": how
 * many rows follow. */
static bool size_line(struct import *import, const struct line *line,
		      struct cursor c)
{
	uint64_t size, stride;

	if (!cursor_find(&c, "memory map ") || !cursor_find(&c, ", size ") ||
	    !cursor_hex(&c, &size) || !cursor_find(&c, "descr. size ") ||
	    !cursor_hex(&c, &stride) || stride == 0)
		return false;
	import_starts(import, line);
	import->map.expected = size / stride;
	return true;
}

static void uboot_line(struct import *import, const struct line *line)
{
	struct efi_memory_desc desc;
	struct cursor c = line->text, about = c;
	const char *why;

	cursor_blanks(&c);
	if (is_table_header(c) || is_sized_header(c)) {
		import->inside = is_sized_header(c) ? SIZED : TABLE;
		import_starts(import, line);
	} else if (cursor_find(&about, "EFI table at ") &&
		   size_line(import, line, about)) {
		import->inside = NO_TABLE;
	} else if (import->inside == TABLE) {
		table_line(import, line, c);
	} else if (import->inside == SIZED) {
		sized_line(import, line, c);
	} else {
		why = table_row(c, &desc);
		/* A line that was wrapped looks like the end of the table. */
		if (why != not_a_row)
			import_take(import, line, why, &desc);
	}
}

const struct import_format import_uboot = {
	.origin = "U-Boot efi mem",
	.profile = PROFILE_LINUX_X86,
	.rank = 5,
	.hints = (const char *const[]){ "  00000", "attributes", "efi table at",
					" 0000000", "0-00000", NULL },
	.line = uboot_line,
	.any_arch = true,
	.open_attributes = true,
};
