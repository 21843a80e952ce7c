/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * U-Boot's bdinfo, whose banks have no type:
 *
 *   DRAM bank   = 0x0000000000000000
 *   -> start    = 0x0000000040000000
 *   -> size     = 0x0000000008000000
 */
#include "tools/import/keyed.h"

/* The number of hexadecimal digits after 0x. */
static size_t width_of(struct cursor value)
{
	const char *start;
	uint64_t number;

	if (!cursor_skip(&value, "0x"))
		return 0;
	start = value.at;
	return cursor_hex(&value, &number) ? (size_t)(value.at - start) : 0;
}

static void bdinfo_line(struct import *import, const struct line *line)
{
	struct row row = { .desc = { .type = EFI_CONVENTIONAL_MEMORY,
				     .attribute = EFI_ATTR_WB } };
	struct keyed_fields fields = { 0 };
	struct cursor c = line->text;

	if (!cursor_find(&c, "-> start ") || !keyed_take(&fields, line->text))
		return;
	row.first = fields.number[BASE];
	if (!keyed_has(&fields, LENGTH) || fields.doubled)
		import_unread(import, line, "expected -> size after -> start");
	else if (width_of(fields.value[BASE]) != width_of(fields.value[LENGTH]))
		import_unread(import, line,
			      "start and size have another number of digits");
	else if (keyed_last(&fields, &row.last) && row.last > row.first)
		import_bytes(import, line, &row);
	else
		import_seen(import, line);
}

const struct import_format import_bdinfo = {
	.origin = "U-Boot bdinfo",
	.profile = PROFILE_LINUX_ARM64,
	.holds = IMPORT_HOLDS_BYTES,
	.rank = 1,
	.hints = (const char *const[]){ "dram bank", "-> start  ", NULL },
	.line = bdinfo_line,
	.any_arch = true,
	.note = "banks of memory: what the firmware uses of them is not in it",
};
