/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The commands of the host program, one file each. A command gets the words
 * behind its name and returns the program's exit status.
 */
#ifndef TOOLS_COMMAND_H
#define TOOLS_COMMAND_H

#include <stdbool.h>

enum {
	STATUS_GOOD = 0,
	STATUS_PARTLY = 1, /* printed, but some rows could not be read */
	STATUS_FAILED = 2, /* nothing printed */
};

int command_show(int count, char **words);  /* show.c */
int command_table(int count, char **words); /* show.c */
int command_check(int count, char **words); /* check.c */

/* --- what the commands share, in command.c -------------------------------- */

/* "help" for --help and -h, "version" for --version: what people type at a
 * program on their desk. Any other word is returned as it is. */
const char *plain_word(const char *word);

/* Is it spelled like an option of such a program? "-" is standard input. */
bool is_dashed(const char *word);

/* The status, once everything is on standard output; otherwise a sentence on
 * stderr, and STATUS_FAILED. */
int finish(int status);

#endif
