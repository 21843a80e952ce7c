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

enum argument_kind {
	ARGUMENT_WORD,     /* an option of the map, or a file */
	ARGUMENT_FILE,     /* a file: it follows -- */
	ARGUMENT_HELP,     /* -h, --help */
	ARGUMENT_VERSION,  /* -V, --version */
	ARGUMENT_OUTPUT,   /* -o FILE, --output=FILE */
	ARGUMENT_LIST,     /* --list */
	ARGUMENT_MAP,      /* --map=NUMBER */
	ARGUMENT_SIDE,     /* --side=NAME */
	ARGUMENT_UNKNOWN,  /* a switch that does not exist */
	ARGUMENT_NO_VALUE, /* a switch that lacks its value */
	ARGUMENT_END,
};

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

/* Begins with argv[1]; argv[0] is the name of the command. Only one list of
 * arguments can be read at a time, because getopt_long() has one state. */
void arguments_start(struct arguments *ret, int argc, char **argv);

/* The next argument, ARGUMENT_END after the last one. */
struct argument arguments_next(struct arguments *arguments);

#endif
