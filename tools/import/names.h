/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The names of memory types and attributes in all programs that print maps.
 */
#ifndef TOOLS_IMPORT_NAMES_H
#define TOOLS_IMPORT_NAMES_H

#include "tools/import/cursor.h"

/* The type with this name. Case, blanks, '_', '-', '/' and a leading "Efi" do
 * not matter. false: unknown. */
bool type_by_any_name(const struct cursor *name, uint32_t *ret_type);

/* Is this, up to its first digit, what the name of a type begins with:
 * "Avail", "BOOT D", "rt_data 0000"? */
bool type_name_begins(struct cursor name);

/* Is this what the name of a type ends with: "vailable", "DATA"? */
bool type_name_ends(struct cursor end);

/* The attribute bit with this name: "WB", "RUN". false: unknown. */
bool attr_by_any_name(const struct cursor *name, uint64_t *ret_bit);

/* The bits of several names separated by '|'; blanks between them stand for a
 * bit that is not set. "attr=0x..." and "0x..." are accepted too. false: a name
 * is unknown. */
bool attrs_by_name(struct cursor names, uint64_t *ret_attribute);

/* "[Boot Code  |   |WB|WT|WC|UC]", of which the first is a type; moves past it.
 * NULL, or what is wrong. */
const char *type_and_attrs(struct cursor *c, uint32_t *ret_type,
			   uint64_t *ret_attribute);

#endif
