/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The command line of memblock show and memblock table.
 */
#include "tools/show.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "tools/arguments.h"
#include "tools/memory.h"

static bool set_path(struct show *show, const char *path)
{
	if (show->path) {
		print(&show->err,
		      "memblock %s: '%s' and '%s' are taken for two files, but "
		      "only one can be read; `memblock %s --help` lists the "
		      "options\n",
		      show->command, show->path, path, show->command);
		return false;
	}
	show->path = path;
	return true;
}

static bool add_option(struct show *show, const char *word)
{
	struct words *words = &show->source.words;
	size_t len = strlen(word) + 1;

	memcpy(words->end, word, len);
	words->end += len;
	return true;
}

static bool no_value(const struct show *show, const char *word)
{
	print(&show->err,
	      "memblock %s: '%s' needs a value; `memblock %s --help` lists "
	      "the options\n",
	      show->command, word, show->command);
	return false;
}

static bool set_map(struct show *show, const char *value)
{
	char *end;
	unsigned long number = strtoul(value, &end, 10);

	if (isdigit((unsigned char)value[0]) && *end == '\0' && number > 0 &&
	    number <= UINT_MAX) {
		show->choice.map = (unsigned int)number;
		return true;
	}
	print(&show->err,
	      "memblock %s: '--map=%s': not a number from 1; --list shows the "
	      "maps\n",
	      show->command, value);
	return false;
}

/* false: a message was printed. */
static bool take_argument(struct show *show, const struct argument *argument)
{
	switch (argument->kind) {
	case ARGUMENT_HELP:
		return add_option(show, "help");
	case ARGUMENT_VERSION:
		return add_option(show, "version");
	case ARGUMENT_OUTPUT:
		show->output = argument->value;
		return true;
	case ARGUMENT_LIST:
		show->list = true;
		return true;
	case ARGUMENT_MAP:
		return set_map(show, argument->value);
	case ARGUMENT_SIDE:
		show->choice.side = argument->value;
		return true;
	case ARGUMENT_NO_VALUE:
		return no_value(show, argument->word);
	case ARGUMENT_UNKNOWN:
		/* The options explain what is similar to it. */
		return add_option(show, argument->word);
	case ARGUMENT_WORD:
		if (options_knows(argument->word))
			return add_option(show, argument->word);
		return set_path(show, argument->word);
	default:
		return set_path(show, argument->word);
	}
}

/* false: a message was printed. */
static bool read_options(struct show *show)
{
	size_t len = options_space(&show->source, 1);
	struct option_fault fault;

	show->lists = len ? memory_resize(NULL, len, 1) : NULL;
	if (options_read(&show->options, &show->source, 1, show->lists, len,
			 &fault) == CORE_OK)
		return true;
	options_explain(&show->err, &fault);
	return false;
}

/* Room for all words in a row, with which no word can outgrow the list. */
static void start_words(struct show *show, int argc, char **argv)
{
	/* "-h" and "-V" are kept as "help" and "version". */
	size_t room = sizeof("version") * (size_t)argc;

	for (int i = 0; i < argc; i++)
		room += strlen(argv[i]) + 1;
	show->source.name = "the command line";
	show->source.words.first = memory_resize(NULL, room, 1);
	show->source.words.end = show->source.words.first;
}

bool show_arguments(struct show *show, int argc, char **argv)
{
	struct arguments arguments;
	struct argument argument;

	start_words(show, argc, argv);
	arguments_start(&arguments, argc, argv);
	while ((argument = arguments_next(&arguments)).kind != ARGUMENT_END)
		if (!take_argument(show, &argument))
			return false;
	return read_options(show);
}

bool show_settle(struct show *show, enum profile machine)
{
	struct option_fault fault;

	if (options_for_machine(&show->options, machine, &fault) == CORE_OK)
		return true;
	options_explain(&show->err, &fault);
	return false;
}

void show_free(struct show *show)
{
	free(show->lists);
	free(show->source.words.first);
}
