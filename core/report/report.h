/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A conversion as text, in each of the formats. The same bytes come from the
 * application, the host program and the tests.
 */
#ifndef CORE_REPORT_REPORT_H
#define CORE_REPORT_REPORT_H

#include "core/convert/convert.h"
#include "core/report/request.h"
#include "core/text/print.h"

#define MEMBLOCK_VERSION "0.1"

/* Of the JSON and CSV formats: docs/json.md lists what changed between
 * versions. */
#define REPORT_VERSION 2

/* In the format that the request names. */
void report(const struct sink *out, const struct conversion *conversion,
	    const struct report_request *request);

/* Each format alone. */
void report_text(const struct sink *out, const struct conversion *conversion,
		 const struct report_request *request);
void report_linux(const struct sink *out, const struct conversion *conversion);
void report_e820(const struct sink *out, const struct conversion *conversion);
void report_csv(const struct sink *out, const struct conversion *conversion);
void report_json(const struct sink *out, const struct conversion *conversion,
		 const struct report_request *request);

/* Linux's memblock=debug dump of sets without a conversion. */
void report_memblock(const struct sink *out, const struct memblock *mb);

#endif
