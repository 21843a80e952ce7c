/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/report/export.h"

#include "core/report/parts.h"

/* "<high low high low>" of a range: two cells each. */
static void print_reg(const struct sink *out, struct range range)
{
	print(out, "<0x%jx 0x%jx 0x%jx 0x%jx>", (uintmax_t)(range.base >> 32),
	      (uintmax_t)(range.base & UINT32_MAX),
	      (uintmax_t)(range.size >> 32),
	      (uintmax_t)(range.size & UINT32_MAX));
}

/* --- memory --------------------------------------------------------------- */

/* The node of the memory that the range shares bytes with; physmap has none. */
static int32_t node_of(const struct memblock *mb, struct range range)
{
	const struct memblock_region *r;

	for_each_memblock_type_region(&mb->memory, r) {
		if (range_overlaps(range, (struct range){ r->base, r->size }))
			return r->nid;
	}
	return NUMA_NO_NODE;
}

static void print_memory(const struct sink *out, const struct memblock *mb)
{
	const struct memblock_region *r;

	for_each_memblock_type_region(&mb->physmap, r) {
		struct range range = { r->base, r->size };
		int32_t node = node_of(mb, range);

		print(out,
		      "\n\tmemory@%jx {\n\t\tdevice_type = \"memory\";\n"
		      "\t\treg = ",
		      (uintmax_t)r->base);
		print_reg(out, range);
		print_str(out, ";\n");
		if (node != NUMA_NO_NODE)
			print(out, "\t\tnuma-node-id = <%d>;\n", node);
		print_str(out, "\t};\n");
	}
}

/* --- reserved memory ------------------------------------------------------ */

/* The names of owners as node names, which have no blanks. */
static void print_node_name(const struct sink *out, const char *name)
{
	for (; *name; name++)
		print(out, "%c", *name == ' ' ? '-' : *name);
}

static void print_reserved(const struct sink *out, struct range range,
			   const char *name, bool no_map)
{
	print_str(out, "\n\t\t");
	print_node_name(out, name);
	print(out, "@%jx {\n\t\t\treg = ", (uintmax_t)range.base);
	print_reg(out, range);
	print(out, ";\n%s\t\t};\n", no_map ? "\t\t\tno-map;\n" : "");
}

/* Memory that is never mapped, and RAM that is not memory. */
static void print_unmapped(const struct sink *out, const struct memblock *mb)
{
	const struct memblock_region *r;
	struct memblock_range hole;

	for_each_memblock_type_region(&mb->memory, r) {
		if (r->flags & MEMBLOCK_NOMAP)
			print_reserved(out, (struct range){ r->base, r->size },
				       "firmware", true);
	}
	for_each_physmem_range(mb, &mb->memory, &hole)
		print_reserved(out, range_from_to(hole.base, hole.end),
			       "excluded", true);
}

/* A reservation, without what is not memory and has a node of its own. */
static void print_owned(const struct sink *out,
			const struct conversion *conversion,
			const struct reservation *owned)
{
	const struct memblock_region *r;

	for_each_memblock_type_region(&conversion->mb.memory, r) {
		struct range part = range_intersect(
			owned->range, (struct range){ r->base, r->size });

		if (part.size > 0 && !(r->flags & MEMBLOCK_NOMAP))
			print_reserved(out, part, owner_name(owned->owner),
				       false);
	}
}

void export_dts(const struct sink *out, const struct conversion *conversion)
{
	print_str(out, "/dts-v1/;\n\n/ {\n\t#address-cells = <2>;\n"
		       "\t#size-cells = <2>;\n");
	print_memory(out, &conversion->mb);
	print_str(out, "\n\treserved-memory {\n\t\t#address-cells = <2>;\n"
		       "\t\t#size-cells = <2>;\n\t\tranges;\n");
	print_unmapped(out, &conversion->mb);
	for (size_t i = 0; i < conversion->page_owner_cnt; i++)
		print_owned(out, conversion, &conversion->page_owners[i]);
	print_str(out, "\t};\n};\n");
}
