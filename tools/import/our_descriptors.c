/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The descriptors in a text report:
 *
 *   #0   0x0000000000000000-0x000000000009ffff   640 KiB  ConventionalMemory
 *   #1   0x00000000000a0000, 0 pages: skipped; RuntimeServicesData RUN
 */
#include <string.h>

#include "core/report/parts.h"
#include "tools/import/our_text.h"

/* "ReservedMemoryType", "OEM 0x70000001" */
static bool descriptor_type(struct cursor *c, uint32_t *ret)
{
	static const struct {
		const char *name;
		uint32_t first;
	} groups[] = {
		{ "unknown", EFI_MEMORY_TYPE_COUNT },
		{ "OEM", EFI_OEM_TYPE_FIRST },
		{ "OS", EFI_OS_TYPE_FIRST },
	};
	struct cursor word;
	uint64_t number;
	char name[40] = "";

	if (!cursor_word(c, &word) || cursor_left(&word) >= sizeof(name))
		return false;
	memcpy(name, word.at, cursor_left(&word));
	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++) {
		if (strcmp(name, groups[i].name) != 0)
			continue;
		cursor_blanks(c);
		if (!cursor_skip(c, "0x") || !cursor_hex(c, &number) ||
		    number > UINT32_MAX || number < groups[i].first)
			return false;
		*ret = (uint32_t)number;
		return true;
	}
	return efi_type_by_name(name, ret);
}

/* " RUN MR". false: there are others. */
static bool marks_of(struct cursor c, uint64_t *ret)
{
	struct cursor word;

	*ret = 0;
	while (cursor_word(&c, &word)) {
		const struct descriptor_mark *m = descriptor_marks;

		while (m->name && !cursor_equals(&word, m->name))
			m++;
		if (m->name == NULL)
			return false;
		*ret |= m->bit;
	}
	return true;
}

/* "0x1000-0x1fff 4 KiB", or "0x1000, 0 pages: skipped;" */
static const char *descriptor_range(struct cursor *c,
				    struct efi_memory_desc *desc)
{
	struct cursor number, unit;
	uint64_t last;

	if (!cursor_hex(c, &desc->phys_addr))
		return "expected START-END SIZE";
	if (cursor_skip(c, ", "))
		return cursor_dec(c, &desc->num_pages) &&
				       cursor_skip(c, " pages: skipped;")
			       ? NULL
			       : "expected a number of pages";
	if (!cursor_skip(c, "-") || !cursor_hex(c, &last) ||
	    !cursor_word(c, &number) || !cursor_word(c, &unit))
		return "expected START-END SIZE";
	return range_pages(desc->phys_addr, last, true, &desc->num_pages);
}

/* "#12  RANGE  TYPE MARKS" */
void our_descriptor_line(struct import *import, const struct line *line,
			 struct cursor c)
{
	struct row row = { .kind = ROW_DESCRIPTOR };
	const char *why;
	uint64_t index;

	if (!cursor_skip(&c, "#"))
		return;
	import->map.owed -= import->map.owed > 0;
	if (!cursor_dec(&c, &index)) {
		import_unread(import, line, "expected the row's number");
		return;
	}
	cursor_blanks(&c);
	why = descriptor_range(&c, &row.desc);
	if (why == NULL && !descriptor_type(&c, &row.desc.type))
		why = "unknown type";
	if (why == NULL && !marks_of(c, &row.desc.attribute))
		why = "unknown attribute";
	if (why != NULL) {
		import_unread(import, line, why);
		return;
	}
	row.first = row.desc.phys_addr;
	row.last = row.first + (row.desc.num_pages << PAGE_SHIFT_4K) - 1;
	import_set_row(import, line, &row);
}
