/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A conversion whose arrays are separate allocations that end with the array.
 * In the space of convert() they follow each other, so that AddressSanitizer
 * would only see an overrun of the last one.
 */
#ifndef TESTS_LIB_GUARDED_H
#define TESTS_LIB_GUARDED_H

#include "core/convert/convert.h"

/* As convert(), for a valid map. The next call, or free_guarded(), frees what
 * *ret points to. */
int convert_guarded(struct conversion *ret, const struct capture *capture,
		    const struct convert_settings *settings);
void free_guarded(void);

#endif
