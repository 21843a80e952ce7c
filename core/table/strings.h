/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The strings of a table while it is written: one after the other, each once
 * and with its NUL. A string is referred to by its offset; 0 is "".
 */
#ifndef CORE_TABLE_STRINGS_H
#define CORE_TABLE_STRINGS_H

#include "core/base/types.h"

#define TABLE_STRINGS_RECENT 32

struct table_strings {
	char *text;
	uint32_t size; /* bytes of room */
	uint32_t used; /* bytes; at least 1, for "" */
	uint32_t lost; /* strings for which there was no room */
	/* The last texts that were put, each in the row of its address, and
	 * their offsets. */
	struct {
		const char *text;
		uint32_t at;
	} recent[TABLE_STRINGS_RECENT];
};

/* Starts with only "", in text[size] with size > 0. */
void table_strings_init(struct table_strings *ret, char *text, uint32_t size);

/*
 * Returns the offset of a copy of text, which is added unless it is found in
 * the first TABLE_STRINGS_SEARCHED bytes. The limit makes any number of strings
 * take linear time, so frequent ones should be put first. Returns 0 for "" and
 * NULL, and for a string that does not fit, which is counted in lost. A text
 * must not change between two calls.
 */
#define TABLE_STRINGS_SEARCHED 4096
uint32_t table_strings_put(struct table_strings *strings, const char *text);

#endif
