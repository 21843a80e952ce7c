/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock complete [COMMAND]: for the completion of shells (tools/shell/), the
 * words that may follow, from the tables of commands, switches and options. One
 * a line, and after a tab what it means.
 */
#include <stdio.h>
#include <string.h>

#include "core/options/option_table.h"
#include "tools/arguments.h"
#include "tools/command.h"

/* The help on one line. */
static void print_word(const char *word, const char *help)
{
	printf("%s\t", word);
	for (; *help; help++)
		putchar(*help == '\n' ? ' ' : *help);
	putchar('\n');
}

static void print_commands(void)
{
	for (const struct command *c = commands; c->name; c++)
		if (!c->hidden)
			print_word(c->name, c->summary);
	print_word("help", "print the help, of a command if one follows");
	print_word("version", "print the version");
}

static void print_switch(const struct argument_switch *row)
{
	char word[64];

	snprintf(word, sizeof(word), "--%s%s", row->name,
		 row->value ? "=" : "");
	if (row->values == NULL)
		print_word(word, row->help);
	for (size_t i = 0; row->values && row->values[i]; i++) {
		snprintf(word, sizeof(word), "--%s=%s", row->name,
			 row->values[i]);
		print_word(word, row->help);
	}
}

/* name=value for each value of an option, name= where others are valid. */
static void print_option(const struct option *option)
{
	char word[128];

	if (!option_has_value(option))
		print_word(option->name, option_help(option)->help);
	for (size_t i = 0; option->values && option->values[i]; i++) {
		snprintf(word, sizeof(word), "%s=%s", option->name,
			 option->values[i]);
		print_word(word, option_help(option)->help);
	}
	if (option->has_form) {
		snprintf(word, sizeof(word), "%s=", option->name);
		print_word(word, option_help(option)->help);
	}
}

/* The words help and version are for people. */
static bool has_option(const struct command *command, const char *name)
{
	if (strcmp(name, "format") == 0)
		return command->instead_of_format == NULL;
	return strcmp(name, "help") != 0 && strcmp(name, "version") != 0;
}

static void print_words(const struct command *command)
{
	for (int kind = 0; kind < ARGUMENT_SWITCHES; kind++)
		if (command->switches & 1u << kind)
			print_switch(&argument_switches[kind]);
	if (command->word)
		print_word(command->word, command->summary);
	/* A command that reads maps has their options. */
	if (!(command->switches & SWITCH(OUTPUT)))
		return;
	for (const struct option *o = option_table; o->name; o++)
		if (has_option(command, o->name))
			print_option(o);
}

static int refuse(const char *word)
{
	fprintf(stderr,
		"memblock complete: '%s' is not a command; `memblock help` "
		"lists them all\n",
		word);
	return STATUS_FAILED;
}

int command_complete(const struct command *command, int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : "help";
	const struct command *about = command_find(word);

	if (argc > 2)
		return refuse(argv[2]);
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		return command_help(command);
	if (about)
		print_words(about);
	else if (strcmp(word, "help") == 0)
		print_commands();
	else if (strcmp(word, "version") != 0)
		return refuse(word);
	return finish(STATUS_GOOD);
}
