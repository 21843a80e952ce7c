/* SPDX-License-Identifier: BSD-2-Clause */
/* What must hold in every finished conversion, whatever the map. */
#ifndef TESTS_LIB_INVARIANT_H
#define TESTS_LIB_INVARIANT_H

#include "core/convert/convert.h"

/* A sentence about what does not hold, or "". */
const char *broken_invariant(const struct conversion *conversion);

#endif
