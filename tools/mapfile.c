/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Recognises the kind of a file by its first bytes and has it read. The raw
 * map, the table and JSON are formats of this project; everything else is text
 * in UTF-8 or in UTF-16, which the UEFI Shell writes.
 */
#include "tools/mapfile.h"

#include <stdlib.h>
#include <string.h>

#include "core/firmware/rawmap.h"
#include "core/text/utf16.h"
#include "tools/memory.h"
#include "tools/readfile.h"
#include "tools/tablefile.h"

static enum import_result load_raw(struct mapfile *ret, const char *name,
				   const void *bytes, size_t len,
				   const struct sink *messages)
{
	struct mapfile file = { .store = memory_resize(NULL, len, 1) };
	int status;

	memcpy(file.store, bytes, len);
	status = rawmap_read(&file.capture, file.store, len);
	if (status == CORE_OK) {
		*ret = file;
		return IMPORT_GOOD;
	}
	free(file.store);
	if (status == CORE_EVERSION)
		print(messages,
		      "%s: unsupported version of the raw map; use a newer "
		      "memblock\n",
		      name);
	else
		print(messages,
		      "%s: the raw map is truncated or damaged; save it "
		      "again with save-raw=\n",
		      name);
	return IMPORT_FAILED;
}

/* Is this the first character of the text after blanks and line ends? */
static bool starts_with(const char *text, size_t len, char first)
{
	size_t i = 0;

	while (i < len && text[i] && strchr(" \t\r\n", text[i]))
		i++;
	return i < len && text[i] == first;
}

static enum import_result load_utf8(struct mapfile *ret, const char *name,
				    const char *text, size_t len,
				    const struct sink *messages)
{
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		len -= 3;
	}
	return (starts_with(text, len, '{') ? import_json : import_text)(
		&ret->capture, &ret->store, name, text, len, messages);
}

/* By the byte order mark that the Shell writes, or by a 0 after the first
 * letter. */
static bool is_utf16(const unsigned char *bytes, size_t len)
{
	return len >= 2 && ((bytes[0] == 0xff && bytes[1] == 0xfe) ||
			    (bytes[0] != 0 && bytes[1] == 0));
}

static enum import_result load_utf16(struct mapfile *ret, const char *name,
				     const char *bytes, size_t len,
				     const struct sink *messages)
{
	size_t units = len / 2, size;
	enum import_result result;
	char *text;

	if (len % 2 != 0)
		print(messages,
		      "%s: note: the file ends within a character; its last "
		      "line may be incomplete\n",
		      name);
	size = utf16_to_utf8(NULL, 0, bytes, units);
	text = memory_resize(NULL, size + 1, 1);
	utf16_to_utf8(text, size, bytes, units);
	result = load_utf8(ret, name, text, size, messages);
	free(text);
	return result;
}

enum import_result mapfile_parse(struct mapfile *ret, const char *name,
				 const void *bytes, size_t len,
				 const struct sink *messages)
{
	if (rawmap_is(bytes, len))
		return load_raw(ret, name, bytes, len, messages);
	if (tablefile_is(bytes, len))
		return tablefile_read(&ret->capture, &ret->store, name, bytes,
				      len, messages);
	if (is_utf16(bytes, len))
		return load_utf16(ret, name, bytes, len, messages);
	return load_utf8(ret, name, bytes, len, messages);
}

enum import_result mapfile_load(struct mapfile *ret, const char *path,
				const struct sink *messages)
{
	enum import_result result;
	size_t len;
	void *bytes = readfile(path, &len, messages);

	if (bytes == NULL)
		return IMPORT_FAILED;
	result = mapfile_parse(ret, readfile_name(path), bytes, len, messages);
	free(bytes);
	return result;
}

void mapfile_free(struct mapfile *file)
{
	free(file->store);
	file->store = NULL;
}
