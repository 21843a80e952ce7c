/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A kernel whose segments are in memory; for elf_load.c and elf_dynamic.c.
 */
#ifndef EFI_BOOT_ELF_ELF_LOADING_H
#define EFI_BOOT_ELF_ELF_LOADING_H

#include "efi/boot/elf/elf.h"
#include "efi/boot/elf/elf_format.h"

struct elf_loading {
	const struct elf_plan *plan;
	uint8_t *memory;             /* plan->size bytes */
	uint64_t bias;               /* what is added to addresses; wraps */
	struct elf_table rela, relr; /* of a PIE */
	struct elf_error *error;
};

/* Always false. */
static inline bool elf_refuse_(struct elf_loading *l, enum elf_fault fault,
			       uint64_t value, uint64_t limit, uint64_t index)
{
	*l->error = (struct elf_error){
		.fault = fault,
		.value = value,
		.limit = limit,
		.index = (uint32_t)index,
	};
	return false;
}

/* Whether the file holds all bytes of the table, in a segment. */
bool elf_is_loaded_(const struct elf_plan *plan, const struct elf_table *table);

/* Finds the tables of relocations by the dynamic section, which is loaded. */
bool elf_read_dynamic_(struct elf_loading *l);

#endif
