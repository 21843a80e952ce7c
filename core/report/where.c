/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/report/where.h"

#include "core/report/parts.h"

/* --- the descriptor ------------------------------------------------------ */

static void print_descriptor(const struct sink *out,
			     const struct conversion *conversion, size_t index)
{
	struct range range = convert_range(conversion, index);
	struct efi_memory_desc desc;
	char room[HUMAN_SIZE];

	efimap_get(&conversion->capture->map, index, &desc);
	print(out, "#%zu " RANGE_FORMAT ", %s\n", index,
	      RANGE_ARGS(range.base, range.size), human_size(room, range.size));
	print(out, "              %s", efi_type_name(desc.type));
	if (efi_type_group(desc.type) >= EFI_MEMORY_TYPE_COUNT)
		print(out, " 0x%08x", desc.type);
	print_str(out, desc.attribute ? ", " : "");
	print_attributes(out, desc.attribute, " ");
	print(out, "\n              %s: %s\n",
	      classification_word(conversion, index),
	      convert_rule(conversion, index)->why);
}

static void print_descriptors(const struct sink *out,
			      const struct conversion *conversion,
			      phys_addr_t addr)
{
	bool any = false;

	for (size_t i = 0; i < conversion->order_cnt; i++) {
		size_t index = conversion->order[i];

		if (!range_contains(convert_range(conversion, index), addr))
			continue;
		print_str(out, any ? "              and " : "  descriptor  ");
		print_descriptor(out, conversion, index);
		any = true;
	}
	if (!any)
		print_str(out, "  descriptor  none: a hole in the map\n");
}

/* --- E820 and the sets --------------------------------------------------- */

static void print_e820(const struct sink *out, const struct e820_table *table,
		       phys_addr_t addr)
{
	for (size_t i = 0; i < table->cnt; i++) {
		const struct e820_entry *entry = &table->entries[i];

		if (!range_contains(entry->range, addr))
			continue;
		print(out, "  E820        " RANGE_FORMAT " ",
		      RANGE_ARGS(entry->range.base, entry->range.size));
		print_e820_type(out, entry->type);
		print_str(out, "\n");
		return;
	}
	print_str(out, "  E820        no entry\n");
}

static bool find_region(const struct memblock_type *type, phys_addr_t addr,
			size_t *ret_index)
{
	for (size_t i = 0; i < type->cnt; i++) {
		const struct memblock_region *r = &type->regions[i];

		if (range_contains((struct range){ r->base, r->size }, addr)) {
			*ret_index = i;
			return true;
		}
	}
	return false;
}

static bool physmap_contains(const struct memblock *mb, phys_addr_t addr)
{
	size_t index;

	return find_region(&mb->physmap, addr, &index);
}

static void print_set(const struct sink *out, const struct memblock_type *type,
		      phys_addr_t addr)
{
	const struct memblock_region *r;
	size_t index;

	print(out, "  %-10s  ", type->name);
	if (!find_region(type, addr, &index)) {
		print_str(out, "no\n");
		return;
	}
	r = &type->regions[index];
	print(out, "yes, in region %zu: " RANGE_FORMAT, index,
	      RANGE_ARGS(r->base, r->size));
	print_region_flags(out, r->flags);
	if (r->nid != NUMA_NO_NODE)
		print(out, "  node %d", r->nid);
	print_str(out, "\n");
}

/* --- owners -------------------------------------------------------------- */

static void print_owners(const struct sink *out,
			 const struct conversion *conversion, phys_addr_t addr)
{
	for (size_t i = 0; i < conversion->reservation_cnt; i++) {
		const struct reservation *r = &conversion->reservations[i];

		if (!range_contains(r->range, addr))
			continue;
		print_str(out, "  owner       ");
		print_reservation(out, conversion, r);
		print(out, ", %s: " RANGE_FORMAT "\n",
		      owner_lifetime_text(r->owner),
		      RANGE_ARGS(r->range.base, r->range.size));
	}
}

/* --- neighbours ---------------------------------------------------------- */

/* The descriptor that ends highest at or below addr (before), or starts lowest
 * above it; order_cnt where there is none. */
static size_t neighbour(const struct conversion *conversion, phys_addr_t addr,
			bool before)
{
	size_t best = conversion->order_cnt;
	phys_addr_t distance = PHYS_ADDR_MAX;

	for (size_t i = 0; i < conversion->order_cnt; i++) {
		struct range range =
			convert_range(conversion, conversion->order[i]);
		phys_addr_t d =
			before ? addr - range_end(range) : range.base - addr;

		if ((before ? range_end(range) <= addr : range.base > addr) &&
		    d < distance) {
			distance = d;
			best = i;
		}
	}
	return best;
}

static void print_neighbour(const struct sink *out,
			    const struct conversion *conversion,
			    phys_addr_t addr, bool before)
{
	size_t at = neighbour(conversion, addr, before);
	struct efi_memory_desc desc;
	struct range range;
	char room[HUMAN_SIZE];

	print_str(out, before ? "  below       " : "  above       ");
	if (at == conversion->order_cnt) {
		print_str(out, "nothing\n");
		return;
	}
	range = convert_range(conversion, conversion->order[at]);
	efimap_get(&conversion->capture->map, conversion->order[at], &desc);
	print(out, "#%u " RANGE_FORMAT ", %s, %s\n", conversion->order[at],
	      RANGE_ARGS(range.base, range.size), human_size(room, range.size),
	      efi_type_name(desc.type));
}

/* The edges of what holds addr, so that its neighbours are outside of it. */
static struct range surroundings(const struct conversion *conversion,
				 phys_addr_t addr)
{
	struct range all = { addr, 0 };

	for (size_t i = 0; i < conversion->order_cnt; i++) {
		struct range range =
			convert_range(conversion, conversion->order[i]);

		if (range_contains(range, addr))
			all = range_join(all, range);
	}
	return all;
}

/* The answer in a few words. */
static const char *answer(const struct conversion *conversion, phys_addr_t addr)
{
	const struct memblock *mb = &conversion->mb;

	if (memblock_is_memory(mb, addr) && !memblock_is_map_memory(mb, addr))
		return "memory that the kernel must not map";
	if (memblock_is_memory(mb, addr))
		return memblock_is_reserved(mb, addr) ? "memory in use"
						      : "free memory";
	if (physmap_contains(mb, addr))
		return "RAM that is not the kernel's memory";
	return surroundings(conversion, addr).size ? "not RAM"
						   : "in no descriptor";
}

void report_where(const struct sink *out, const struct conversion *conversion,
		  phys_addr_t addr)
{
	struct range around = surroundings(conversion, addr);

	print(out, "0x%016jx: %s\n", (uintmax_t)addr, answer(conversion, addr));
	print_descriptors(out, conversion, addr);
	if (conversion->settings->profile == PROFILE_LINUX_X86)
		print_e820(out, &conversion->e820, addr);
	print_set(out, &conversion->mb.memory, addr);
	print_set(out, &conversion->mb.reserved, addr);
	print_set(out, &conversion->mb.physmap, addr);
	print_owners(out, conversion, addr);
	print_neighbour(out, conversion, around.base, true);
	print_neighbour(out, conversion,
			around.size ? range_end(around) - 1 : addr, false);
}
