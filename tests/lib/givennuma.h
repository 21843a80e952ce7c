/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * numa_apply() on the sets of tests/lib/given.h, in arrays of exactly the
 * documented sizes.
 */
#ifndef TESTS_LIB_GIVENNUMA_H
#define TESTS_LIB_GIVENNUMA_H

#include "core/numa/numa.h"
#include "tests/lib/given.h"
#include "tests/lib/givensrat.h"

/* The next tables, freed by forget_numa(), and the result. */
extern struct acpi_tables tables;
extern struct numa numa;

/* What numa_apply() returns. */
int apply_numa(phys_addr_t threshold);
/* Call it between two calls; also the tear-down of a test. */
int forget_numa(void **state);

#endif
