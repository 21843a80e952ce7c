/* SPDX-License-Identifier: BSD-2-Clause */
/* What mutators.h says of the searches with which the functions that change a
 * set begin, and of put() and regions_after(), is proved here. */
#include "tests/prove/wp/mutators.h"
