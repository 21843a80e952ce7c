/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givenwords.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct option_source sources[2];
static char *texts[2];
static void *lists;

static void add_source(size_t i, const char *name, const char *text, int flags)
{
	size_t len = strlen(text);

	texts[i] = malloc(len + 1);
	memcpy(texts[i], text, len);
	sources[i].name = name;
	if (words_split(&sources[i].words, texts[i], len, flags)) {
		fprintf(stderr, "givenwords: no words: %s\n", text);
		abort();
	}
}

int parse_words(struct options *ret, struct option_fault *ret_fault,
		const char *file, const char *line, enum profile machine)
{
	size_t count = 0, len;

	for (size_t i = 0; i < 2; i++) {
		free(texts[i]);
		texts[i] = NULL;
	}
	if (file)
		add_source(count++, "memblock.cfg", file, WORDS_COMMENTS);
	if (line)
		add_source(count++, "the command line", line, 0);
	len = options_space(sources, count);
	free(lists);
	lists = malloc(len ? len : 1);
	return options_parse(ret, sources, count, machine, lists, len,
			     ret_fault);
}
