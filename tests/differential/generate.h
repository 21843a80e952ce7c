/* SPDX-License-Identifier: BSD-2-Clause */
/* Random sequences: how one begins, and the next call. */
#ifndef TESTS_DIFFERENTIAL_GENERATE_H
#define TESTS_DIFFERENTIAL_GENERATE_H

#include "tests/differential/side.h"

/* Operations in a sequence. */
#define SEQUENCE 250

/* Begins the sequence with this seed: empty sets in *state, fixed or
 * growing. */
void generate_begin(uint64_t seed, struct diff_state *state);

/* The next call on the state. */
void generate_call(const struct diff_state *state, struct diff_call *call);

#endif
