/* SPDX-License-Identifier: BSD-2-Clause */
/* The names and values of a row. */
#ifndef TOOLS_IMPORT_KEYED_H
#define TOOLS_IMPORT_KEYED_H

#include "tools/import/import.h"

enum key { BASE, LENGTH, PAGES, END, TYPE, ATTRIBUTE, KEYS };

/* The values of a row; at is NULL where there is none. */
struct keyed_fields {
	struct cursor value[KEYS];
	const char *name[KEYS];
	uint64_t number[KEYS];
	bool doubled; /* a name is there twice: these are two rows */
};

/* Takes them from a line. false: it has no base, or a value that has to be one
 * is not a number. */
bool keyed_take(struct keyed_fields *fields, struct cursor line);

static inline bool keyed_has(const struct keyed_fields *fields, enum key key)
{
	return fields->value[key].at != NULL;
}

/* The last byte of the row, of which the base is known. false: it is empty. */
bool keyed_last(const struct keyed_fields *fields, uint64_t *ret);

/* Can c be a part of a name? */
bool keyed_is_name(char c);

#endif
