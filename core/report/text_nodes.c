/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The NUMA nodes that the SRAT describes.
 */
#include "core/report/text_sections.h"

/* Distances that fit into a line of 80 columns. */
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

/* What was not used of the tables, and what follows from that. */
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

void text_nodes(const struct sink *out, const struct numa *numa)
{
	if (numa->outcome == NUMA_ABSENT)
		return;
	print_str(out, "\nnodes: memory by NUMA node\n");
	if (numa->outcome == NUMA_GOOD)
		for (size_t node = 0; node < numa->node_cnt; node++)
			print_node(out, numa, node);
	print_notes(out, numa);
}
