/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The choice of the format.
 */
#include "core/report/report.h"

void report(const struct sink *out, const struct conversion *conversion,
	    const struct report_request *request)
{
	switch (request->format) {
	case FORMAT_LINUX:
		report_linux(out, conversion);
		break;
	case FORMAT_E820:
		report_e820(out, conversion);
		break;
	case FORMAT_CSV:
		report_csv(out, conversion);
		break;
	case FORMAT_JSON:
		report_json(out, conversion, request);
		break;
	default:
		report_text(out, conversion, request);
	}
}
