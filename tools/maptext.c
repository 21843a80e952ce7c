/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Decodes a text, and has it read as our JSON or line by line.
 */
#define _GNU_SOURCE /* memmem() */
#include "tools/maptext.h"

#include <stdlib.h>
#include <string.h>

#include "core/text/utf16.h"
#include "tools/clean/clean.h"
#include "tools/memory.h"

/* Whether the choice fits a file that always holds one map; says so if not. */
bool maptext_is_only_map(const char *name, const struct import_choice *choice,
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

/* Is this the first character of the text after blanks and line ends? */
static bool starts_with(const char *text, size_t len, char first)
{
	size_t i = 0;

	while (i < len && text[i] && strchr(" \t\r\n", text[i]))
		i++;
	return i < len && text[i] == first;
}

/* NULL: it does not occur. */
static const char *find(const char *text, size_t len, const char *sought)
{
	return memmem(text, len, sought, strlen(sought));
}

/* Our JSON, in which this is the first member. */
static bool is_ours(const char *text, size_t len)
{
	return find(text, len, "\"memblock-efi\"") != NULL;
}

/* Our JSON within other text, such as what a serial line carried: from
 * the { before its first member to a line that begins with }. quote is the
 * first " of the text. */
static bool find_ours(const char **text, size_t *len, const char *quote)
{
	const char *begin = *text, *all_end = begin + *len, *end;
	const char *format = find(quote, (size_t)(all_end - quote),
				  "\"format\": \"memblock-efi\"");

	if (format == NULL)
		return false;
	while (format > begin && strchr(" \t\r\n", format[-1]))
		format--;
	if (format == begin || format[-1] != '{')
		return false;
	*text = format - 1;
	*len = (size_t)(all_end - *text);
	end = find(*text, *len, "\n}");
	if (end != NULL)
		*len = (size_t)(end + 2 - *text);
	return true;
}

static size_t lines_before(const char *text, const char *end)
{
	size_t lines = 0;

	while ((text = memchr(text, '\n', (size_t)(end - text))) != NULL) {
		text++;
		lines++;
	}
	return lines;
}

/* Text that is read line by line. numbers are those of a clean_text, or NULL;
 * other is the first byte that is not ASCII, or a place before it. */
static enum import_result load_text(struct mapfile *ret, const char *name,
				    const char *text, size_t len,
				    const size_t *numbers, const char *other,
				    const struct import_choice *choice,
				    const struct sink *messages)
{
	char *copy = clean_blanks(text, &len, other);
	const struct import_file file = { name, copy ? copy : text, len,
					  numbers };
	enum import_result result = import_text(&ret->capture, &ret->store,
						&file, choice, messages);

	free(copy);
	return result;
}

/* The files of a folder need not be mentioned: they are one map. */
static enum import_result load_files(struct mapfile *ret, const char *name,
				     struct clean_text *decoded,
				     const struct import_choice *choice,
				     const struct sink *messages)
{
	enum import_result result =
		load_text(ret, name, decoded->text, decoded->len,
			  decoded->numbers, decoded->text, choice, messages);

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
	const char *brace;
	size_t left;

	if (!starts_with(text, len, '{'))
		return false;
	brace = memchr(text, '{', len);
	left = len - (size_t)(++brace - text);
	return starts_with(brace, left, '"') || starts_with(brace, left, '}');
}

/* Goes on with our JSON if the text has it. */
static bool take_ours(const char *name, const char **text, size_t *len,
		      const char *quote, const struct sink *messages)
{
	const char *all = *text;

	if (!find_ours(text, len, quote))
		return false;
	print(messages,
	      "%s: note: the JSON from line %zu on was read, not the text "
	      "around it\n",
	      name, lines_before(all, *text) + 1);
	return true;
}

static enum import_result load_lines(struct mapfile *ret, const char *name,
				     const char *text, size_t len,
				     const struct import_choice *choice,
				     const struct sink *messages)
{
	struct clean_text decoded;
	struct clean_firsts firsts;
	bool json;

	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		len -= 3;
	}
	clean_firsts(&firsts, text, len);
	json = is_object(text, len);
	if (!json)
		json = take_ours(name, &text, &len, firsts.quote, messages);
	if ((json || starts_with(text, len, '[')) && !is_ours(text, len) &&
	    clean_journal(&decoded, text, len))
		return load_decoded(ret, name, &decoded, choice, messages);
	if (json && !maptext_is_only_map(name, choice, messages))
		return IMPORT_FAILED;
	if (json)
		return import_json(&ret->capture, &ret->store, name, text, len,
				   messages);
	if (clean_mail(&decoded, text, len, firsts.equals))
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
	return load_text(ret, name, text, len, NULL, firsts.other, choice,
			 messages);
}

enum import_result maptext_utf8(struct mapfile *ret, const char *name,
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
bool maptext_is_utf16(const unsigned char *bytes, size_t len)
{
	return len >= 2 && ((bytes[0] == 0xff && bytes[1] == 0xfe) ||
			    (bytes[0] != 0 && bytes[1] == 0));
}

enum import_result maptext_utf16(struct mapfile *ret, const char *name,
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
	result = maptext_utf8(ret, name, text, size, choice, messages);
	free(text);
	return result;
}

/* UTF-16 with the other byte order. */
enum import_result maptext_utf16be(struct mapfile *ret, const char *name,
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
	result = maptext_utf16(ret, name, swapped, len, choice, messages);
	free(swapped);
	return result;
}
