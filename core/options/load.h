/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Values of the options for a kernel that may be given many times:
 * module= and reserve_mem=. Nothing is copied.
 */
#ifndef CORE_OPTIONS_LOAD_H
#define CORE_OPTIONS_LOAD_H

#include "core/options/options.h"

/* Both readers return NULL, or where in value the trouble starts. */

/* PATH[,NAME]; without a name the path's last component is it. */
struct module_value {
	const char *path;
	size_t path_len;  /* not 0 */
	const char *name; /* NUL-ended */
	size_t name_len;  /* not 0 */
};
const char *module_value_read(struct module_value *ret, const char *value);

/* SIZE:ALIGN:NAME, as Linux's reserve_mem=; size and alignment are rounded up
 * to whole pages. */
#define RESERVE_MEM_NAME 15 /* characters of a name at most */
const char *reserve_mem_read(struct option_reserve_mem *ret, const char *value);

#endif
