/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The report of the last conversion (tests/lib/givenmap.h):
 *
 *	given_map("100000-200000:7");
 *	when("");
 *	report_as(FORMAT_TEXT);
 *	expect_line("Findings: none");
 */
#ifndef TESTS_LIB_GIVENREPORT_H
#define TESTS_LIB_GIVENREPORT_H

#include "core/report/report.h"
#include "tests/lib/givenmap.h"

/* The last report, which lives until the next one. */
extern const char *reported;
const char *report_as(enum format format);

/* A small machine with an example of everything, not yet converted, with a
 * configuration file and a command line for it. */
void given_machine(void);
extern const char machine_file[], machine_line[];

/* The including test brings cmocka.h. */
#define when_machine()                             \
	do {                                       \
		given_machine();                   \
		when2(machine_file, machine_line); \
	} while (0)

/* line may contain several lines */
#define expect_line(line)                                                 \
	do {                                                              \
		if (!strstr(reported, "\n" line "\n"))                    \
			fail_msg("not there: %s in\n%s", line, reported); \
	} while (0)

#endif
