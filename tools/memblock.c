/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock: looks at memory maps that were captured elsewhere, with the code
 * of memblock.efi.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/version.h"
#include "core/text/words.h"
#include "tools/command.h"

static const struct command {
	const char *name;
	int (*run)(int count, char **words);
	const char *help;
} commands[] = {
	{ "show", command_show,
	  "print the map of a file as memblock.efi would have" },
	{ "table", command_table, "write it as the table that a kernel gets" },
	{ "check", command_check,
	  "say what is in such a table, and whether it is sound" },
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
	printf("memblock COMMAND [WORD...]\n"
	       "looks at firmware memory maps that were captured "
	       "elsewhere.\n\n");
	print_commands(stdout);
	printf("\n`memblock COMMAND help` tells more.\n\n"
	       "A map is read from any of:\n"
	       "  what memblock.efi saved: save-raw=, format=json, format=csv\n"
	       "  the table that it handed to a kernel\n"
	       "  the UEFI shell's memmap, also -sfo, in UTF-16 or UTF-8\n"
	       "  a Linux log with efi: rows (boot with efi=debug) or "
	       "BIOS-e820 rows\n"
	       "  U-Boot's efi mem and efidebug memmap\n"
	       "  the CSV file of MikanOS-style loaders\n\n"
	       "Exit status 0: printed; 1: printed, but some rows could not be "
	       "read;\n2: nothing printed, and a sentence on standard error "
	       "says why.\n");
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

/* `memblock help show` is `memblock show help`. */
static int help_about(const char *word)
{
	static char text[] = "help";
	const struct command *command = find_command(word);

	return command ? command->run(1, (char *[]){ text }) : unknown(word);
}

int main(int argc, char **argv)
{
	const struct command *command;
	const char *word;

	if (argc < 2) {
		fprintf(stderr, "memblock: a command is missing; choose "
				"from\n");
		print_commands(stderr);
		return STATUS_FAILED;
	}
	word = plain_word(argv[1]);
	if (strcmp(word, "help") == 0)
		return argc > 2 ? help_about(argv[2]) : help();
	if (strcmp(word, "version") == 0)
		return version();
	command = find_command(word);
	return command ? command->run(argc - 2, argv + 2) : unknown(word);
}
