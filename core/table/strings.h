/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The texts of a table while it is written: one behind the other, each with
 * its NUL, each once, found by its offset. Offset 0 is "".
 */
#ifndef CORE_TABLE_STRINGS_H
#define CORE_TABLE_STRINGS_H

#include "core/base/types.h"

struct table_strings {
	char *text;
	uint32_t size; /* room */
	uint32_t used; /* at least 1: the NUL of "" */
	uint32_t lost; /* texts for which there was no room */
};

/* text[size] with size > 0. */
void table_strings_init(struct table_strings *ret, char *text, uint32_t size);

/*
 * The offset of a copy of text; 0 for "" and NULL, and for what does not fit.
 * A text is looked for in the first TABLE_STRINGS_SEARCHED bytes alone, so
 * that any number of texts takes linear time: what is used often is put
 * first.
 */
#define TABLE_STRINGS_SEARCHED 4096
uint32_t table_strings_put(struct table_strings *strings, const char *text);

#endif
