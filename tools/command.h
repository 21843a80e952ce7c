/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The commands of the host program, one file each. A command gets the words
 * behind its name and returns the program's exit status.
 */
#ifndef TOOLS_COMMAND_H
#define TOOLS_COMMAND_H

enum {
	STATUS_GOOD = 0,
	STATUS_PARTLY = 1, /* printed, but some rows could not be read */
	STATUS_FAILED = 2, /* nothing printed */
};

int command_show(int count, char **words);  /* show.c */
int command_table(int count, char **words); /* show.c */
int command_check(int count, char **words); /* check.c */

#endif
