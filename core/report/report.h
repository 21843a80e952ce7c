/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Prints a conversion in each of the formats. The application, the host program
 * and the tests print the same bytes.
 */
#ifndef CORE_REPORT_REPORT_H
#define CORE_REPORT_REPORT_H

#include "core/convert/convert.h"
#include "core/report/request.h"
#include "core/text/print.h"

/* Version of the JSON and CSV formats: docs/json.md lists what changed between
 * versions. */
#define REPORT_VERSION 2

/* Prints conversion in request->format; an unknown format is FORMAT_TEXT. The
 * conversion must have succeeded. Nothing fails: a sink that can fail remembers
 * it (core/text/print.h). */
void report(const struct sink *out, const struct conversion *conversion,
	    const struct report_request *request);

/* FORMAT_TEXT: for people, at most 79 columns wide as far as names that come
 * from outside allow (docs/report.md). */
void report_text(const struct sink *out, const struct conversion *conversion,
		 const struct report_request *request);

/* FORMAT_LINUX: report_memblock() of the three sets. */
void report_linux(const struct sink *out, const struct conversion *conversion);

/* FORMAT_E820: the E820 table that corresponds to the firmware's map, as Linux
 * on x86 logs it (e820__print_table()), and the one that mem= and memmap= make
 * of it. */
void report_e820(const struct sink *out, const struct conversion *conversion);

/* The rows of a table as Linux logs them, each after "who: ". */
void report_e820_rows(const struct sink *out, const char *who,
		      const struct e820_table *table);

/* FORMAT_CSV and FORMAT_JSON: for programs (docs/json.md). */
void report_csv(const struct sink *out, const struct conversion *conversion);
void report_json(const struct sink *out, const struct conversion *conversion,
		 const struct report_request *request);

/* The sets as Linux's memblock_dump_all() logs them with memblock=debug, and
 * physmap in the same form. */
void report_memblock(const struct sink *out, const struct memblock *mb);

#endif
