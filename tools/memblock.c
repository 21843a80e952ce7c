/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock: applies the code of memblock.efi to memory maps that were captured
 * elsewhere.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/version.h"
#include "core/text/words.h"
#include "tools/arguments.h"
#include "tools/command.h"

static const struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *help;
} commands[] = {
	{ "show", command_show,
	  "print the map in a file as memblock.efi would have" },
	{ "table", command_table, "write it as the table that a kernel gets" },
	{ "check", command_check, "list what is in such a table and check it" },
};
#define COMMANDS (sizeof(commands) / sizeof(*commands))

static void print_commands(FILE *out)
{
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(out, "  memblock %-10s %s\n", commands[i].name,
			commands[i].help);
}

static const struct command *find_command(const char *word)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(word, commands[i].name) == 0)
			return &commands[i];
	return NULL;
}

static int help(void)
{
	printf("Usage: memblock COMMAND [ARGUMENT...]\n"
	       "Reads firmware memory maps that were captured elsewhere.\n\n");
	print_commands(stdout);
	printf("\n`memblock COMMAND --help` describes a command.\n\n"
	       "A map is read from any of:\n"
	       "  files that memblock.efi saved: save-raw=, format=json, "
	       "format=csv\n"
	       "  the table that it handed to a kernel\n"
	       "  the output of memmap in the UEFI Shell, also with -sfo, in "
	       "UTF-16 or UTF-8\n"
	       "  a Linux log with efi: rows (boot with efi=debug) or "
	       "BIOS-e820 rows\n"
	       "  the output of efi mem and efidebug memmap in U-Boot\n"
	       "  the CSV file of loaders in the style of MikanOS\n\n"
	       "Exit status 0: success; 1: printed, but some rows could not be "
	       "read;\n2: nothing was printed, and standard error says why.\n");
	return finish(STATUS_GOOD);
}

static int version(void)
{
	printf("memblock %s\n", MEMBLOCK_VERSION);
	return finish(STATUS_GOOD);
}

static int unknown(const char *word)
{
	struct nearest nearest = { .distance = 3 };

	for (size_t i = 0; i < COMMANDS; i++)
		nearest_try(&nearest, word, commands[i].name);
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

static int run(const char *name, int argc, char **argv)
{
	const struct command *command = find_command(name);

	return command ? command->run(argc, argv) : unknown(name);
}

/* `memblock help show` is `memblock show --help`. */
static int help_about(char *name)
{
	static char text[] = "--help";

	return run(name, 2, (char *[]){ name, text, NULL });
}

int main(int argc, char **argv)
{
	struct arguments arguments;
	struct argument first;

	arguments_start(&arguments, argc, argv);
	first = arguments_next(&arguments);
	if (first.kind == ARGUMENT_END)
		return no_command();
	if (first.kind == ARGUMENT_VERSION ||
	    strcmp(first.word, "version") == 0)
		return version();
	if (strcmp(first.word, "help") == 0 && argc > 2)
		return help_about(argv[2]);
	if (first.kind == ARGUMENT_HELP || strcmp(first.word, "help") == 0)
		return help();
	return run(first.word, argc - 1, argv + 1);
}
