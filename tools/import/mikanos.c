/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The memmap file that the loader of MikanOS writes, which many hobby systems
 * have copied, and the form of its port to Rust:
 *
 *   Index, Type, Type(name), PhysicalStart, NumberOfPages, Attribute
 *   3, A, EfiACPIMemoryNVS, 00800000, 8, F
 *   3     10     ACPI Memory NVS   0x00000000800000 0x0000000008 0x...0f
 *
 * Numbers are hexadecimal, except for the type in the second form and for a
 * type that agrees with its name only in decimal. Rows are recognised only
 * after the header.
 */
#include <ctype.h>

#include "tools/import/import.h"
#include "tools/import/names.h"

static const char *check_type(const struct cursor *name, uint64_t number,
			      uint32_t *ret_type)
{
	uint32_t named;

	if (number > UINT32_MAX)
		return "the type is not a 32-bit number";
	if (type_by_any_name(name, &named) && named != number)
		return "number and name of the type differ";
	*ret_type = (uint32_t)number;
	return NULL;
}

/* Hexadecimal, unless only the decimal value agrees with the name. */
static const char *comma_type(const struct cursor *name, struct cursor digits,
			      uint32_t *ret_type)
{
	struct cursor hex = digits;
	uint64_t number, decimal;
	uint32_t named;

	if (!cursor_hex(&hex, &number) || !cursor_at_end(&hex))
		return "the type is not a number";
	if (type_by_any_name(name, &named) && cursor_dec(&digits, &decimal) &&
	    cursor_at_end(&digits) && decimal == named)
		number = decimal;
	return check_type(name, number, ret_type);
}

/* The next field; moves past the comma that follows it. */
static bool comma_field(struct cursor *c, struct cursor *ret_field)
{
	if (!cursor_until(c, ",", ret_field))
		return false;
	c->at++;
	return true;
}

static bool comma_hex(struct cursor *c, uint64_t *ret)
{
	struct cursor field;

	return comma_field(c, &field) && cursor_hex(&field, ret) &&
	       cursor_at_end(&field);
}

static const char *comma_row(struct cursor c, struct efi_memory_desc *desc)
{
	struct cursor index, type, name;

	if (!comma_field(&c, &index) || !comma_field(&c, &type) ||
	    !comma_field(&c, &name) || !comma_hex(&c, &desc->phys_addr) ||
	    !comma_hex(&c, &desc->num_pages))
		return "expected 6 fields";
	cursor_blanks(&c);
	if (!cursor_hex(&c, &desc->attribute) || !cursor_at_end(&c))
		return "the attribute is not a number";
	return comma_type(&name, type, &desc->type);
}

/* The name may contain blanks; it ends at the first 0x. */
static bool name_field(struct cursor *c, struct cursor *ret_name)
{
	struct cursor number = *c;

	if (!cursor_find(&number, " 0x"))
		return false;
	*ret_name = (struct cursor){ c->at, number.at - 3 };
	c->at = number.at - 3;
	return true;
}

static bool blank_hex(struct cursor *c, uint64_t *ret)
{
	cursor_blanks(c);
	return cursor_hex(c, ret);
}

static bool blank_attribute(struct cursor *c, uint64_t *ret)
{
	cursor_blanks(c);
	return cursor_hex16(c, ret);
}

static const char *blank_row(struct cursor c, struct efi_memory_desc *desc)
{
	struct cursor name;
	uint64_t index, type;

	cursor_blanks(&c);
	if (!cursor_dec(&c, &index))
		return "expected an index first";
	cursor_blanks(&c);
	if (!cursor_dec(&c, &type) || !name_field(&c, &name) ||
	    !blank_hex(&c, &desc->phys_addr) ||
	    !blank_hex(&c, &desc->num_pages) ||
	    !blank_attribute(&c, &desc->attribute) || !cursor_at_end(&c))
		return "expected 6 fields, the last one of 16 digits";
	return check_type(&name, type, &desc->type);
}

static bool is_header(struct cursor c)
{
	cursor_blanks(&c);
	return cursor_skip(&c, "Index,") && cursor_find(&c, "Type(name)") &&
	       cursor_find(&c, "PhysicalStart") &&
	       cursor_find(&c, "NumberOfPages") && cursor_find(&c, "Attribute");
}

/* Does the line begin with an index? Others follow the table. */
static bool is_numbered(struct cursor c)
{
	cursor_blanks(&c);
	return c.at < c.end && isdigit((unsigned char)*c.at);
}

/* A row of which the beginning was lost has more fields than a sentence. */
static bool has_fields(struct cursor c)
{
	struct cursor comma = c, number = c;

	return (cursor_find(&comma, ", ") && cursor_find(&comma, ", ") &&
		cursor_find(&comma, ", ")) ||
	       (cursor_find(&number, " 0x") && cursor_find(&number, " 0x"));
}

static void mikanos_line(struct import *import, const struct line *line)
{
	struct efi_memory_desc desc = { 0 };
	struct cursor comma = line->text, number = comma;
	const char *why;
	uint64_t index;

	if (is_header(line->text)) {
		import_starts(import, line);
		import->inside = 1;
		return;
	}
	if (!import->inside || cursor_at_end(&line->text))
		return;
	if (!is_numbered(line->text)) {
		if (has_fields(line->text))
			import_unread(import, line, "expected an index first");
		else
			import->inside = 0;
		return;
	}
	why = cursor_find(&comma, ",") ? comma_row(line->text, &desc)
				       : blank_row(line->text, &desc);
	cursor_blanks(&number);
	if (cursor_dec(&number, &index))
		import_index(import, line, index);
	import_take(import, line, why, &desc);
}

const struct import_format import_mikanos = {
	.origin = "MikanOS CSV",
	.profile = PROFILE_LINUX_X86,
	.rank = 5,
	.hints = (const char *const[]){ "physicalstart", "physical start",
					"numberofpages", NULL },
	.line = mikanos_line,
};
