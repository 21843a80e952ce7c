/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/import/e820_types.h"

#include <ctype.h>
#include <string.h>

/* The descriptor that a row of each type comes from. */
static const struct {
	uint32_t e820;
	uint32_t type;
	uint64_t attribute;
} types[] = {
	{ E820_RAM, EFI_CONVENTIONAL_MEMORY, EFI_ATTR_WB },
	{ E820_RESERVED, EFI_RESERVED_MEMORY_TYPE, 0 },
	{ E820_ACPI, EFI_ACPI_RECLAIM_MEMORY, EFI_ATTR_WB },
	{ E820_NVS, EFI_ACPI_MEMORY_NVS, EFI_ATTR_WB },
	{ E820_UNUSABLE, EFI_UNUSABLE_MEMORY, EFI_ATTR_WB },
	{ E820_PMEM, EFI_PERSISTENT_MEMORY, EFI_ATTR_NV | EFI_ATTR_WB },
	{ E820_PRAM, EFI_PERSISTENT_MEMORY, EFI_ATTR_NV | EFI_ATTR_WB },
	{ E820_SOFT_RESERVED, EFI_CONVENTIONAL_MEMORY,
	  EFI_ATTR_SP | EFI_ATTR_WB },
	{ E820_GRUB_CODE, EFI_RUNTIME_SERVICES_CODE,
	  EFI_ATTR_RUNTIME | EFI_ATTR_WB },
};

/* A word ends where no letter or digit follows: what is appended to a row
 * ("usable<br>") does not matter. */
static bool word_ends(const struct cursor *c)
{
	return c->at == c->end || !isalnum((unsigned char)*c->at);
}

bool e820_by_word(const struct e820_word *words, size_t cnt, struct cursor *c,
		  uint32_t *ret_type)
{
	for (size_t i = 0; i < cnt; i++) {
		struct cursor rest = *c;

		if (cursor_skip(&rest, words[i].word) && word_ends(&rest)) {
			*ret_type = words[i].type;
			*c = rest;
			return true;
		}
	}
	return false;
}

static const struct e820_word resources[] = {
	{ "System RAM", E820_RAM },
	{ "ACPI Tables", E820_ACPI },
	{ "ACPI Non-volatile Storage", E820_NVS },
	{ "Reserved", E820_RESERVED },
	{ "Device Reserved", E820_RESERVED },
	{ "Unusable memory", E820_UNUSABLE },
	{ "Persistent Memory (legacy)", E820_PRAM },
	{ "Persistent Memory", E820_PMEM },
	{ "Soft Reserved", E820_SOFT_RESERVED },
	{ "Unknown E820 type", E820_RESERVED },
};

bool e820_by_resource(struct cursor *c, uint32_t *ret_type)
{
	return E820_BY_WORD(resources, c, ret_type);
}

bool e820_resource_begins(struct cursor c)
{
	size_t len;

	c = cursor_trimmed(c);
	len = cursor_left(&c);
	for (size_t i = 0; i < sizeof(resources) / sizeof(*resources); i++) {
		struct cursor known = cursor_of(resources[i].word);

		if (len > 0 && len < cursor_left(&known) &&
		    memcmp(known.at, c.at, len) == 0)
			return true;
	}
	return false;
}

bool e820_desc(uint32_t type, struct efi_memory_desc *ret)
{
	ret->type = EFI_RESERVED_MEMORY_TYPE;
	ret->attribute = 0;
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		if (types[i].e820 == type) {
			ret->type = types[i].type;
			ret->attribute = types[i].attribute;
			return true;
		}
	}
	return false;
}

void import_e820_row(struct import *import, const struct line *line,
		     uint64_t first, uint64_t last, uint32_t type)
{
	struct row row = { .first = first, .last = last, .e820 = type };

	if (last < first) {
		import_unread(import, line, "the range ends before it starts");
		return;
	}
	if (!e820_desc(type, &row.desc)) {
		import->map.unknown++;
		import_note(import, line,
			    "unknown E820 type, reserved as in Linux");
	}
	import_bytes(import, line, &row);
}
