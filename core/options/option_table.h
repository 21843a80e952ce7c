/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The table of options: names, values and meanings.
 */
#ifndef CORE_OPTIONS_OPTION_TABLE_H
#define CORE_OPTIONS_OPTION_TABLE_H

#include "core/options/options.h"

/* What a word does to its field of struct options. */
enum option_kind {
	OPTION_YES,       /* true for a word without a value and for the first
			   * of values, false for another one */
	OPTION_NO,        /* the opposite */
	OPTION_CHOICE,    /* an enum in the order of values */
	OPTION_PAGE_SIZE, /* page-size= */
	OPTION_TEXT,      /* any text that is not empty */
	OPTION_SECONDS,   /* 0 to 99999 */
	/* The following are added to lists. */
	OPTION_MEM,         /* mem= */
	OPTION_MEMMAP,      /* memmap= */
	OPTION_MODULE,      /* module= */
	OPTION_INITRD,      /* initrd= */
	OPTION_RESERVE_MEM, /* reserve_mem= */
};

struct option {
	const char *name;
	enum option_kind kind;
	unsigned int field;        /* its offset in struct options */
	const char *const *values; /* all valid ones, NULL-ended; or NULL */
	const char *form;          /* of other values, for help; or NULL */
};

/* Ends with a row whose name is NULL. */
extern const struct option option_table[];

/* The help texts in the order of the table, with a NUL after each (help.c). */
const char *option_helps(void);
/* That of a row of the table: lines of 51 characters at most. */
const char *option_help(const struct option *option);

/* Whether it is written as name=value. */
static inline bool option_has_value(const struct option *option)
{
	return option->values || option->form;
}

#endif
