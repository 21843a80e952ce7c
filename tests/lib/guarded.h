/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A conversion whose arrays lie apart, each an allocation that ends where the
 * array does. In the space of convert() one follows the other, so that a step
 * that wrote too much would only be seen behind the last.
 */
#ifndef TESTS_LIB_GUARDED_H
#define TESTS_LIB_GUARDED_H

#include "core/convert/convert.h"

/* As convert(), of a map without fault. What *ret points to is freed by the
 * next call, or by free_guarded(). */
int convert_guarded(struct conversion *ret, const struct capture *capture,
		    const struct convert_settings *settings);
void free_guarded(void);

#endif
