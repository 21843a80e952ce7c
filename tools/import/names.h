/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the various printers of memory maps call the types and attributes.
 */
#ifndef TOOLS_IMPORT_NAMES_H
#define TOOLS_IMPORT_NAMES_H

#include "tools/import/cursor.h"

/* A type in any printer's spelling: case, blanks, '_', '-' and '/' do not
 * count, nor does a leading "Efi". */
bool type_by_any_name(const struct cursor *name, uint32_t *ret_type);

/* The bit of one attribute's name, "WB" or "RUN". */
bool attr_by_any_name(const struct cursor *name, uint64_t *ret_bit);

/* Names between '|', or blanks where the bit is not set; "attr=0x..." is
 * taken too. false: a name is not known. */
bool attrs_by_name(struct cursor names, uint64_t *ret_attribute);

#endif
