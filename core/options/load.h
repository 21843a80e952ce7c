/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Values of the options for a kernel that may be given many times:
 * module= and reserve_mem=. Nothing is copied.
 */
#ifndef CORE_OPTIONS_LOAD_H
#define CORE_OPTIONS_LOAD_H

#include "core/base/types.h"

/* Both readers return NULL, or where in value the trouble starts. */

/* PATH[,NAME]; without a name the path's last component is it. */
struct module_value {
	const char *path;
	size_t path_len;  /* not 0 */
	const char *name; /* NUL-ended */
	size_t name_len;  /* not 0 */
};
const char *module_value_read(struct module_value *ret, const char *value);

/* SIZE:ALIGN:NAME, as Linux's reserve_mem=. Size and alignment come out as
 * whole pages. */
#define RESERVE_MEM_NAME 15
struct reserve_mem {
	phys_addr_t size;
	phys_addr_t align;
	const char *name; /* 1 to RESERVE_MEM_NAME characters */
};
const char *reserve_mem_read(struct reserve_mem *ret, const char *value);

#endif
