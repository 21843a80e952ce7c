/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is known of a map in a file of this project that was converted from
 * another format: its origin is the name of that format.
 */
#include <string.h>

#include "tools/import/import.h"

static const struct facts of_e820 = { .rows = FACTS_ROWS_E820,
				      .e820_lost = true };
static const struct facts of_bytes = { .rows = FACTS_ROWS_E820 };
static const struct facts of_sets = { .rows = FACTS_ROWS_SETS };
static const struct facts of_cut = { .attr_cut = true };

static const struct import_format *format_of(const char *origin)
{
	const struct import_format *format;

	for (size_t i = 0; (format = import_format(i)) != NULL; i++)
		if (strcmp(format->origin, origin) == 0)
			return format;
	return NULL;
}

/* Loaders in the style of MikanOS mask attributes with 0xfffff. */
bool import_origin_cuts(const char *origin, uint64_t attributes)
{
	return strcmp(origin, import_mikanos.origin) == 0 &&
	       attributes >> 20 == 0;
}

static uint64_t all_attributes(const struct efimap *map)
{
	struct efi_memory_desc desc;
	uint64_t all = 0;

	for (size_t i = 0; i < efimap_count(map); i++) {
		efimap_get(map, i, &desc);
		all |= desc.attribute;
	}
	return all;
}

const struct facts *import_origin_facts(const struct capture *capture)
{
	const struct import_format *format = format_of(capture->origin);

	if (format == NULL)
		return NULL;
	switch (format->holds) {
	case IMPORT_HOLDS_E820:
		return &of_e820;
	case IMPORT_HOLDS_BYTES:
		return &of_bytes;
	case IMPORT_HOLDS_SETS:
		return &of_sets;
	default:
		return import_origin_cuts(capture->origin,
					  all_attributes(&capture->map))
			       ? &of_cut
			       : NULL;
	}
}
