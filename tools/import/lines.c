/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Offers a text file line by line to all formats at once, and then uses the
 * format that found the most.
 */
#include "tools/import/import.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/cstring.h"
#include "tools/memory.h"

static const struct import_format *const formats[] = {
	&import_our_csv,     &import_shell, &import_linux_x86,
	&import_linux_arm64, &import_uboot, &import_mikanos,
	&import_e820,
};
#define FORMATS (sizeof(formats) / sizeof(*formats))

/* No log has longer lines, and searching long ones for rows takes time. */
#define LINE_LOOKED_AT 65536

/* Takes the next line from text. Lines end with LF or CR LF. */
static bool next_line(struct cursor *text, struct line *line)
{
	const char *end;

	if (text->at == text->end)
		return false;
	end = memchr(text->at, '\n', cursor_left(text));
	line->number++;
	line->unended = end == NULL;
	line->text = (struct cursor){ text->at, end ? end : text->end };
	text->at = end ? end + 1 : text->end;
	while (line->text.end > line->text.at && line->text.end[-1] == '\r')
		line->text.end--;
	if (cursor_left(&line->text) > LINE_LOOKED_AT)
		line->text.end = line->text.at + LINE_LOOKED_AT;
	return true;
}

static void offer_line(struct import *import, const struct line *line)
{
	size_t rows = import->cnt;

	if (import->over)
		return;
	import->format->line(import, line);
	if (line->unended && import->cnt > rows)
		import_note(import, line->number,
			    "the file does not end with "
			    "a line end; this row may be incomplete");
}

static void offer_lines(struct import imports[FORMATS], struct cursor text)
{
	struct line line = { .number = 0 };

	while (next_line(&text, &line))
		for (size_t i = 0; i < FORMATS; i++)
			offer_line(&imports[i], &line);
}

/* Any rows win, then the higher rank, then more rows, then more unreadable
 * ones. */
static bool is_richer(const struct import *a, const struct import *b)
{
	if ((a->cnt != 0) != (b->cnt != 0))
		return a->cnt != 0;
	if (a->cnt != 0 && a->format->rank != b->format->rank)
		return a->format->rank > b->format->rank;
	if (a->cnt != b->cnt)
		return a->cnt > b->cnt;
	return a->unread > b->unread;
}

static struct import *richest(struct import imports[FORMATS])
{
	struct import *best = imports;

	for (size_t i = 1; i < FORMATS; i++)
		if (is_richer(&imports[i], best))
			best = &imports[i];
	return best;
}

/* Untrusted text for a terminal: characters that are not printable ASCII become
 * '?', and long lines are truncated. */
static void print_foreign(const struct sink *out, struct cursor text)
{
	size_t n = cursor_left(&text), shown = n > 160 ? 160 : n;
	char room[160];

	for (size_t i = 0; i < shown; i++) {
		char c = text.at[i] == '\t' ? ' ' : text.at[i];

		room[i] = c >= ' ' && c <= '~' ? c : '?';
	}
	out->write(out->ctx, room, shown);
	if (n > shown)
		print_str(out, "...");
}

static void print_remark(const struct sink *out, const char *name,
			 const struct remark *remark)
{
	print(out, "%s:%zu: ", name, remark->line);
	if (remark->text.at == NULL) {
		print(out, "note: %s\n", remark->what);
		return;
	}
	print_str(out, "cannot read this row: ");
	print_foreign(out, remark->text);
	print(out, " (%s)\n", remark->what);
}

/* More than anybody reads. */
#define REMARKS_SHOWN 100

static void print_remarks(const struct sink *out, const char *name,
			  const struct import *import)
{
	size_t cnt = import->remark_cnt;

	for (size_t i = 0; i < cnt && i < REMARKS_SHOWN; i++)
		print_remark(out, name, &import->remarks[i]);
	if (cnt > REMARKS_SHOWN)
		print(out, "%s: %zu more messages are not shown\n", name,
		      cnt - REMARKS_SHOWN);
	if (import->unaligned != 0)
		print(out,
		      "%s: note: %zu E820 rows do not start and end on page "
		      "boundaries; memory shrinks to whole pages of 4 KiB, "
		      "everything else grows\n",
		      name, import->unaligned);
	if (import->cnt == 0 && import->unread != 0)
		print(out, "%s: none of the rows could be read\n", name);
	else if (import->cnt == 0)
		print(out,
		      "%s: no memory map found; `memblock help` lists the "
		      "formats\n",
		      name);
}

/* The rows as a map with the stride that the file gives. */
static void *pack(const struct import *import, struct capture *ret)
{
	size_t stride = import->capture.map.desc_size;
	char *bytes = memory_resize(NULL, import->cnt, stride);

	memset(bytes, 0, import->cnt * stride);
	for (size_t i = 0; i < import->cnt; i++)
		memcpy(bytes + i * stride, &import->desc[i],
		       sizeof(*import->desc));

	*ret = import->capture;
	ret->map.desc = bytes;
	ret->map.size = import->cnt * stride;
	return bytes;
}

static void start_imports(struct import imports[FORMATS])
{
	memset(imports, 0, FORMATS * sizeof(*imports));
	for (size_t i = 0; i < FORMATS; i++) {
		const struct import_format *format = formats[i];
		struct capture *capture = &imports[i].capture;

		imports[i].format = format;
		capture->profile = format->profile;
		capture->map.desc_version = EFIMAP_DESC_VERSION;
		capture->map.desc_size = sizeof(struct efi_memory_desc);
		str_copy(capture->origin, sizeof(capture->origin),
			 format->origin);
	}
}

enum import_result import_text(struct capture *ret_capture, void **ret_store,
			       const char *name, const char *text, size_t len,
			       const struct sink *messages)
{
	struct import imports[FORMATS];
	enum import_result result = IMPORT_FAILED;
	struct import *best;

	start_imports(imports);
	offer_lines(imports, (struct cursor){ text, text + len });
	best = richest(imports);
	print_remarks(messages, name, best);
	if (best->cnt != 0) {
		*ret_store = pack(best, ret_capture);
		result = best->unread ? IMPORT_PARTLY : IMPORT_GOOD;
	}
	for (size_t i = 0; i < FORMATS; i++) {
		free(imports[i].desc);
		free(imports[i].remarks);
	}
	return result;
}
