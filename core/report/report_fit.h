/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where memory of a given size fits, as text for people.
 */
#ifndef CORE_REPORT_REPORT_FIT_H
#define CORE_REPORT_REPORT_FIT_H

#include "core/fit/fit.h"
#include "core/text/print.h"

/* Prints where Linux places a kernel, an initrd and crashkernel= of the size,
 * and what is free in each zone. Returns whether the size fits anywhere. */
bool report_fit(const struct sink *out, const struct fit *fit,
		const struct fit_request *request);

#endif
