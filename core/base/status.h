/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The status that functions of core/ return. A call that does not return
 * CORE_OK has changed nothing, neither sets nor ret_ values.
 */
#ifndef CORE_BASE_STATUS_H
#define CORE_BASE_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

enum core_status {
	CORE_OK = 0,

	/* Invalid arguments. */
	CORE_EINVAL = -1, /* invalid argument: size 0, bad alignment */
	CORE_EWRAP = -2,  /* base + size exceeds PHYS_ADDR_MAX */
	CORE_ENOENT = -3, /* the range does not exist */

	/* Lack of memory. */
	CORE_ENOSPC = -10, /* the array or buffer has no room for the result */
	CORE_ENOMEM = -11, /* no free memory is large enough */

	/* Invalid input. */
	CORE_EFORMAT = -20,  /* malformed */
	CORE_EVERSION = -21, /* unknown version */

	/* A defect in core/. */
	CORE_EBUG = -30, /* an invariant does not hold: report it */
};

/* A short message for any status, without a full stop; never NULL. */
const char *core_strerror(int status);

#ifdef __cplusplus
}
#endif

#endif
