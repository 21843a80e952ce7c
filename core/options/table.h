/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The table behind core/options/options.c: names, values and meanings.
 */
#ifndef CORE_OPTIONS_TABLE_H
#define CORE_OPTIONS_TABLE_H

#include "core/options/options.h"

enum option_kind {
	OPTION_SWITCH, /* the word alone */
	OPTION_CHOICE, /* one of values */
	OPTION_TEXT,   /* any text but none */
	OPTION_MEM,    /* mem= */
	OPTION_MEMMAP, /* memmap= */
	OPTION_MODULE, /* module= */
	OPTION_RESERVE_MEM, /* reserve_mem= */
};

struct option {
	const char *name;
	enum option_kind kind;
	const char *const *values; /* of a choice, NULL-ended */
	const char *form;          /* of a value that is no choice */
	/* choice: with the index in values; switch: with 1 */
	void (*set)(struct options *options, unsigned int value);
	const char **(*text)(struct options *options);
	const char *help;
};

/* Ends with a row whose name is NULL. */
extern const struct option option_table[];

#endif
