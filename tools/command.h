/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The commands of the host program, one file each. A command gets argv from its
 * own name on and returns the exit status of the program.
 */
#ifndef TOOLS_COMMAND_H
#define TOOLS_COMMAND_H

enum {
	STATUS_GOOD = 0,
	STATUS_PARTLY = 1, /* printed, but some rows could not be read */
	STATUS_FAILED = 2, /* nothing printed */
};

int command_show(int argc, char **argv);  /* show.c */
int command_table(int argc, char **argv); /* show.c */
int command_check(int argc, char **argv); /* check.c */

/* status if standard output could be written; otherwise prints a message to
 * stderr and returns STATUS_FAILED. Each command returns through this. */
int finish(int status);

#endif
