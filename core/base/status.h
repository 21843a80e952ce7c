/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a function of core/ returns: 0, or one of these. A call that returns
 * anything but 0 has changed nothing, neither sets nor ret_ values.
 */
#ifndef CORE_BASE_STATUS_H
#define CORE_BASE_STATUS_H

enum core_status {
	CORE_OK = 0,

	/* The caller's fault. */
	CORE_EINVAL = -1, /* an argument makes no sense: size 0, bad align */
	CORE_EWRAP = -2,  /* base + size does not fit below 2^64 */
	CORE_ENOENT = -3, /* the range is not there */

	/* The caller's memory. */
	CORE_ENOSPC = -10, /* the array or buffer has no room for the result */
	CORE_ENOMEM = -11, /* no free memory is large enough */

	/* The bytes that came from outside. */
	CORE_EFORMAT = -20,  /* malformed: not what the format demands */
	CORE_EVERSION = -21, /* a version that this code does not know */

	/* Ours. */
	CORE_EBUG = -30, /* an invariant is broken: report it */
};

/* A short English phrase without a full stop; never NULL. */
const char *core_strerror(int status);

#endif
