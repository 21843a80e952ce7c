/* SPDX-License-Identifier: BSD-2-Clause */
/* Invariants of every conversion, for any map. */
#ifndef TESTS_LIB_INVARIANT_H
#define TESTS_LIB_INVARIANT_H

#include "core/convert/convert.h"

/* A message about the first one that is violated, or "". */
const char *broken_invariant(const struct conversion *conversion);

#endif
