/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The commands of the host program: one table, from which the help, the manual
 * page and the completion of shells follow. A command is a file that defines
 * its function, and a row in tools/commands.c.
 */
#ifndef TOOLS_COMMAND_H
#define TOOLS_COMMAND_H

#include <stdbool.h>

enum {
	STATUS_GOOD = 0,
	STATUS_PARTLY = 1, /* printed, but some rows could not be read */
	STATUS_FAILED = 2, /* nothing printed */
};

struct command {
	const char *name;
	const char *synopsis;  /* the arguments: "[--] FILE|-" */
	const char *summary;   /* what it does, one line of 57 characters */
	const char *help;      /* paragraphs; lines of at most 79 characters */
	const char *exits;     /* the exit statuses, likewise */
	unsigned int switches; /* SWITCH() of tools/arguments.h */
	const char *word;      /* its own, for completion; or NULL */
	/* Where the option format= has no effect: what has one instead. NULL:
	 * it has one. */
	const char *instead_of_format;
	bool hidden; /* not listed in the help */
	/* The options of the map are listed in its help. */
	bool lists_options;
	/* argv[0] is the name of the command. Returns the exit status of the
	 * program. */
	int (*run)(const struct command *command, int argc, char **argv);
};

/* All commands; the last row has no name. */
extern const struct command commands[];

/* NULL: there is no command of this name. */
const struct command *command_find(const char *name);

int command_show(const struct command *command, int argc, char **argv);
int command_table(const struct command *command, int argc, char **argv);
int command_diff(const struct command *command, int argc, char **argv);
int command_fit(const struct command *command, int argc, char **argv);
int command_explain(const struct command *command, int argc, char **argv);
int command_convert(const struct command *command, int argc, char **argv);
int command_report(const struct command *command, int argc, char **argv);
int command_lint(const struct command *command, int argc, char **argv);
int command_complete(const struct command *command, int argc, char **argv);
int command_check(const struct command *command, int argc, char **argv);

/* Prints the help of a command to standard output. Returns the exit status. */
int command_help(const struct command *command);

/* Prints the version to standard output. Returns the exit status. */
int command_version(void);

/* status if standard output could be written; otherwise prints a message to
 * stderr and returns STATUS_FAILED. Each command returns through this. */
int finish(int status);

#endif
