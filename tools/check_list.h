/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Prints the entries of a section: an empty line, the name of the section, and
 * a row for each. table has passed mbt_check(), section is one of its sections,
 * in which nothing has been checked.
 */
#ifndef TOOLS_CHECK_LIST_H
#define TOOLS_CHECK_LIST_H

#include "core/table/check.h"
#include "core/table/schema.h"

#define LIST_DECLARE_(tag, name, size, flags, drop, written, checked, listed) \
	void list_##listed(const void *table,                                 \
			   const struct mbt_section *section);
TABLE_SCHEMA(LIST_DECLARE_)
#undef LIST_DECLARE_

#endif
