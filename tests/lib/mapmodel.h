/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What becomes of the map and the edits in tests/lib/randommap.h: a cell for
 * each KiB, a bit in it for each E820 type that covers it. The model knows
 * Linux's rules by itself, not core/convert/policy.c.
 */
#ifndef TESTS_LIB_MAPMODEL_H
#define TESTS_LIB_MAPMODEL_H

#include "tests/lib/randommap.h"

/* By pages of 4 KiB. */
extern struct model {
	bool memory[PAGES], nomap[PAGES]; /* what is NOMAP is in both */
	bool reserved[PAGES], physmap[PAGES];
	phys_addr_t lost, grown; /* of memory, of NOMAP: as struct rounding */
} model;

/* twice: with add_efi_memmap. */
void model_x86(bool twice);
/* A page is page_cells cells: 4, 16 or 64. */
void model_arm64(unsigned int page_cells);

#endif
