/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The NUMA nodes and the ACPI tables that they come from.
 */
#include "core/report/json.h"

static void print_json_node(const struct sink *out, const struct numa *numa,
			    size_t node)
{
	const char *comma = "";

	print(out, "{\"node\": %zu, \"domain\": %u, \"memory\": \"0x%jx\"",
	      node, numa->nodes[node].domain,
	      (uintmax_t)numa->nodes[node].memory);
	if (numa->distances.bytes) {
		print_str(out, ", \"distances\": [");
		for (size_t to = 0; to < numa->node_cnt; to++) {
			print(out, "%s%u", comma,
			      numa_distance(numa, node, to));
			comma = ", ";
		}
		print_str(out, "]");
	}
	print_str(out, "}");
}

void json_nodes(const struct sink *out, const struct numa *numa)
{
	print(out, "  \"numa\": \"%s\",\n  \"nodes\": [",
	      numa_outcome_name(numa->outcome));
	for (size_t node = 0; node < numa->node_cnt; node++) {
		json_element(out, node);
		print_json_node(out, numa, node);
	}
	json_list_end(out, numa->node_cnt, "");
}

void json_hex(const struct sink *out, const char *name,
	      const struct acpi_bytes *table)
{
	if (table->bytes == NULL)
		return;
	print(out, "  \"%s\": \"", name);
	for (size_t i = 0; i < table->len; i++)
		print(out, "%02x", table->bytes[i]);
	print_str(out, "\",\n");
}

void json_acpi_tables(const struct sink *out, const struct acpi_tables *tables)
{
	json_hex(out, "srat", &tables->srat);
	json_hex(out, "slit", &tables->slit);
}
