/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Recognises the kind of a file by its first bytes and has it read. The raw
 * map, the table and JSON are formats of this project; everything else is text
 * in UTF-8 or in UTF-16, which the UEFI Shell writes. All of them may be
 * compressed.
 */
#define _XOPEN_SOURCE 700 /* S_ISDIR */
#include "tools/mapfile.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/firmware/rawmap.h"
#include "core/text/utf16.h"
#include "tools/clean/clean.h"
#include "tools/decompress.h"
#include "tools/filekind.h"
#include "tools/filetext.h"
#include "tools/machine.h"
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
		file.capture.facts = import_origin_facts(&file.capture);
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

/* Our JSON, in which this is the first member. */
static bool is_ours(const char *text, size_t len)
{
	static const char format[] = "\"memblock-efi\"";
	size_t n = sizeof(format) - 1;

	for (size_t i = 0; i + n <= len; i++)
		if (text[i] == '"' && memcmp(text + i, format, n) == 0)
			return true;
	return false;
}

/* The files of a folder need not be mentioned: they are one map. */
static enum import_result load_files(struct mapfile *ret, const char *name,
				     struct clean_text *decoded,
				     const struct import_choice *choice,
				     const struct sink *messages)
{
	const struct import_file file = { name, decoded->text, decoded->len,
					  decoded->numbers };
	enum import_result result = import_text(&ret->capture, &ret->store,
						&file, choice, messages);

	clean_free(decoded);
	return result;
}

static enum import_result load_decoded(struct mapfile *ret, const char *name,
				       struct clean_text *decoded,
				       const struct import_choice *choice,
				       const struct sink *messages)
{
	print(messages, "%s: note: the text is %s and was decoded\n", name,
	      decoded->what);
	if (decoded->cut)
		print(messages, "%s: note: the %s breaks off\n", name,
		      decoded->what);
	return load_files(ret, name, decoded, choice, messages);
}

/* Whether the choice fits a file that always holds one map; says so if not. */
static bool is_only_map(const char *name, const struct import_choice *choice,
			const struct sink *messages)
{
	if (!choice || (!choice->list && choice->map <= 1 && !choice->side))
		return true;
	print(messages, "%s: a file of this format holds one map; %s\n", name,
	      choice->two ? "name a second file"
			  : "--list, --map= and --side= are for logs and "
			    "other text");
	return false;
}

/* Text whose lines end with CR only, with LF instead; the caller frees it.
 * NULL: it is not such a text. */
static char *with_line_ends(const char *text, size_t len)
{
	char *copy;

	if (memchr(text, '\n', len) != NULL || memchr(text, '\r', len) == NULL)
		return NULL;
	copy = memory_resize(NULL, len, 1);
	for (size_t i = 0; i < len; i++)
		copy[i] = text[i] == '\r' ? '\n' : text[i];
	return copy;
}

/* An object of JSON; "{noformat}" and "{code}" of a wiki are not. */
static bool is_object(const char *text, size_t len)
{
	const char *brace = memchr(text, '{', len);
	size_t left;

	if (brace == NULL || !starts_with(text, len, '{'))
		return false;
	left = len - (size_t)(++brace - text);
	return starts_with(brace, left, '"') || starts_with(brace, left, '}');
}

static enum import_result load_lines(struct mapfile *ret, const char *name,
				     const char *text, size_t len,
				     const struct import_choice *choice,
				     const struct sink *messages)
{
	struct clean_text decoded;
	bool json;

	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		len -= 3;
	}
	json = is_object(text, len);
	if ((json || starts_with(text, len, '[')) && !is_ours(text, len) &&
	    clean_journal(&decoded, text, len))
		return load_decoded(ret, name, &decoded, choice, messages);
	if (json && !is_only_map(name, choice, messages))
		return IMPORT_FAILED;
	if (json)
		return import_json(&ret->capture, &ret->store, name, text, len,
				   messages);
	if (clean_mail(&decoded, text, len))
		return load_decoded(ret, name, &decoded, choice, messages);
	if (clean_sysfs(&decoded, text, len)) {
		if (text[len - 1] != '\n')
			print(messages,
			      "%s: note: the file does not end with a line "
			      "end; its last value may be incomplete\n",
			      name);
		return load_files(ret, name, &decoded, choice, messages);
	}
	if (clean_margin(&decoded, text, len))
		return load_files(ret, name, &decoded, choice, messages);
	if (clean_flowed(text, len))
		print(messages,
		      "%s: note: the text is a mail with format=flowed; rows "
		      "that it wraps are joined\n",
		      name);
	return import_text(&ret->capture, &ret->store,
			   &(struct import_file){ name, text, len, NULL },
			   choice, messages);
}

static enum import_result load_utf8(struct mapfile *ret, const char *name,
				    const char *text, size_t len,
				    const struct import_choice *choice,
				    const struct sink *messages)
{
	char *copy = with_line_ends(text, len);
	enum import_result result = load_lines(ret, name, copy ? copy : text,
					       len, choice, messages);

	free(copy);
	return result;
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
				     const struct import_choice *choice,
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
	result = load_utf8(ret, name, text, size, choice, messages);
	free(text);
	return result;
}

/* UTF-16 with the other byte order. */
static enum import_result load_utf16be(struct mapfile *ret, const char *name,
				       const char *bytes, size_t len,
				       const struct import_choice *choice,
				       const struct sink *messages)
{
	char *swapped = memory_resize(NULL, len, 1);
	enum import_result result;

	memcpy(swapped, bytes, len);
	for (size_t i = 0; i + 1 < len; i += 2) {
		swapped[i] = bytes[i + 1];
		swapped[i + 1] = bytes[i];
	}
	result = load_utf16(ret, name, swapped, len, choice, messages);
	free(swapped);
	return result;
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
	result = load_utf8(ret, name, text.bytes, text.len, choice, messages);
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
		load_utf8(ret, name, bytes, len, choice, &out);

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
	    !is_only_map(name, choice, messages))
		return IMPORT_FAILED;
	if (rawmap_is(bytes, len))
		return load_raw(ret, name, bytes, len, messages);
	if (tablefile_is(bytes, len))
		return tablefile_read(&ret->capture, &ret->store, name, bytes,
				      len, messages);
	if (is_utf16(bytes, len))
		return load_utf16(ret, name, bytes, len, choice, messages);
	if (len >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0)
		return load_utf16be(ret, name, bytes, len, choice, messages);
	if (filetext_is_tar(bytes, len))
		return load_tar(ret, name, bytes, len, choice, messages);
	if (!filekind_is_readable(name, bytes, len, messages))
		return IMPORT_FAILED;
	if (filekind_is_binary(bytes, len))
		return load_binary(ret, name, bytes, len, choice, messages);
	return load_utf8(ret, name, bytes, len, choice, messages);
}

static enum import_result load_compressed(struct mapfile *ret, const char *name,
					  const void *bytes, size_t len,
					  const struct import_choice *choice,
					  const struct sink *messages)
{
	enum import_result result;
	size_t size;
	void *all = decompress(name, bytes, len, READFILE_MAX, &size, messages);

	if (all == NULL)
		return IMPORT_FAILED;
	result = load_plain(ret, name, all, size, choice, messages);
	free(all);
	return result;
}

enum import_result mapfile_parse(struct mapfile *ret, const char *name,
				 const void *bytes, size_t len,
				 const struct import_choice *choice,
				 const struct sink *messages)
{
	if (decompress_what(bytes, len) != NULL)
		return load_compressed(ret, name, bytes, len, choice, messages);
	return load_plain(ret, name, bytes, len, choice, messages);
}

static enum import_result load_folder(struct mapfile *ret, const char *path,
				      const struct import_choice *choice,
				      const struct sink *messages)
{
	enum import_result result;
	struct text text;

	if (!filetext_of_folder(&text, path, messages))
		return IMPORT_FAILED;
	result = load_utf8(ret, path, text.bytes, text.len, choice, messages);
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
