/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * That the set stays sorted when a range is removed, from what remove.c proves
 * of cut() about the order of the regions, and nothing else.
 */
#define ORDER_ONLY
#include "tests/prove/wp/remove.c"
