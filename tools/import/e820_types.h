/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * E820 types as programs print them, and the descriptors that they stand for.
 */
#ifndef TOOLS_IMPORT_E820_TYPES_H
#define TOOLS_IMPORT_E820_TYPES_H

#include "core/firmware/e820.h"
#include "tools/import/import.h"

/* GRUB_MEMORY_CODE of GRUB, which Linux does not know. */
#define E820_GRUB_CODE 20

struct e820_word {
	const char *word;
	uint32_t type; /* enum e820_type */
};

/* The type of the first of words[cnt] that c starts with and that no letter or
 * digit follows; moves past it. A part of a word ("usa") is not one. */
bool e820_by_word(const struct e820_word *words, size_t cnt, struct cursor *c,
		  uint32_t *ret_type);
#define E820_BY_WORD(words, c, ret_type) \
	e820_by_word(words, sizeof(words) / sizeof(*(words)), c, ret_type)

/* The words of /proc/iomem and of /sys/firmware/memmap. */
bool e820_by_resource(struct cursor *c, uint32_t *ret_type);

/* Is this such a word of which the end is missing: "Syst"? */
bool e820_resource_begins(struct cursor c);

/* Type and attributes of the descriptor that a row of this type comes from.
 * false: the number is unknown; it is reserved, as in Linux. */
bool e820_desc(uint32_t type, struct efi_memory_desc *ret);

/* Adds a row of this type; last is inclusive. Notes types that are unknown and
 * reports ranges that end before they start. */
void import_e820_row(struct import *import, const struct line *line,
		     uint64_t first, uint64_t last, uint32_t type);

#endif
