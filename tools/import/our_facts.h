/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * "facts" of our JSON (docs/json.md).
 */
#ifndef TOOLS_IMPORT_OUR_FACTS_H
#define TOOLS_IMPORT_OUR_FACTS_H

#include "tools/import/json_members.h"
#include "tools/import/log_facts.h"

struct our_facts {
	struct log_facts log;
	struct smbios smbios;
	bool has_smbios;
};

/* Reads them, none where the member is absent; false after a message. */
bool our_facts_read(struct our_facts *ret, const struct member_reader *r,
		    const json_t *root);

/* Bytes for our_facts_put(). */
size_t our_facts_size(const struct our_facts *facts);

/* Copies them to store, which is 8-byte aligned; origin is what the map itself
 * shows, or NULL. */
const struct facts *our_facts_put(char *store, const struct our_facts *facts,
				  const struct facts *origin);

#endif
