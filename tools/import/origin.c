/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is known of a map in a file of this project that was converted from
 * another format: its origin is the name of that format.
 */
#include <string.h>

#include "core/report/parts.h"
#include "tools/import/import.h"

/* Loaders in the style of MikanOS mask attributes with this. */
#define MIKANOS_MASK UINT64_C(0xfffff)

#define IN_TEXT ", in a text report"

static const struct facts of_e820 = { .rows = FACTS_ROWS_E820,
				      .attr_unknown = UINT64_MAX,
				      .e820_lost = true };
static const struct facts of_bytes = { .rows = FACTS_ROWS_E820,
				       .attr_unknown = UINT64_MAX };
static const struct facts of_sets = { .rows = FACTS_ROWS_SETS,
				      .attr_unknown = IMPORT_SETS_UNKNOWN };
static const struct facts of_cut = { .attr_unknown = ~MIKANOS_MASK };
static const struct facts of_text = { .attr_unknown = ~DESCRIPTOR_MARKS };
static const struct facts of_cut_text = { .attr_unknown = UINT64_MAX };

/* The length of an origin without IN_TEXT. */
static size_t base_length(const char *origin)
{
	size_t len = strlen(origin), more = strlen(IN_TEXT);

	return len > more && strcmp(origin + len - more, IN_TEXT) == 0
		       ? len - more
		       : len;
}

static bool is_text(const char *origin)
{
	return origin[base_length(origin)] != '\0';
}

static const struct import_format *format_of(const char *origin)
{
	const struct import_format *format;
	size_t len = base_length(origin);

	for (size_t i = 0; (format = import_format(i)) != NULL; i++)
		if (strlen(format->origin) == len &&
		    strncmp(format->origin, origin, len) == 0)
			return format;
	return NULL;
}

uint64_t import_origin_cuts(const char *origin, uint64_t attributes)
{
	return format_of(origin) == &import_mikanos && attributes >> 20 == 0
		       ? ~MIKANOS_MASK
		       : 0;
}

void import_origin_text(char *origin, size_t size)
{
	const struct import_format *format = format_of(origin);

	/* The attributes of other formats are derived in any case. */
	if (is_text(origin) ||
	    (format != NULL && format->holds != IMPORT_HOLDS_EFI))
		return;
	if (strlen(origin) + sizeof(IN_TEXT) > size)
		origin[size - sizeof(IN_TEXT)] = '\0';
	strcat(origin, IN_TEXT);
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
	bool text = is_text(capture->origin);

	if (format == NULL)
		return text ? &of_text : NULL;
	switch (format->holds) {
	case IMPORT_HOLDS_E820:
		return &of_e820;
	case IMPORT_HOLDS_BYTES:
		return &of_bytes;
	case IMPORT_HOLDS_SETS:
		return &of_sets;
	default:
		if (import_origin_cuts(capture->origin,
				       all_attributes(&capture->map)))
			return text ? &of_cut_text : &of_cut;
		return text ? &of_text : NULL;
	}
}
