/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock: applies the code of memblock.efi to memory maps that were captured
 * elsewhere.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/text/words.h"
#include "tools/arguments.h"
#include "tools/command.h"
#include "tools/import/import.h"

static void print_commands(FILE *out)
{
	for (const struct command *c = commands; c->name; c++)
		if (!c->hidden)
			fprintf(out, "  memblock %-10s %s\n", c->name,
				c->summary);
}

/* The names of the text formats. */
static void print_formats(void)
{
	size_t column = 0;

	for (size_t i = 0; import_format(i) != NULL; i++) {
		const char *name = import_format(i)->origin;
		bool last = import_format(i + 1) == NULL;

		if (column + strlen(name) + 2 > 76) {
			printf("\n");
			column = 0;
		}
		column += (size_t)printf("%s%s%s", column ? " " : "  ", name,
					 last ? "\n" : ",");
	}
}

static int help(void)
{
	printf("Usage: memblock COMMAND [ARGUMENT...]\n"
	       "Reads firmware memory maps that were captured elsewhere.\n\n");
	print_commands(stdout);
	printf("\n`memblock COMMAND --help` describes a command.\n\n"
	       "A map is read from what memblock.efi saved (save-raw=, "
	       "format=json, format=csv),\nfrom the table that it handed to a "
	       "kernel, and from text, which may be within a\nlog or a mail "
	       "and compressed:\n");
	print_formats();
	printf("\nExit status 0: success; 1: printed, but some rows are "
	       "missing;\n2: nothing was printed, and standard error says "
	       "why.\n");
	return finish(STATUS_GOOD);
}

static int unknown(const char *word)
{
	struct nearest nearest = { .distance = 3 };

	for (const struct command *c = commands; c->name; c++)
		if (!c->hidden)
			nearest_try(&nearest, word, c->name);
	fprintf(stderr,
		"memblock: unknown command '%s'%s%s%s; `memblock help` "
		"lists them all\n",
		word, nearest.text ? " (nearest: '" : "",
		nearest.text ? nearest.text : "", nearest.text ? "')" : "");
	return STATUS_FAILED;
}

static int no_command(void)
{
	fprintf(stderr, "memblock: no command given; choose one of\n");
	print_commands(stderr);
	return STATUS_FAILED;
}

/* Nothing may follow these words. */
static int too_many(const char *after, const char *word)
{
	fprintf(stderr,
		"memblock %s: '%s' is one argument too many; `memblock help` "
		"shows what there is\n",
		after, word);
	return STATUS_FAILED;
}

static int help_about_version(void)
{
	printf("Usage: memblock version\nPrints the version.\n");
	return finish(STATUS_GOOD);
}

static bool is_help(const char *word)
{
	return strcmp(word, "help") == 0 || strcmp(word, "--help") == 0 ||
	       strcmp(word, "-h") == 0;
}

static int help_about(const char *name)
{
	const struct command *command = command_find(name);

	if (is_help(name))
		return help();
	if (strcmp(name, "version") == 0)
		return help_about_version();
	return command ? command_help(command) : unknown(name);
}

/* words[count] follow `memblock help`. */
static int run_help(int count, char **words)
{
	if (count > 1)
		return too_many("help", words[1]);
	return count == 0 ? help() : help_about(words[0]);
}

/* words[count] follow `memblock version`. */
static int run_version(int count, char **words)
{
	if (count == 1 && is_help(words[0]))
		return help_about_version();
	return count == 0 ? command_version() : too_many("version", words[0]);
}

int main(int argc, char **argv)
{
	const struct command *command;
	struct arguments arguments;
	struct argument first;

	arguments_start(&arguments, SWITCH(HELP) | SWITCH(VERSION), argc, argv);
	first = arguments_next(&arguments);
	if (first.kind == ARGUMENT_END)
		return no_command();
	if (first.kind == ARGUMENT_VERSION ||
	    strcmp(first.word, "version") == 0)
		return run_version(argc - 2, argv + 2);
	if (first.kind == ARGUMENT_HELP || strcmp(first.word, "help") == 0)
		return run_help(argc - 2, argv + 2);
	command = command_find(first.word);
	return command ? command->run(command, argc - 1, argv + 1)
		       : unknown(first.word);
}
