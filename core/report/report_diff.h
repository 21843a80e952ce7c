/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What changed between two maps, as text for people.
 */
#ifndef CORE_REPORT_REPORT_DIFF_H
#define CORE_REPORT_REPORT_DIFF_H

#include "core/diff/diff.h"
#include "core/diff/hibernation.h"
#include "core/report/request.h"
#include "core/text/print.h"

struct diff_report {
	const char *names[2];                     /* of the two maps */
	const struct report_request *requests[2]; /* their mem= and memmap= */
	const struct diff *diff;
	/* Changes at DIFF_TYPES that diff does not have, because a kernel may
	 * use the memory either way. */
	size_t inner;
	/* About hibernation: the changes at DIFF_E820, and what is compared.
	 * If both maps have descriptors, also with the table that GRUB makes;
	 * else NULL. */
	const struct diff *e820;
	const struct hibernation *hibernation[2];
	const struct hibernation *grub[2];
	bool colour; /* removed lines red, added ones green, with escape
		      * sequences */
};

/* "ACPI data", "usable memory", "RuntimeServicesData", "module initrd". */
void print_diff_class(const struct sink *out, struct diff_class class,
		      const char *name);

/* The whole report: the two maps, changes, totals, hibernation. */
void report_diff(const struct sink *out, const struct diff_report *report);

/* The part about hibernation. */
void report_hibernation(const struct sink *out,
			const struct diff_report *report);

/* The verdict as one sentence with a full stop. */
void print_hibernation_verdict(const struct sink *out,
			       const struct diff_report *report);

/* A line that only one side has, with its sign. text is a range and what
 * follows it; the line is ended here. */
void print_diff_sign(const struct sink *out, const struct diff_report *report,
		     int side);
void print_diff_end(const struct sink *out, const struct diff_report *report);

#endif
