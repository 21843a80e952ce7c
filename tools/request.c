/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The command line of the commands that read maps.
 */
#include "tools/request.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/options/option_table.h"
#include "tools/agree.h"
#include "tools/arguments.h"
#include "tools/memory.h"
#include "tools/repeated.h"
#include "tools/switches.h"
#include "tools/textsink.h"

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

/* The nearest of the command's switches, and of the options of the map, to a
 * word with dashes. */
static bool unknown_switch(const struct request *request, const char *word)
{
	const char *name = request->command->name;
	const char *bare = word + strspn(word, "-");
	struct nearest own = { .distance = 3 }, map = { .distance = 3 };
	const struct option *option = option_table;
	char room[32];

	snprintf(room, sizeof(room), "%.*s", (int)strcspn(bare, "="), bare);
	for (int kind = 0; kind < ARGUMENT_SWITCHES; kind++)
		if (request->command->switches & 1u << kind)
			nearest_try(&own, room, argument_switches[kind].name);
	for (const struct option *o = option_table; o->name; o++) {
		nearest_try(&map, room, o->name);
		if (map.text == o->name)
			option = o;
	}
	print(&request->err, "memblock %s: unknown option '%s'", name, word);
	if (own.text && own.distance <= map.distance)
		print(&request->err, " (nearest: '--%s')", own.text);
	else if (map.text)
		print(&request->err, " (nearest: '%s%s', without dashes)",
		      map.text, option_has_value(option) ? "=" : "");
	print(&request->err, "; `memblock %s --help` lists the options\n",
	      name);
	return false;
}

/* false: a message was printed. */
static bool take_argument(struct request *request,
			  const struct argument *argument)
{
	switch (argument->kind) {
	case ARGUMENT_UNKNOWN:
		return unknown_switch(request, argument->word);
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
		return switches_take(request, argument);
	}
}

/* "memblock show: 'mem=Q': ...", as other messages about words begin, without
 * the source, of which there is one, and the full stop. */
static void explain_fault(const struct request *request,
			  const struct option_fault *fault)
{
	struct text text = { 0 };
	struct sink out = text_sink(&text);
	size_t source = strlen("memblock: ") + strlen(fault->source);

	options_explain(&out, fault);
	text.bytes[strcspn(text.bytes, "\n")] = '\0';
	if (text.bytes[strlen(text.bytes) - 1] == '.')
		text.bytes[strlen(text.bytes) - 1] = '\0';
	print(&request->err, "memblock %s%s\n", request->command->name,
	      text.bytes + source);
	free(text.bytes);
}

/* false: a message was printed. */
static bool read_options(struct request *request)
{
	size_t len = options_space(&request->source, 1);
	struct option_fault fault;

	request->lists = len ? memory_resize(NULL, len, 1) : NULL;
	if (options_read(&request->options, &request->source, 1, request->lists,
			 len, &fault) != CORE_OK) {
		explain_fault(request, &fault);
		return false;
	}
	repeated_options(request);
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
