/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The parts of format=json (docs/json.md). Members of the outermost object
 * start on a line of their own, are indented by two blanks and end with a
 * comma.
 */
#ifndef CORE_REPORT_JSON_H
#define CORE_REPORT_JSON_H

#include "core/lint/lint.h"
#include "core/report/parts.h"

/* --- json_write.c: values ------------------------------------------------- */

/* text as a JSON string in quotes. text ends with a NUL; bytes that are not
 * UTF-8 become U+FFFD, so that the output always is. */
void json_quoted(const struct sink *out, const char *text);

/* {"base": ..., "size": ... without the closing brace, so that members can
 * follow. */
void json_range(const struct sink *out, phys_addr_t base, phys_addr_t size);

/* The separator before element number index of a list that has a line for each
 * element. */
void json_element(const struct sink *out, size_t index);

/* Ends a list of cnt elements, then prints close: "" or the "}" of the object
 * that the list is the last member of. */
void json_list_end(const struct sink *out, size_t cnt, const char *close);

/* --- json_sets.c: members with the results -------------------------------- */

/* The member named after the set: its regions. */
void json_set(const struct sink *out, const struct memblock_type *type);

/* "reservations" */
void json_reservations(const struct sink *out,
		       const struct conversion *conversion);

/* The member called name: the entries of an E820 table. */
void json_e820(const struct sink *out, const char *name,
	       const struct e820_table *table);

/* "rounding" */
void json_rounding(const struct sink *out, const struct conversion *conversion);

/* "totals", the last member: without a comma. */
void json_totals(const struct sink *out, const struct conversion *conversion);

/* --- json_findings.c ------------------------------------------------------ */

/* "findings" of at least this severity. more prints further members of each, or
 * is NULL. */
void json_findings(const struct sink *out, const struct lint_input *input,
		   enum lint_severity least,
		   void (*more)(const struct sink *out, enum lint_rule rule));

/* --- json_nodes.c: members about NUMA ------------------------------------- */

/* "numa" and "nodes" */
void json_nodes(const struct sink *out, const struct numa *numa);

/* The member called name, in hexadecimal; nothing without bytes. */
void json_hex(const struct sink *out, const char *name,
	      const struct acpi_bytes *table);

/* "srat" and "slit", where the firmware has them. */
void json_acpi_tables(const struct sink *out, const struct acpi_tables *tables);

/* --- json_facts.c --------------------------------------------------------- */

/* "memattr" and "facts", where they are known. */
void json_facts(const struct sink *out, const struct capture *capture);

#endif
