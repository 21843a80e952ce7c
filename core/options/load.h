/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The values of module= and reserve_mem=. Both functions return NULL, or the
 * place in value that is wrong, with *ret as it was. Nothing is copied.
 */
#ifndef CORE_OPTIONS_LOAD_H
#define CORE_OPTIONS_LOAD_H

#include "core/options/options.h"

/* PATH[,NAME][ -- CMDLINE]; the default of the name is the last component of
 * the path. */
struct module_value {
	const char *path;    /* not NUL-ended */
	size_t path_len;     /* not 0 */
	const char *name;    /* NUL-ended without a command line */
	size_t name_len;     /* not 0 */
	const char *cmdline; /* NUL-ended, may be empty; NULL without */
};
const char *module_value_read(struct module_value *ret, const char *value);

/* SIZE:ALIGN:NAME, as Linux's reserve_mem= (mm/memblock.c); size and alignment
 * are rounded up to whole pages of 4 KiB. */
#define RESERVE_MEM_NAME 15 /* the longest name, in characters */
const char *reserve_mem_read(struct option_reserve_mem *ret, const char *value);

#endif
