/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What page tables allow at an address.
 */
#ifndef EFI_FACTS_PAGE_WALK_H
#define EFI_FACTS_PAGE_WALK_H

#include "core/firmware/efitable.h"
#include "efi/arch/cpu.h"

/* Bits: rights to an address. */
enum page_rights {
	PAGE_PRESENT = 1 << 0,
	PAGE_WRITABLE = 1 << 1,
	PAGE_EXECUTABLE = 1 << 2,
};

struct page_walk {
	const struct paging_format *format;
	struct cpu_page_tables tables;
	/* Tables are only read where it has memory. */
	const struct efimap *map;
	bool lost; /* a table is elsewhere: what was counted is too little */
	uint64_t seen[5]; /* tables that can be read, by level */
};

/* The rights at an address, and where they may change. */
unsigned int page_walk_look(struct page_walk *walk, uint64_t address,
			    uint64_t *ret_end);

/* Bytes of a range with all of these rights. */
phys_addr_t page_walk_count(struct page_walk *walk, struct range range,
			    unsigned int rights);

/* The first address that the tables do not reach. */
uint64_t page_walk_end(const struct page_walk *walk);

#endif
