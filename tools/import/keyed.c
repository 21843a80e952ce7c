/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows of names and numbers, as kernels and loaders of their own print them,
 * such as the Debug form of uefi-rs, of its map and others in Rust:
 *
 *   MemoryDescriptor { ty: CONVENTIONAL, phys_start: 4096, virt_start: 0,
 *                      page_count: 159, att: UNCACHEABLE | WRITE_BACK }
 *   MemoryRegion { start: 0x1000, end: 0x9f000, kind: Usable }
 *   mmap: base=0x100000 length=0x7fe1b000 type=1
 *
 * Numbers are decimal without 0x. A row has a base, a size or an end, and a
 * type.
 */
#include "tools/import/keyed.h"

#include <string.h>

#include "tools/import/e820_types.h"
#include "tools/import/names.h"

/* --- values -------------------------------------------------------------- */

static const struct {
	const char *word;
	uint32_t type;
	uint64_t attribute;
} words[] = {
	{ "Usable", EFI_CONVENTIONAL_MEMORY, EFI_ATTR_WB },
	{ "Available", EFI_CONVENTIONAL_MEMORY, EFI_ATTR_WB },
	{ "Bootloader", EFI_LOADER_DATA, EFI_ATTR_WB },
	{ "BootloaderReclaimable", EFI_LOADER_DATA, EFI_ATTR_WB },
	{ "BOOTLOADER_RECLAIMABLE", EFI_LOADER_DATA, EFI_ATTR_WB },
	{ "KERNEL_AND_MODULES", EFI_LOADER_CODE, EFI_ATTR_WB },
	{ "EXECUTABLE_AND_MODULES", EFI_LOADER_CODE, EFI_ATTR_WB },
	{ "AcpiReclaimable", EFI_ACPI_RECLAIM_MEMORY, EFI_ATTR_WB },
	{ "ACPI_RECLAIMABLE", EFI_ACPI_RECLAIM_MEMORY, EFI_ATTR_WB },
	{ "AcpiAvailable", EFI_ACPI_RECLAIM_MEMORY, EFI_ATTR_WB },
	{ "AcpiNvs", EFI_ACPI_MEMORY_NVS, EFI_ATTR_WB },
	{ "ReservedHibernate", EFI_ACPI_MEMORY_NVS, EFI_ATTR_WB },
	{ "BadMemory", EFI_UNUSABLE_MEMORY, EFI_ATTR_WB },
	{ "BAD_MEMORY", EFI_UNUSABLE_MEMORY, EFI_ATTR_WB },
	{ "Defective", EFI_UNUSABLE_MEMORY, EFI_ATTR_WB },
	{ "Framebuffer", EFI_MEMORY_MAPPED_IO, 0 },
};

/* "EntryType::USABLE", "MemoryType(7)": the word or number in it. */
static struct cursor core_of(struct cursor value)
{
	struct cursor rest = value;

	if (cursor_find(&rest, "::"))
		value.at = rest.at;
	rest = value;
	if (cursor_skip(&rest, "MemoryType(") ||
	    cursor_skip(&rest, "UnknownUefi("))
		value.at = rest.at;
	value.end = value.at;
	while (value.end < rest.end && keyed_is_name(*value.end))
		value.end++;
	/* A number that was cut is another type. */
	if (value.at == rest.at && rest.at[-1] == '(' &&
	    (value.end == rest.end || *value.end != ')'))
		value.end = value.at;
	return value;
}

static bool named_type(struct cursor word, struct efi_memory_desc *desc)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (cursor_equals(&word, words[i].word)) {
			desc->type = words[i].type;
			desc->attribute = words[i].attribute;
			return true;
		}
	}
	desc->attribute = EFI_ATTR_WB;
	return type_by_any_name(&word, &desc->type);
}

static bool is_uefi(struct cursor value)
{
	return cursor_find(&value, "UnknownUefi(");
}

/* A number is a type of EFI where pages are counted, else of E820. */
static bool type_of(const struct keyed_fields *fields,
		    struct efi_memory_desc *desc)
{
	struct cursor word = core_of(fields->value[TYPE]), digits = word;
	uint64_t number;

	if (!cursor_number(&digits, &number) || !cursor_at_end(&digits))
		return named_type(word, desc);
	if (number > UINT32_MAX)
		return false;
	if (!keyed_has(fields, PAGES) && !is_uefi(fields->value[TYPE]))
		return e820_desc((uint32_t)number, desc) || number > 0;
	desc->type = (uint32_t)number;
	desc->attribute = EFI_ATTR_WB;
	return true;
}

/* "MemoryAttribute(UNCACHEABLE | WRITE_BACK)", "0xf" */
static bool attributes_of(struct cursor value, uint64_t *ret)
{
	struct cursor rest = value;

	if (cursor_skip(&rest, "0x"))
		return cursor_hex(&value, ret);
	if (cursor_find(&rest, "("))
		value = rest;
	for (rest = value; rest.at < rest.end && !strchr(",)}", *rest.at);)
		rest.at++;
	value.end = rest.at;
	*ret = 0;
	rest = value;
	if (cursor_skip(&rest, "empty") && cursor_at_end(&rest))
		return true;
	return !cursor_at_end(&value) && attrs_by_name(value, ret);
}

/* --- lines --------------------------------------------------------------- */

/* Does another value follow in a list? */
static bool has_next(struct cursor c)
{
	c = cursor_trimmed(c);
	return cursor_left(&c) > 2 && c.end[-1] == ',' && c.end[-2] == '}';
}

static void keyed_row(struct import *import, const struct line *line,
		      const struct keyed_fields *fields)
{
	struct row row = { .first = fields->number[BASE] };
	struct cursor text = line->text, memory = text, descriptor = text;

	if (!type_of(fields, &row.desc)) {
		/* Other lines have such names, too. */
		if (cursor_find(&memory, "Memory"))
			import_unread(import, line, "unknown type");
		return;
	}
	if (keyed_has(fields, ATTRIBUTE) &&
	    !attributes_of(fields->value[ATTRIBUTE], &row.desc.attribute))
		import_unread(import, line, "unknown attribute");
	else if (fields->doubled ||
		 (!keyed_has(fields, ATTRIBUTE) &&
		  cursor_find(&descriptor, "MemoryDescriptor")))
		import_unread(import, line, "the row is incomplete");
	else if (!keyed_last(fields, &row.last))
		import_seen(import, line);
	else if (row.last < row.first)
		import_unread(import, line, "the range ends before it starts");
	else
		import_bytes(import, line, &row);
	import->map.awaits = has_next(text) ? "the end of the list" : NULL;
}

/* A value is printed over several lines until it is closed. */
static bool is_open(struct cursor c)
{
	struct cursor close = c;

	return cursor_find(&c, "Memory") && cursor_find(&c, " {") &&
	       !cursor_find(&close, "}");
}

/* The name that uefi-rs uses, and no other line. */
static bool begins_uefi_rs(const struct keyed_fields *fields)
{
	return strcmp(fields->name[BASE], "phys_start") == 0;
}

/* The first line of a row that was wrapped, or a row that was cut: it has some
 * of the names, and is directly after a row or has a word that only rows
 * have. */
static bool is_part(const struct import *import, const struct line *line,
		    const struct keyed_fields *fields)
{
	struct cursor c = line->text;

	return keyed_has(fields, BASE) &&
	       (begins_uefi_rs(fields) || cursor_find(&c, "MemoryDescriptor") ||
		cursor_find(&c, "MemoryRegion") ||
		import_follows(import, line, 2));
}

static void keyed_line(struct import *import, const struct line *line)
{
	struct cursor c = cursor_trimmed(line->text);
	struct keyed_fields fields = { 0 };
	bool good;

	if (cursor_skip(&c, "]"))
		import->map.awaits = NULL;
	if (is_open(line->text)) {
		import_unread(import, line, "the row is incomplete");
		return;
	}
	good = keyed_take(&fields, line->text) && keyed_has(&fields, TYPE) &&
	       (keyed_has(&fields, LENGTH) || keyed_has(&fields, PAGES) ||
		keyed_has(&fields, END));
	if (good)
		keyed_row(import, line, &fields);
	else if (is_part(import, line, &fields))
		import_unread(import, line, "the row is incomplete");
}

const struct import_format import_keyed = {
	.origin = "rows of names and numbers",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_BYTES,
	.rank = 2,
	.hints =
		(const char *const[]){
			"phys_start", "physical_start", "physicalstart",
			"memorydescriptor", "memoryregion", "base=0x",
			"base = ", "base: 0x", "base_addr",
			"length=", "length: ", "length = ", "start: 0x",
			"page_count", "entry_type", NULL },
	.line = keyed_line,
	.log = true,
	.any_arch = true,
};
