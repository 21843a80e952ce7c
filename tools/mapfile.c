/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Recognises the kind of a file by its first bytes and has it read: the raw map
 * and the table, which are formats of this project, folders and tar files, and
 * text (tools/maptext.h). All of them may be compressed.
 */
#define _GNU_SOURCE /* memmem() */
#include "tools/mapfile.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/firmware/rawmap.h"
#include "tools/decompress.h"
#include "tools/filekind.h"
#include "tools/filetext.h"
#include "tools/machine.h"
#include "tools/maptext.h"
#include "tools/memory.h"
#include "tools/readfile.h"
#include "tools/tablefile.h"

/* Where a second raw map begins; 0: there is none. */
static size_t second_raw(const void *bytes, size_t len)
{
	const size_t size = sizeof(RAWMAP_MAGIC) - 1;
	const char *first = bytes;
	const char *second =
		memmem(first + size, len - size, RAWMAP_MAGIC, size);

	return second ? (size_t)(second - first) : 0;
}

static enum import_result load_raw(struct mapfile *ret, const char *name,
				   const void *bytes, size_t len,
				   const struct sink *messages)
{
	struct mapfile file = { .store = memory_resize(NULL, len, 1) };
	int status;

	memcpy(file.store, bytes, len);
	status = rawmap_read(&file.capture, file.store, len);
	if (status == CORE_OK) {
		file.capture.facts = import_origin_facts(&file.capture);
		*ret = file;
		return IMPORT_GOOD;
	}
	free(file.store);
	if (second_raw(bytes, len) > 0)
		print(messages,
		      "%s: the file holds more than one raw map; split it at "
		      "byte %zu, where the next one begins\n",
		      name, second_raw(bytes, len));
	else if (status == CORE_EVERSION)
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

static enum import_result load_tar(struct mapfile *ret, const char *name,
				   const void *bytes, size_t len,
				   const struct import_choice *choice,
				   const struct sink *messages)
{
	enum import_result result;
	struct text text;

	if (!filetext_of_tar(&text, name, bytes, len, messages))
		return IMPORT_FAILED;
	result =
		maptext_utf8(ret, name, text.bytes, text.len, choice, messages);
	free(text.bytes);
	return result;
}

/* Strings of a program may look like rows, and memory may hold a whole log. */
static enum import_result load_binary(struct mapfile *ret, const char *name,
				      const void *bytes, size_t len,
				      const struct import_choice *choice,
				      const struct sink *messages)
{
	struct text said = { 0 };
	struct sink out = text_sink(&said);
	enum import_result result =
		maptext_utf8(ret, name, bytes, len, choice, &out);

	if (result == IMPORT_GOOD || result == IMPORT_LISTED) {
		print_str(messages, said.bytes ? said.bytes : "");
		free(said.bytes);
		return result;
	}
	if (result == IMPORT_PARTLY)
		mapfile_free(ret);
	free(said.bytes);
	print(messages,
	      "%s: the file is binary and has no readable map; if there is a "
	      "log in it, extract it with strings\n",
	      name);
	return IMPORT_FAILED;
}

static enum import_result load_plain(struct mapfile *ret, const char *name,
				     const void *bytes, size_t len,
				     const struct import_choice *choice,
				     const struct sink *messages)
{
	if ((rawmap_is(bytes, len) || tablefile_is(bytes, len)) &&
	    !maptext_is_only_map(name, choice, messages))
		return IMPORT_FAILED;
	if (rawmap_is(bytes, len))
		return load_raw(ret, name, bytes, len, messages);
	if (tablefile_is(bytes, len))
		return tablefile_read(&ret->capture, &ret->store, name, bytes,
				      len, messages);
	if (maptext_is_utf16(bytes, len))
		return maptext_utf16(ret, name, bytes, len, choice, messages);
	if (len >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0)
		return maptext_utf16be(ret, name, bytes, len, choice, messages);
	if (filetext_is_tar(bytes, len))
		return load_tar(ret, name, bytes, len, choice, messages);
	if (!filekind_is_readable(name, bytes, len, messages))
		return IMPORT_FAILED;
	if (filekind_is_binary(bytes, len))
		return load_binary(ret, name, bytes, len, choice, messages);
	return maptext_utf8(ret, name, bytes, len, choice, messages);
}

/* "log.gz (unpacked)", since lines and places are those of what was unpacked.
 * The caller frees it. */
static char *unpacked_name(const char *name)
{
	static const char what[] = " (unpacked)";
	char *text = memory_resize(NULL, strlen(name) + sizeof(what), 1);

	strcpy(text, name);
	return strcat(text, what);
}

/* How often a file may have been compressed. */
#define PACKED_MAX 4

static enum import_result load_packed(struct mapfile *ret, const char *name,
				      const void *bytes, size_t len, int depth,
				      const struct import_choice *choice,
				      const struct sink *messages)
{
	enum import_result result;
	size_t size;
	char *inner;
	void *all;

	if (depth == PACKED_MAX || decompress_what(bytes, len) == NULL)
		return load_plain(ret, name, bytes, len, choice, messages);
	all = decompress(name, bytes, len, READFILE_MAX, &size, messages);
	if (all == NULL)
		return IMPORT_FAILED;
	inner = depth == 0 ? unpacked_name(name) : NULL;
	result = load_packed(ret, inner ? inner : name, all, size, depth + 1,
			     choice, messages);
	free(inner);
	free(all);
	return result;
}

enum import_result mapfile_parse(struct mapfile *ret, const char *name,
				 const void *bytes, size_t len,
				 const struct import_choice *choice,
				 const struct sink *messages)
{
	return load_packed(ret, name, bytes, len, 0, choice, messages);
}

static enum import_result load_folder(struct mapfile *ret, const char *path,
				      const struct import_choice *choice,
				      const struct sink *messages)
{
	enum import_result result;
	struct text text;

	if (!filetext_of_folder(&text, path, messages))
		return IMPORT_FAILED;
	result =
		maptext_utf8(ret, path, text.bytes, text.len, choice, messages);
	free(text.bytes);
	return result;
}

static bool is_folder(const char *path)
{
	struct stat status;

	return path != NULL && strcmp(path, "-") != 0 &&
	       stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

enum import_result mapfile_load(struct mapfile *ret, const char *path,
				const struct import_choice *choice,
				const struct sink *messages)
{
	enum import_result result;
	struct file_bytes file;

	if (path == NULL && isatty(STDIN_FILENO))
		return machine_load(ret, "", choice, messages);
	if (is_folder(path))
		return load_folder(ret, path, choice, messages);
	if (!readfile_open(&file, path, messages))
		return IMPORT_FAILED;
	result = mapfile_parse(ret, readfile_name(path), file.bytes, file.len,
			       choice, messages);
	readfile_close(&file);
	return result;
}

void mapfile_free(struct mapfile *file)
{
	free(file->store);
	file->store = NULL;
}
