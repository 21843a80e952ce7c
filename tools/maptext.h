/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Captured maps that are text, in UTF-8 or in UTF-16, which the UEFI Shell
 * writes. The functions are parts of mapfile_parse().
 */
#ifndef TOOLS_MAPTEXT_H
#define TOOLS_MAPTEXT_H

#include "tools/mapfile.h"

/* Whether the choice, which may be NULL, fits a file that always holds one map;
 * says so if not. */
bool maptext_is_only_map(const char *name, const struct import_choice *choice,
			 const struct sink *messages);

/* Is it UTF-16 with the byte order of the Shell? */
bool maptext_is_utf16(const unsigned char *bytes, size_t len);

/* Read the text; utf16be has the other byte order. */
enum import_result maptext_utf8(struct mapfile *ret, const char *name,
				const char *text, size_t len,
				const struct import_choice *choice,
				const struct sink *messages);
enum import_result maptext_utf16(struct mapfile *ret, const char *name,
				 const char *bytes, size_t len,
				 const struct import_choice *choice,
				 const struct sink *messages);
enum import_result maptext_utf16be(struct mapfile *ret, const char *name,
				   const char *bytes, size_t len,
				   const struct import_choice *choice,
				   const struct sink *messages);

#endif
