/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A model of the conversion of tests/lib/randommap.h: a cell for each KiB, with
 * a bit for each E820 type that covers it. The model implements Linux's rules
 * itself and does not use core/convert/policy.c.
 */
#ifndef TESTS_LIB_MAPMODEL_H
#define TESTS_LIB_MAPMODEL_H

#include "tests/lib/randommap.h"

/* In pages of 4 KiB. */
extern struct model {
	bool memory[PAGES], nomap[PAGES]; /* NOMAP pages are in both */
	bool reserved[PAGES], physmap[PAGES];
	phys_addr_t lost, grown; /* memory lost, NOMAP grown: struct rounding */
} model;

/* twice: with add_efi_memmap. */
void model_x86(bool twice);
/* A page has page_cells cells: 4, 16 or 64. */
void model_arm64(unsigned int page_cells);

#endif
