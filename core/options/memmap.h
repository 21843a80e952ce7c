/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Linux's memmap= (arch/x86/kernel/e820.c parse_memmap_one): a list of edits
 * of the E820 table, parted by commas.
 */
#ifndef CORE_OPTIONS_MEMMAP_H
#define CORE_OPTIONS_MEMMAP_H

#include "core/firmware/e820.h"

enum memmap_fault {
	MEMMAP_FINE,
	MEMMAP_SYNTAX, /* a character that does not belong there */
	MEMMAP_EMPTY,  /* size 0 */
	MEMMAP_RANGE,  /* base + size exceeds 2^64 */
};

/*
 * Reads the edit at *at, which starts as the text behind memmap=, and moves
 * *at behind it and its comma. false: there is none left, or a fault, and
 * then *at is where it is.
 */
bool memmap_next(struct e820_edit *ret, const char **at,
		 enum memmap_fault *ret_fault);

#endif
