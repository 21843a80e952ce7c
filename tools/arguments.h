/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The command line of the host program. Its own switches are those of other
 * programs (getopt_long); the options of the map are words as on the command
 * line of Linux, such as mem=1G, and both may be mixed with the file in any
 * order.
 */
#ifndef TOOLS_ARGUMENTS_H
#define TOOLS_ARGUMENTS_H

#include <stdbool.h>
#include <stdio.h>

enum argument_kind {
	/* Switches, in the order of the help text. */
	ARGUMENT_HELP,
	ARGUMENT_VERSION,
	ARGUMENT_OUTPUT,
	ARGUMENT_LIST,
	ARGUMENT_MAP,
	ARGUMENT_SIDE,
	ARGUMENT_WHERE,
	ARGUMENT_TO,
	ARGUMENT_ALL,
	ARGUMENT_COLOR,
	ARGUMENT_FORMAT,
	ARGUMENT_SEVERITY,
	ARGUMENT_SWITCHES, /* their number */

	ARGUMENT_WORD,     /* an option of the map, or a file */
	ARGUMENT_FILE,     /* a file: it follows -- */
	ARGUMENT_UNKNOWN,  /* a switch that the command does not have */
	ARGUMENT_NO_VALUE, /* a switch that lacks its value */
	ARGUMENT_END,
};

/* A set of switches: a bit for each. */
#define SWITCH(kind) (1u << ARGUMENT_##kind)
/* Those of each command, and of each command that reads a map. */
#define SWITCHES_ALWAYS SWITCH(HELP)
#define SWITCHES_MAP                                                        \
	(SWITCHES_ALWAYS | SWITCH(VERSION) | SWITCH(OUTPUT) | SWITCH(MAP) | \
	 SWITCH(SIDE))

struct argument_switch {
	char letter;               /* '\0': none */
	const char *name;          /* without the dashes */
	const char *value;         /* what follows, "FILE"; NULL: nothing */
	const char *help;          /* lines of 57 characters at most */
	const char *const *values; /* all valid ones, NULL-ended; or NULL */
};
/* By enum argument_kind. */
extern const struct argument_switch argument_switches[ARGUMENT_SWITCHES];

struct argument {
	enum argument_kind kind;
	const char *word;  /* as it was typed */
	const char *value; /* of a switch that has one */
};

struct arguments {
	int argc;
	char **argv;
	int file; /* index of the next file after --; 0: not there yet */
};

/* Begins with argv[1]; argv[0] is the name of the command, which has these
 * switches. Only one list of arguments can be read at a time, because
 * getopt_long() has one state. */
void arguments_start(struct arguments *ret, unsigned int switches, int argc,
		     char **argv);

/* The next argument, ARGUMENT_END after the last one. */
struct argument arguments_next(struct arguments *arguments);

/* A row for each of the switches. */
void arguments_help(FILE *out, unsigned int switches);

#endif
