/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/report_parts.h"

void print_uefi_revision(const struct sink *out, uint32_t revision)
{
	uint32_t minor = revision & 0xffff;

	print(out, "%u.%u", revision >> 16, minor / 10);
	if (minor % 10 != 0)
		print(out, ".%u", minor % 10);
}

void print_attributes(const struct sink *out, uint64_t attribute,
		      const char *between)
{
	uint64_t unknown = 0;
	bool first = true;

	for (unsigned int shift = 0; shift < 64; shift++) {
		uint64_t bit = attribute & UINT64_C(1) << shift;

		if (bit == 0)
			continue;
		if (efi_attr_name(bit) == NULL) {
			unknown |= bit;
			continue;
		}
		print(out, "%s%s", first ? "" : between, efi_attr_name(bit));
		first = false;
	}
	if (unknown != 0)
		print(out, "%s0x%jx", first ? "" : between,
		      (uintmax_t)unknown);
}

const char *verdict_word(const struct verdict *verdict)
{
	return verdict_skipped(verdict) ? "skipped"
					: fate_name(verdict->row->fate);
}

void print_claim(const struct sink *out, const struct conversion *conversion,
		 const struct span *claim)
{
	const char *name = claim_name(conversion, claim);

	print(out, "%s%s%s", owner_name(claim->type), name[0] ? " " : "",
	      name);
}

static bool is_next(const struct type_total *best, uint32_t candidate,
		    const uint32_t *type)
{
	return (type == NULL || candidate > *type) &&
	       (best->count == 0 || candidate < best->type);
}

bool next_type_total(const struct conversion *conversion, const uint32_t *type,
		     struct type_total *ret)
{
	const struct efimap *map = &conversion->capture->map;
	struct type_total total = { 0 };

	for (size_t i = 0; i < efimap_count(map); i++) {
		struct efi_memory_desc desc;

		efimap_get(map, i, &desc);
		if (is_next(&total, desc.type, type))
			total = (struct type_total){ .type = desc.type };
		else if (total.count == 0 || desc.type != total.type)
			continue;
		total.count++;
		if (!verdict_skipped(&conversion->verdicts[i]))
			total.pages += desc.num_pages;
	}
	*ret = total;
	return total.count > 0;
}

struct free_total count_free(const struct memblock *mb)
{
	struct free_total total = { 0 };
	struct memblock_range range;

	for_each_free_mem_range(mb, &memblock_mapped, &range) {
		phys_addr_t size = range.end - range.base;

		total.size += size;
		if (size > total.largest_size) {
			total.largest_size = size;
			total.largest_base = range.base;
		}
	}
	return total;
}
