/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the JSON is made of (docs/json.md). Members of the outermost object
 * have a line each, or more, and a comma behind them.
 */
#ifndef CORE_REPORT_JSON_H
#define CORE_REPORT_JSON_H

#include "core/report/parts.h"

/* A string in quotes. Also where the text is no UTF-8, the JSON is. */
void json_string(const struct sink *out, const char *text);

/* An object with base and size, still open for more members. */
void json_range(const struct sink *out, phys_addr_t base, phys_addr_t size);

/* Before the element with this index of a list with a line for each. */
void json_element(const struct sink *out, size_t index);

/* Behind the last of cnt elements; closes the list and then whatever close
 * closes, "" or "}". */
void json_list_end(const struct sink *out, size_t cnt, const char *close);

/* core/report/rounding.c and nodes.c: their members. */
void json_rounding(const struct sink *out, const struct conversion *conversion);
void json_nodes(const struct sink *out, const struct numa *numa);
void json_acpi_tables(const struct sink *out, const struct acpi_tables *tables);

#endif
