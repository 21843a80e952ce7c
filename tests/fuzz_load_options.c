/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * LoadOptions, memblock.cfg and paths of any content. The first byte says
 * which; the others are in an allocation of exactly their size.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/options/sections.h"
#include "efi/config/load_options.h"
#include "efi/uefi/path.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *what)
{
	if (!holds) {
		fprintf(stderr, "broken: %s\n", what);
		abort();
	}
}

/* What cmdline.c does with it: it is split into words in place. */
static void cut(char *text, size_t len, size_t room, int flags)
{
	struct words words;

	demand(len < room, "the text and a NUL fit into the room");
	if (words_split(&words, text, len, flags))
		return;
	load_options_drop_name(&words, flags == 0);
	for (const char *word = NULL; (word = words_next(&words, word));)
		demand(word + strlen(word) < text + room, "words end inside");
}

static void load_options(const uint8_t *bytes, size_t size)
{
	size_t room = load_options_room(size), len = 0;
	char *text = malloc(room);

	if (load_options_decode(text, &len, bytes, size) == DECODE_TEXT) {
		demand(len > 0, "text is not empty");
		demand(memchr(text, '\0', len) == NULL, "text has no NUL");
		cut(text, len, room, 0);
	}
	free(text);
}

/* The line of a word, as a message about it names it. */
static void find_words(const struct sections *all, const struct section *part,
		       const struct words *words)
{
	size_t index = 0, former = 0;

	for (const char *word = NULL; (word = words_next(words, word));) {
		size_t at = words_offset(part->text, part->len, WORDS_COMMENTS,
					 index++);

		demand(at < part->len && (index == 1 || at > former),
		       "words are in their order");
		demand(section_line(all, part->text + at) <= all->len + 1,
		       "a word is in a line");
		former = at;
	}
}

/* What sources.c does with a section: a copy is split. */
static void section(const struct sections *all, const struct section *part)
{
	char *copy = malloc(part->len + 1);
	struct words words;

	memcpy(copy, part->text, part->len);
	if (words_split(&words, copy, part->len, WORDS_COMMENTS) == CORE_OK)
		find_words(all, part, &words);
	free(copy);
}

static void file(const uint8_t *bytes, size_t size)
{
	size_t room = load_options_room(size), end = 0, number = 0;
	char *text = malloc(room);
	const struct sections all = { text,
				      load_options_file(text, bytes, size) };
	struct section part = { 0 }, found;

	demand(all.len < room, "the text and a NUL fit into the room");
	for (; section_next(&part, &all); number++) {
		size_t start = (size_t)(part.text - text);

		demand(part.number == number, "sections are counted");
		demand(number ? start > end : start == 0, "sections ascend");
		end = start + part.len;
		demand(part.name_len <= SECTION_NAME, "names are short");
		if (part.name_len)
			demand(section_find(&found, &all, part.name,
					    part.name_len) &&
				       found.number <= number,
			       "an entry is found by its name");
		section(&all, &part);
	}
	demand(end == all.len, "sections are the whole file");
	free(text);
}

static void path(const uint8_t *bytes, size_t size)
{
	char *user = malloc(size + 1);
	uint16_t ret[PATH_MAX_UNITS], beside[PATH_MAX_UNITS];
	size_t len = 0;

	memcpy(user, bytes, size);
	user[size] = '\0';
	if (path_from_user(ret, user) == PATH_GOOD) {
		while (len < PATH_MAX_UNITS && ret[len])
			len++;
		demand(len < PATH_MAX_UNITS, "a path ends");
		demand(ret[0] == '\\', "a path starts at the root");
		demand(*path_name(ret) != 0, "a path names a file");
		if (path_beside(beside, ret, "memblock.new"))
			demand(path_equal(path_name(beside), u"memblock.new"),
			       "a file beside has its name");
	}
	free(user);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *bytes;

	if (size == 0)
		return 0;
	bytes = malloc(size > 1 ? size - 1 : 1);
	memcpy(bytes, data + 1, size - 1);
	if (data[0] % 3 == 0)
		load_options(bytes, size - 1);
	else if (data[0] % 3 == 1)
		file(bytes, size - 1);
	else
		path(bytes, size - 1);
	free(bytes);
	return 0;
}
