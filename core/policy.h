/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which descriptor goes where: one row for each type and attribute that makes
 * a difference, with its reason and source. docs/conversion.md holds the same
 * rows and `make check` compares the two.
 */
#ifndef CORE_POLICY_H
#define CORE_POLICY_H

#include "core/capture.h"

enum fate {
	FATE_IGNORED,   /* in no set */
	FATE_KEPT,      /* physmap alone: the firmware keeps it */
	FATE_MEMORY,    /* memory and physmap */
	FATE_NOMAP,     /* memory with NOMAP, and physmap */
	FATE_SOFT_RESERVED, /* physmap and (x86) reserved */
	FATE_COUNT,
};
const char *fate_name(enum fate fate); /* "memory", "kept" */

struct policy_row {
	/* Which descriptors: the first row that matches decides. */
	uint32_t type_first, type_last;
	uint64_t attr_mask, attr_value; /* any of the mask set, or none */
	/* What becomes of them. */
	enum fate fate;
	uint32_t e820;       /* the stub's type, 0: no entry */
	const char *reserve; /* claim's owner, NULL: none */
	int until;           /* enum until of the claim */
	/* Why, and who says so. */
	const char *why;
	const char *source;
};

/* The first row of the profile that matches; the last row matches all. */
const struct policy_row *policy_find(enum profile profile, bool soft_reserve,
				     uint32_t type, uint64_t attribute);

/* All rows of a profile, for documents and tests. */
const struct policy_row *policy_rows(enum profile profile, size_t *ret_count);

#endif
