/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The functions of core/handoff/table.h that a kernel in Ada or D calls: the
 * inline functions of C are not visible there. mbt.ads and mbt.d declare them.
 */
#include "core/handoff/table.h"

int mbt_call_check(const void *table, uint32_t limit);
const struct mbt_section *mbt_call_find_section(const void *table,
						uint32_t tag);
int mbt_call_get_entry(const struct mbt_section *section, uint32_t i, void *ret,
		       uint32_t size);
int mbt_call_next_free(const void *table, struct mbt_free *range);
const char *mbt_call_string(const void *table, uint32_t offset);
const char *mbt_call_cmdline(const void *table);
int mbt_call_find_reserved(const void *table, const char *owner,
			   const char *name, struct mbt_region *ret);

int mbt_call_check(const void *table, uint32_t limit)
{
	return mbt_check(table, limit);
}

const struct mbt_section *mbt_call_find_section(const void *table, uint32_t tag)
{
	return mbt_find_section(table, tag);
}

int mbt_call_get_entry(const struct mbt_section *section, uint32_t i, void *ret,
		       uint32_t size)
{
	return mbt_get_entry(section, i, ret, size);
}

int mbt_call_next_free(const void *table, struct mbt_free *range)
{
	return mbt_next_free(table, range);
}

const char *mbt_call_string(const void *table, uint32_t offset)
{
	return mbt_string(table, offset);
}

const char *mbt_call_cmdline(const void *table)
{
	return mbt_cmdline(table);
}

int mbt_call_find_reserved(const void *table, const char *owner,
			   const char *name, struct mbt_region *ret)
{
	return mbt_find_reserved(table, owner, name, ret);
}
