/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The parts of report_explain() that have files of their own.
 */
#ifndef CORE_REPORT_EXPLAIN_PARTS_H
#define CORE_REPORT_EXPLAIN_PARTS_H

#include "core/convert/conversion.h"
#include "core/text/print.h"

/* A paragraph for each kind of RAM that the kernel does not get, with its
 * largest rows (explain_losses.c). */
void explain_losses(const struct sink *out,
		    const struct conversion *conversion);

/* A paragraph that names the rules of errors and warnings, if there are such
 * findings (explain_findings.c). */
void explain_findings(const struct sink *out,
		      const struct conversion *conversion);

#endif
