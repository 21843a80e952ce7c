/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Linux's memmap= (arch/x86/kernel/e820.c parse_memmap_one): a list of edits
 * of the E820 table, separated by commas (docs/conversion.md). Linux makes the
 * edits before a fault and then reports it; here the whole list is refused.
 */
#ifndef CORE_OPTIONS_MEMMAP_H
#define CORE_OPTIONS_MEMMAP_H

#include "core/firmware/e820.h"

enum memmap_fault {
	MEMMAP_FINE,
	MEMMAP_SYNTAX, /* an unexpected character, or the end */
	MEMMAP_EMPTY,  /* size 0 */
	MEMMAP_RANGE,  /* base + size exceeds 2^64 */
};

/*
 * Reads the edit at *at, at first the text after memmap=, and moves *at past it
 * and its comma. false at the end of the list, with MEMMAP_FINE, or for a
 * fault: then *at is its place and *ret is as it was.
 */
bool memmap_next(struct e820_edit *ret, const char **at,
		 enum memmap_fault *ret_fault);

#endif
