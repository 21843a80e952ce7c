/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the formats share: the descriptors and remarks that they collect, and
 * the arithmetic of ranges.
 */
#include "tools/import/import.h"

#include "tools/memory.h"

void import_row(struct import *import, const struct efi_memory_desc *desc)
{
	if (import->cnt == import->max) {
		import->max = 2 * import->max + 64;
		import->desc = memory_resize(import->desc, import->max,
					     sizeof(*import->desc));
	}
	import->desc[import->cnt++] = *desc;
}

static void add_remark(struct import *import, const struct remark *remark)
{
	if (import->remark_cnt == import->remark_max) {
		import->remark_max = 2 * import->remark_max + 16;
		import->remarks =
			memory_resize(import->remarks, import->remark_max,
				      sizeof(*import->remarks));
	}
	import->remarks[import->remark_cnt++] = *remark;
}

void import_unread(struct import *import, const struct line *line,
		   const char *why)
{
	add_remark(import, &(struct remark){ line->number, line->text, why });
	import->unread++;
}

void import_take(struct import *import, const struct line *line,
		 const char *why, const struct efi_memory_desc *desc)
{
	if (why)
		import_unread(import, line, why);
	else
		import_row(import, desc);
}

void import_note(struct import *import, size_t line, const char *what)
{
	add_remark(import, &(struct remark){ .line = line, .what = what });
}

bool import_starts(struct import *import, const struct line *line)
{
	if (import->cnt == 0)
		return false;
	import->over = true;
	import_note(import, line->number,
		    "another map starts here; only the first one is used");
	return true;
}

void import_starts_anew(struct import *import, const struct line *line)
{
	import->cnt = import->remark_cnt = import->unread = 0;
	import->gaps = false;
	import_note(import, line->number,
		    "the map before this line is "
		    "incomplete; the one that starts here is used");
}

const char *range_pages(uint64_t start, uint64_t end, bool inclusive,
			uint64_t *ret_pages)
{
	/* Modulo 2^64: a last byte of start - 1 is an empty range, an
	 * exclusive end of 0 is 2^64. */
	uint64_t len = end - start + inclusive;

	if (end < start && len != 0 && (inclusive || end != 0))
		return "the range ends before it starts";
	if (len % PAGE_SIZE_4K != 0)
		return "the size of the range is not a multiple of 4 KiB";
	*ret_pages = len >> PAGE_SHIFT_4K;
	return NULL;
}

void import_firmware_line(struct import *import, const struct line *line)
{
	struct cursor c = line->text;
	uint64_t major, minor;

	if (import->capture.uefi_revision != 0 ||
	    !cursor_find(&c, "efi: EFI v") || !cursor_dec(&c, &major) ||
	    !cursor_skip(&c, ".") || !cursor_dec(&c, &minor) ||
	    !cursor_skip(&c, " by ") || major > 0xffff || minor > 0xffff)
		return;
	import->capture.uefi_revision = (uint32_t)(major << 16 | minor);
	size_t n = cursor_left(&c);
	if (n >= sizeof(import->capture.vendor))
		n = sizeof(import->capture.vendor) - 1;
	for (size_t i = 0; i < n; i++)
		import->capture.vendor[i] =
			c.at[i] >= ' ' && c.at[i] <= '~' ? c.at[i] : '?';
}
