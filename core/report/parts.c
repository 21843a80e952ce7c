/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/report/parts.h"

void print_uefi_revision(const struct sink *out, uint32_t revision)
{
	uint32_t minor = revision & 0xffff;

	print(out, "%u.%u", revision >> 16, minor / 10);
	if (minor % 10 != 0)
		print(out, ".%u", minor % 10);
}

void print_attributes(const struct sink *out, uint64_t attribute,
		      const char *separator)
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
		print(out, "%s%s", first ? "" : separator, efi_attr_name(bit));
		first = false;
	}
	if (unknown != 0)
		print(out, "%s0x%jx", first ? "" : separator,
		      (uintmax_t)unknown);
}

void print_efi_type(const struct sink *out, uint32_t type)
{
	print_str(out, efi_type_name(type));
	if (efi_type_group(type) >= EFI_MEMORY_TYPE_COUNT)
		print(out, " 0x%08x", type);
}

const char *classification_word(const struct conversion *conversion,
				size_t descriptor)
{
	if (classification_skipped(&conversion->classifications[descriptor]))
		return "skipped";
	return disposition_name(
		convert_rule(conversion, descriptor)->disposition);
}

void print_reservation(const struct sink *out,
		       const struct conversion *conversion,
		       const struct reservation *reservation)
{
	const char *name = reservation_name(conversion, reservation);

	print(out, "%s%s", owner_name(reservation->owner), name[0] ? " " : "");
	print_escaped(out, name);
}

void print_region_flags(const struct sink *out, uint32_t flags)
{
	static const char *const names[] = { "HOTPLUG", "MIRROR", "NOMAP",
					     "DRIVER_MANAGED" };

	for (unsigned int i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (flags & 1u << i)
			print(out, "  %s", names[i]);
	}
}

void print_e820_type(const struct sink *out, uint32_t type)
{
	if (e820_type_name(type))
		print_str(out, e820_type_name(type));
	else if (type == E820_PMEM || type == E820_PRAM)
		print(out, "persistent (type %u)", type);
	else
		print(out, "type %u", type);
}

void print_row(const struct sink *out, phys_addr_t base, phys_addr_t size)
{
	char room[HUMAN_SIZE];

	print(out, "  " RANGE_FORMAT " %10s", RANGE_ARGS(base, size),
	      human_size(room, size));
}

void print_index_row(const struct sink *out,
		     const struct conversion *conversion, size_t index)
{
	struct range range = convert_range(conversion, index);
	struct efi_memory_desc desc;
	char room[HUMAN_SIZE];

	efimap_get(&conversion->capture->map, index, &desc);
	print(out, "  #%-3zu " RANGE_FORMAT " %9s  ", index,
	      RANGE_ARGS(range.base, range.size), human_size(room, range.size));
	print_efi_type(out, desc.type);
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

phys_addr_t nomap_above_cap(const struct conversion *conversion)
{
	const struct convert_settings *settings = conversion->settings;
	phys_addr_t counted = 0, kept = 0;
	const struct memblock_region *r;

	if (settings->mem == MEM_NONE)
		return 0;
	for_each_memblock_type_region(&conversion->mb.memory, r) {
		phys_addr_t base =
			settings->mem_kind == MEM_AMOUNT ? counted : r->base;
		phys_addr_t end = base + r->size;

		if (r->flags & MEMBLOCK_NOMAP && end > settings->mem)
			kept += end - phys_max(base, settings->mem);
		counted += r->size;
	}
	return kept;
}
