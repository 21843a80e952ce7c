/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * LoadOptions, memblock.cfg and paths of any content. The first byte says
 * which; the others are in an allocation of exactly their size.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static void file(const uint8_t *bytes, size_t size)
{
	size_t room = load_options_room(size);
	char *text = malloc(room);

	cut(text, load_options_file(text, bytes, size), room, WORDS_COMMENTS);
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
