/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Members of a JSON object. The readers return false after a message, and leave
 * *ret unchanged where the member is absent.
 */
#ifndef TOOLS_IMPORT_JSON_MEMBERS_H
#define TOOLS_IMPORT_JSON_MEMBERS_H

#include <jansson.h>

#include "core/firmware/capture.h"
#include "core/text/print.h"

struct member_reader {
	const char *name; /* of the file */
	const struct sink *messages;
};

/* Says what is wrong with a member; false. */
bool member_refuse(const struct member_reader *r, const char *member,
		   const char *why);

/* "0x...", up to max. */
bool member_hex(const struct member_reader *r, const json_t *object,
		const char *member, uint64_t max, uint64_t *ret);
bool member_hex32(const struct member_reader *r, const json_t *object,
		  const char *member, uint32_t *ret);
/* An integer, up to max. */
bool member_number(const struct member_reader *r, const json_t *object,
		   const char *member, uint64_t max, uint64_t *ret);
/* A string of less than size bytes. */
bool member_text(const struct member_reader *r, const json_t *object,
		 const char *member, char *ret, size_t size);
/* *ret is NULL where the member is absent. */
bool member_object(const struct member_reader *r, const json_t *root,
		   const char *member, const json_t **ret);
/* An object with base and size. */
bool member_range(const struct member_reader *r, const json_t *root,
		  const char *member, struct capture_range *ret);

/* --- json_covered.c */

/* Do the descriptors have all memory of the set physmap in root? Says so if
 * not. */
bool json_is_covered(const struct member_reader *r, const json_t *root,
		     const struct efimap *map);

#endif
