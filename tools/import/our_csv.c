/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What format=csv prints (core/report/report_csv.c). The firmware's descriptors
 * are the rows of the list "efi", facts about the machine those of "fact". The
 * other lists follow from these and are ignored.
 */
#include "tools/import/import.h"

#include <stdio.h>
#include <string.h>

#include "core/report/report.h"

static const char header[] =
	"list,index,base,last,size,type,name,attribute,detail";

enum { LIST, INDEX, BASE, LAST, SIZE, TYPE, NAME, ATTRIBUTE, DETAIL, FIELDS };

/* The next field by RFC 4180 without its quotes, truncated to size - 1
 * characters. false: its quotes are not closed. */
static bool take_field(struct cursor *c, char *room, size_t size)
{
	bool quoted = cursor_skip(c, "\"");
	size_t n = 0;

	for (; c->at < c->end && (quoted || *c->at != ','); c->at++) {
		if (quoted && *c->at == '"') {
			quoted = c->at + 1 < c->end && c->at[1] == '"';
			c->at++;
			if (!quoted)
				break;
		}
		if (n + 1 < size)
			room[n++] = *c->at;
	}
	room[n] = '\0';
	return !quoted;
}

/* Longer than any field that is used. */
#define FIELD_SIZE 128

static bool split(struct cursor c, char fields[FIELDS][FIELD_SIZE])
{
	for (int i = 0; i < FIELDS; i++) {
		if (i != 0 && !cursor_skip(&c, ","))
			return false;
		if (!take_field(&c, fields[i], FIELD_SIZE))
			return false;
	}
	return cursor_at_end(&c);
}

/* A decimal number, or a hexadecimal one with 0x. */
static bool number(const char *text, uint64_t max, uint64_t *ret)
{
	struct cursor c = cursor_of(text);
	bool hex = strncmp(text, "0x", 2) == 0;

	return (hex ? cursor_hex(&c, ret) : cursor_dec(&c, ret)) &&
	       c.at == c.end && *ret <= max;
}

static bool number32(const char *text, uint32_t *ret)
{
	uint64_t wide;

	if (!number(text, UINT32_MAX, &wide))
		return false;
	*ret = (uint32_t)wide;
	return true;
}

static bool decimal_pages(const char *size, uint64_t *ret_pages)
{
	uint64_t bytes;

	if (!number(size, UINT64_MAX, &bytes) || bytes % PAGE_SIZE_4K != 0)
		return false;
	*ret_pages = bytes >> PAGE_SHIFT_4K;
	return true;
}

/* Bytes may take 76 bits, so pages are read: "0x" PAGES "000". */
static bool pages_of(char *size, uint64_t *ret_pages)
{
	size_t n = strlen(size);

	if (strncmp(size, "0x", 2) != 0)
		return decimal_pages(size, ret_pages);
	if (strcmp(size, "0x0") == 0) {
		*ret_pages = 0;
		return true;
	}
	if (n < 6 || strcmp(size + n - 3, "000") != 0)
		return false;
	size[n - 3] = '\0';
	return number(size, UINT64_MAX, ret_pages);
}

/* The last byte is optional. */
static bool last_agrees(const char *text, const struct efi_memory_desc *desc)
{
	uint64_t last;

	return text[0] == '\0' ||
	       (number(text, UINT64_MAX, &last) && desc->num_pages > 0 &&
		last == desc->phys_addr + (desc->num_pages << PAGE_SHIFT_4K) -
				1);
}

static const char *efi_row(char fields[FIELDS][FIELD_SIZE],
			   struct efi_memory_desc *desc)
{
	if (!number32(fields[TYPE], &desc->type))
		return "the type is not a 32-bit number";
	if (!number(fields[BASE], UINT64_MAX, &desc->phys_addr) ||
	    !number(fields[ATTRIBUTE], UINT64_MAX, &desc->attribute))
		return "base or attribute is not a 64-bit number";
	if (!pages_of(fields[SIZE], &desc->num_pages))
		return "the size is not a multiple of 4 KiB";
	if (!last_agrees(fields[LAST], desc))
		return "last byte and size disagree";
	return NULL;
}

/* "0x1e000000+0x20000" */
static bool range_fact(const char *text, struct capture_range *ret)
{
	struct cursor c = cursor_of(text);

	return cursor_hex(&c, &ret->base) && cursor_skip(&c, "+") &&
	       cursor_hex(&c, &ret->size) && c.at == c.end;
}

/* A stride of more than a page means that the file is damaged. */
static bool stride_fact(const char *text, size_t *ret)
{
	uint64_t wide;

	if (!number(text, 4096, &wide) || wide % 8 != 0 ||
	    wide < sizeof(struct efi_memory_desc))
		return false;
	*ret = (size_t)wide;
	return true;
}

static bool version_fact(const char *text)
{
	uint64_t version;

	return number(text, UINT32_MAX, &version) &&
	       version == EFIMAP_DESC_VERSION;
}

/* Version 1 had no such fact. */
static bool format_version_fact(const char *text)
{
	uint64_t version;

	return number(text, REPORT_VERSION, &version) && version >= 1;
}

static bool text_fact(const char *text, char *room, size_t size)
{
	return (size_t)snprintf(room, size, "%s", text) < size;
}

/* Facts that a newer program added are ignored. */
static bool take_fact(struct capture *capture, const char *name,
		      const char *value)
{
	if (strcmp(name, "format_version") == 0)
		return format_version_fact(value);
	if (strcmp(name, "vendor") == 0)
		return text_fact(value, capture->vendor, CAPTURE_TEXT);
	if (strcmp(name, "origin") == 0)
		return text_fact(value, capture->origin, CAPTURE_TEXT);
	if (strcmp(name, "arch") == 0)
		return text_fact(value, capture->arch, sizeof(capture->arch));
	if (strcmp(name, "firmware_revision") == 0)
		return number32(value, &capture->firmware_revision);
	if (strcmp(name, "uefi_revision") == 0)
		return number32(value, &capture->uefi_revision);
	if (strcmp(name, "profile") == 0)
		return profile_by_name(value, &capture->profile);
	if (strcmp(name, "desc_size") == 0)
		return stride_fact(value, &capture->map.desc_size);
	if (strcmp(name, "desc_version") == 0)
		return version_fact(value);
	if (strcmp(name, "image") == 0)
		return range_fact(value, &capture->image);
	if (strcmp(name, "map_buffer") == 0)
		return range_fact(value, &capture->map_buffer);
	for (int i = 0; i < EFITABLE_COUNT; i++)
		if (strcmp(name, efitable_name((enum efitable)i)) == 0)
			return range_fact(value, &capture->tables[i]);
	return true;
}

/* Regions of memory have a node each, but what that comes from is not here. */
static void node_note(struct import *import, const struct line *line,
		      char fields[FIELDS][FIELD_SIZE])
{
	struct cursor detail = cursor_of(fields[DETAIL]);

	if (strcmp(fields[LIST], "memory") == 0 &&
	    strcmp(fields[INDEX], "0") == 0 && cursor_skip(&detail, "node "))
		import_note(import, line,
			    "CSV has the nodes of the sets, but not the SRAT "
			    "that a conversion needs (save-raw= and "
			    "format=json hold it)");
}

/* Is the row a repeated one, or moved? Only the header starts another map. */
static bool is_moved(const struct found_map *map, uint64_t index)
{
	size_t before = map->cnt + map->unread;

	if (before == 0 || index > map->index)
		return false;
	return index + 1 != map->index || (before > 1 && !map->descends);
}

static void index_of(struct import *import, const struct line *line,
		     char fields[FIELDS][FIELD_SIZE])
{
	struct found_map *map = &import->map;
	uint64_t index;

	if (!number(fields[INDEX], UINT32_MAX, &index))
		return;
	if (!is_moved(map, index)) {
		import_index(import, line, index);
		return;
	}
	import_note(import, line,
		    "its index does not follow that of the row before: rows "
		    "are missing, repeated or out of order");
	map->gaps = true;
	map->index = index;
}

static void our_row(struct import *import, const struct line *line)
{
	char fields[FIELDS][FIELD_SIZE];
	struct efi_memory_desc desc = { 0 };
	const char *why = NULL;

	if (!split(line->text, fields))
		why = "expected 9 fields";
	else if (strcmp(fields[LIST], "fact") == 0)
		why = take_fact(&import->map.capture, fields[NAME],
				fields[DETAIL])
			      ? NULL
			      : "not a valid value of this fact";
	else if (strcmp(fields[LIST], "efi") == 0)
		why = efi_row(fields, &desc);
	else {
		node_note(import, line, fields);
		return;
	}

	if (why)
		import_unread(import, line, why);
	else if (strcmp(fields[LIST], "efi") == 0) {
		index_of(import, line, fields);
		import_row(import, line, &desc);
	} else
		import_seen(import, line);
}

static void our_line(struct import *import, const struct line *line)
{
	if (cursor_equals(&line->text, header)) {
		import_starts(import, line);
		import->inside = 1;
	} else if (import->inside && !cursor_at_end(&line->text))
		our_row(import, line);
}

const struct import_format import_our_csv = {
	.origin = "CSV",
	.profile = PROFILE_LINUX_X86,
	.rank = 6,
	.hints = (const char *const[]){ "list,index,", "fact,,,", ",memory",
					",excluded", ",ignored", ",skipped",
					NULL },
	.line = our_line,
	.raw = true,
};
