/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whether output has colours.
 */
#ifndef TOOLS_COLOUR_H
#define TOOLS_COLOUR_H

#include <stdbool.h>
#include <stdio.h>

enum colour {
	COLOUR_AUTO, /* on a terminal, unless the environment has NO_COLOR (see
		      * no-color.org) or TERM=dumb */
	COLOUR_ALWAYS,
	COLOUR_NEVER,
};

/* The value of --color=. false: it is not one. */
bool colour_by_name(const char *name, enum colour *ret);

bool colour_wanted(enum colour colour, FILE *out);

#endif
