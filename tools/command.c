/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/command.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/version.h"
#include "core/options/parse.h"
#include "tools/arguments.h"
#include "tools/textsink.h"

int finish(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fprintf(stderr,
		"memblock: cannot write to standard output: %s; redirect it "
		"to a file that can be written\n",
		strerror(errno));
	return STATUS_FAILED;
}

int command_version(void)
{
	printf("memblock %s\n", MEMBLOCK_VERSION);
	return finish(STATUS_GOOD);
}

/* The options without format=, which is one of show only. */
static void print_options(const struct sink *out, const char *usage,
			  const char *what, bool format)
{
	struct text text = { 0 };
	const struct sink all = text_sink(&text);
	const char *entry, *next;

	options_help(&all, usage, what);
	entry = strstr(text.bytes, "\n  format=");
	if (entry == NULL || format) {
		print_str(out, text.bytes);
	} else {
		next = entry;
		do
			next = strstr(next + 1, "\n  ");
		while (next[3] == ' ');
		print(out, "%.*s%s", (int)(entry - text.bytes), text.bytes,
		      next);
	}
	free(text.bytes);
}

static void print_usage(const struct command *command)
{
	struct sink out = file_sink(stdout);
	char usage[128], what[128];

	snprintf(usage, sizeof(usage), "memblock %s %s", command->name,
		 command->synopsis);
	snprintf(what, sizeof(what), "%c%s.",
		 toupper((unsigned char)command->summary[0]),
		 command->summary + 1);
	if (command->lists_options)
		print_options(&out, usage, what,
			      strcmp(command->name, "show") == 0);
	else
		printf("Usage: %s\n", usage);
}

int command_help(const struct command *command)
{
	print_usage(command);
	printf("%s\n", command->help);
	arguments_help(stdout, command->switches);
	printf("\n%s", command->exits);
	return finish(STATUS_GOOD);
}
