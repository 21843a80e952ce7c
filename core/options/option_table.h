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
	const char *const *values; /* all valid ones, NULL-ended; or NULL */
	uint16_t field;            /* its offset in struct options */
	uint8_t kind;              /* enum option_kind */
	bool has_form;             /* there are other values */
};

/* Ends with a row whose name is NULL. */
extern const struct option option_table[];

/* Whether it is written as name=value. */
static inline bool option_has_value(const struct option *option)
{
	return option->values || option->has_form;
}

/* What only the help text needs; not in memblock.efi (efi/texts/texts.h). */
struct option_help {
	const char *form; /* of values that are not listed, or "" */
	const char *help; /* lines of 51 characters at most */
};
const struct option_help *option_help(const struct option *option);

/* "on, off" */
void option_print_values(const struct sink *out, const char *const *values,
			 const char *between);

#endif
