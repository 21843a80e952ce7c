/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The command line of the commands that read maps.
 */
#include "tools/request.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/options/option_table.h"
#include "tools/agree.h"
#include "tools/arguments.h"
#include "tools/memory.h"

static bool too_many_files(const struct request *request, const char *path)
{
	const char *name = request->command->name;

	if (request->path_max == 1)
		print(&request->err,
		      "memblock %s: '%s' and '%s' are taken for two files, but "
		      "only one can be read; `memblock %s --help` lists the "
		      "options\n",
		      name, request->paths[0], path, name);
	else
		print(&request->err,
		      "memblock %s: '%s' is taken for one more file, but only "
		      "%zu can be read; `memblock %s --help` lists the "
		      "options\n",
		      name, path, request->path_max, name);
	return false;
}

static bool set_path(struct request *request, const char *path)
{
	if (request->path_cnt == request->path_max)
		return too_many_files(request, path);
	request->paths[request->path_cnt++] = path;
	return true;
}

static bool add_option(struct request *request, const char *word)
{
	struct words *words = &request->source.words;
	size_t len = strlen(word) + 1;

	memcpy(words->end, word, len);
	words->end += len;
	return true;
}

static bool no_value(const struct request *request, const char *word)
{
	print(&request->err,
	      "memblock %s: '%s' needs a value; `memblock %s --help` lists "
	      "the options\n",
	      request->command->name, word, request->command->name);
	return false;
}

/* One more map or side; NULL: there are as many as the command can use, and a
 * message was printed. */
static struct import_choice *next_choice(struct request *request,
					 const char *word)
{
	if (request->choice_cnt < request->path_max)
		return &request->choices[request->choice_cnt++];
	print(&request->err,
	      "memblock %s: '%s': %zu map%s can be used; `memblock %s --help` "
	      "shows how\n",
	      request->command->name, word, request->path_max,
	      request->path_max == 1 ? "" : "s", request->command->name);
	return NULL;
}

/* NUMBER[,NUMBER] */
static bool set_maps(struct request *request, const struct argument *argument)
{
	const char *at = argument->value;
	struct import_choice *choice;
	unsigned long number;
	char *end;

	for (;; at = end + 1) {
		number = strtoul(at, &end, 10);
		if (!isdigit((unsigned char)at[0]) || number == 0 ||
		    number > UINT_MAX || (*end != '\0' && *end != ','))
			break;
		choice = next_choice(request, argument->word);
		if (choice == NULL)
			return false;
		choice->map = (unsigned int)number;
		if (*end == '\0')
			return true;
	}
	print(&request->err,
	      "memblock %s: '--map=%s': %s; `memblock show --list` lists the "
	      "maps\n",
	      request->command->name, argument->value,
	      isdigit((unsigned char)at[0]) && number > UINT_MAX
		      ? "there are not so many maps"
		      : "not a number from 1");
	return false;
}

/* A second --side= names the second side. */
static bool set_side(struct request *request, const struct argument *argument)
{
	struct import_choice *choice = next_choice(request, argument->word);

	if (choice == NULL)
		return false;
	choice->side = argument->value;
	return true;
}

static bool set_colour(struct request *request, const char *value)
{
	if (colour_by_name(value, &request->colour))
		return true;
	print(&request->err,
	      "memblock %s: '--color=%s': choose auto, always or never\n",
	      request->command->name, value);
	return false;
}

static bool set_where(struct request *request, const char *value)
{
	const char *end;

	request->where = memparse(value, &end);
	request->where_given = end != value && *end == '\0';
	if (!request->where_given)
		print(&request->err,
		      "memblock %s: '--where=%s': not an address; write it as "
		      "0x100000 or 1M\n",
		      request->command->name, value);
	return request->where_given;
}

static bool set_output(struct request *request, const struct argument *argument)
{
	const char *why = NULL;

	if (argument->value[0] == '\0')
		why = "the name of a file is missing";
	else if (request->output)
		why = "only one file can be written; save= writes a second one";
	request->output = argument->value;
	if (why)
		print(&request->err, "memblock %s: '%s': %s\n",
		      request->command->name, argument->word, why);
	return why == NULL;
}

/* false: a message was printed. */
static bool take_switch(struct request *request,
			const struct argument *argument)
{
	switch (argument->kind) {
	case ARGUMENT_HELP:
		request->help = true;
		return true;
	case ARGUMENT_VERSION:
		request->version = true;
		return true;
	case ARGUMENT_OUTPUT:
		return set_output(request, argument);
	case ARGUMENT_LIST:
		request->list = true;
		return true;
	case ARGUMENT_MAP:
		return set_maps(request, argument);
	case ARGUMENT_SIDE:
		return set_side(request, argument);
	case ARGUMENT_TO:
		request->to = argument->value;
		return true;
	case ARGUMENT_ALL:
		request->all = true;
		return true;
	case ARGUMENT_COLOR:
		return set_colour(request, argument->value);
	case ARGUMENT_WHERE:
		return set_where(request, argument->value);
	case ARGUMENT_FORMAT:
		request->format = argument->value;
		return true;
	case ARGUMENT_SEVERITY:
		request->severity = argument->value;
		return true;
	default:
		return no_value(request, argument->word);
	}
}

static bool is_option(const char *word)
{
	for (const struct option *o = option_table; o->name; o++)
		if (word_value(word, o->name))
			return true;
	return false;
}

/* name=value, and there is no file of this name. */
static bool is_misspelt(const char *word)
{
	size_t len = word_name_length(word);

	return word[len] == '=' && strcspn(word, "/.") >= len &&
	       access(word, F_OK) != 0;
}

/* Has the command a switch of this name? */
static bool lacks_dashes(const struct request *request, const char *word)
{
	for (int kind = 0; kind < ARGUMENT_SWITCHES; kind++)
		if ((request->command->switches & 1u << kind) &&
		    word_value(word, argument_switches[kind].name))
			return true;
	return false;
}

/* false: a message was printed. */
static bool take_word(struct request *request, const char *word)
{
	const char *name = request->command->name;

	if (is_option(word) || !is_misspelt(word))
		return options_knows(word) ? add_option(request, word)
					   : set_path(request, word);
	if (lacks_dashes(request, word))
		print(&request->err, "memblock %s: '%s': write it as --%s\n",
		      name, word, word);
	else if (options_knows(word))
		return add_option(request, word); /* names a similar one */
	else
		print(&request->err,
		      "memblock %s: unknown option '%s', and there is no file "
		      "of this name; `memblock show --help` lists the "
		      "options\n",
		      name, word);
	return false;
}

/* false: a message was printed. */
static bool take_argument(struct request *request,
			  const struct argument *argument)
{
	switch (argument->kind) {
	case ARGUMENT_UNKNOWN:
		/* The options explain what is similar to it. */
		return add_option(request, argument->word);
	case ARGUMENT_WORD:
		if (request->take) {
			enum word_use use =
				request->take(request, argument->word);

			if (use != WORD_OTHER)
				return use == WORD_TAKEN;
		}
		return take_word(request, argument->word);
	case ARGUMENT_FILE:
		return set_path(request, argument->word);
	default:
		return take_switch(request, argument);
	}
}

/* false: a message was printed. */
static bool read_options(struct request *request)
{
	size_t len = options_space(&request->source, 1);
	struct option_fault fault;

	request->lists = len ? memory_resize(NULL, len, 1) : NULL;
	if (options_read(&request->options, &request->source, 1, request->lists,
			 len, &fault) != CORE_OK) {
		options_explain(&request->err, &fault);
		return false;
	}
	request->help |= request->options.help;
	request->version |= request->options.version;
	return true;
}

/* Room for all words in a row. */
static void start_words(struct request *request, int argc, char **argv)
{
	size_t room = 1;

	for (int i = 0; i < argc; i++)
		room += strlen(argv[i]) + 1;
	request->source.name = "the command line";
	request->source.words.first = memory_resize(NULL, room, 1);
	request->source.words.end = request->source.words.first;
}

/* false: they are wrong, and a message was printed. */
static bool read_arguments(struct request *request, int argc, char **argv)
{
	struct arguments arguments;
	struct argument argument;

	start_words(request, argc, argv);
	arguments_start(&arguments, request->command->switches, argc, argv);
	while ((argument = arguments_next(&arguments)).kind != ARGUMENT_END)
		if (!take_argument(request, &argument))
			return false;
	return read_options(request);
}

static int run(struct request *request, int argc, char **argv,
	       int (*work)(struct request *request))
{
	if (!read_arguments(request, argc, argv))
		return STATUS_FAILED;
	if (request->help)
		return command_help(request->command);
	if (request->version)
		return command_version();
	return request_agrees(request) ? work(request) : STATUS_FAILED;
}

int request_run_words(const struct command *command, size_t path_max, int argc,
		      char **argv, int (*work)(struct request *request),
		      enum word_use (*take)(struct request *request,
					    const char *word),
		      void *own)
{
	struct request request = {
		.command = command,
		.path_max = path_max,
		.err = file_sink(stderr),
		.take = take,
		.own = own,
	};
	int status = run(&request, argc, argv, work);

	free(request.lists);
	free(request.source.words.first);
	return status;
}

int request_run(const struct command *command, size_t path_max, int argc,
		char **argv, int (*work)(struct request *request))
{
	return request_run_words(command, path_max, argc, argv, work, NULL,
				 NULL);
}
