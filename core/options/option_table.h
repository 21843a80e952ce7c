/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The table of options: names, values and meanings.
 */
#ifndef CORE_OPTIONS_OPTION_TABLE_H
#define CORE_OPTIONS_OPTION_TABLE_H

#include "core/options/options.h"

/* What the word does to the field of struct options. */
enum option_kind {
	OPTION_YES,       /* the word alone, or the first of values, makes it
			   * true; another value false */
	OPTION_NO,        /* the other way round */
	OPTION_CHOICE,    /* an enum in the order of values */
	OPTION_PAGE_SIZE, /* page-size= */
	OPTION_TEXT,      /* any text but none */
	/* From here on: added to a list */
	OPTION_MEM,         /* mem= */
	OPTION_MEMMAP,      /* memmap= */
	OPTION_MODULE,      /* module= */
	OPTION_RESERVE_MEM, /* reserve_mem= */
};

struct option {
	const char *name;
	enum option_kind kind;
	unsigned int field;        /* its offset; 0 of what has no one field */
	const char *const *values; /* all that there are, NULL-ended */
	const char *form;          /* of a value that is none of a few */
	const char *help;
};

/* Ends with a row whose name is NULL. */
extern const struct option option_table[];

/* Is there something behind a = ? */
static inline bool option_has_value(const struct option *option)
{
	return option->values || option->form;
}

#endif
