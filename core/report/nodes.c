/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The firmware's nodes, in the text format and in JSON.
 */
#include "core/report/json.h"

/* So many distances fit into a line of 80 columns. */
#define ROW_MAX 8

static void print_distances(const struct sink *out, const struct numa *numa,
			    size_t from)
{
	if (numa->distances.bytes == NULL || numa->node_cnt > ROW_MAX)
		return;
	print_str(out, "  distances");
	for (size_t to = 0; to < numa->node_cnt; to++)
		print(out, " %u", numa_distance(numa, from, to));
}

static void print_node(const struct sink *out, const struct numa *numa,
		       size_t node)
{
	char room[HUMAN_SIZE];

	print(out, "  node %zu  domain %u  %s", node, numa->nodes[node].domain,
	      human_size(room, numa->nodes[node].memory));
	print_distances(out, numa, node);
	print_str(out, "\n");
}

/* Nothing is silent: what was not heeded, and what comes of it. */
static void print_notes(const struct sink *out, const struct numa *numa)
{
	if (numa_rejected(numa))
		print(out,
		      "  SRAT rejected, all memory is on node 0, as in"
		      " Linux:\n      the SRAT %s\n",
		      numa_text(numa));
	if (numa->slit != ACPI_GOOD)
		print(out, "  no distances: the SLIT %s\n",
		      acpi_fault_text(numa->slit));
	else if (numa->distances.bytes && numa->node_cnt > ROW_MAX)
		print_str(out, "  distances: format=json has all of them\n");
	if (numa->wrapping > 0)
		print(out, "  ignored: %zu SRAT entr%s beyond 2^64\n",
		      numa->wrapping, numa->wrapping == 1 ? "y" : "ies");
}

void print_nodes(const struct sink *out, const struct numa *numa)
{
	if (numa->outcome == NUMA_ABSENT)
		return;
	print_str(out, "\nnodes: memory by NUMA node, from the SRAT\n");
	if (numa->outcome == NUMA_GOOD)
		for (size_t node = 0; node < numa->node_cnt; node++)
			print_node(out, numa, node);
	print_notes(out, numa);
}

/* --- JSON -------------------------------------------------------------- */

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

static void print_hex(const struct sink *out, const char *name,
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
	print_hex(out, "srat", &tables->srat);
	print_hex(out, "slit", &tables->slit);
}
