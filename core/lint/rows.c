/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How the checks look at descriptors and sets.
 */
#include "core/lint/lint_internal.h"

size_t lint_rows(const struct lint *lint)
{
	return efimap_count(&lint->capture->map);
}

struct lint_desc lint_desc(const struct lint *lint, size_t row)
{
	const struct conversion *conversion = lint->conversion;
	struct lint_desc one = {
		.row = row,
		.range = convert_range(conversion, row),
		.anomalies = conversion->classifications[row].anomalies,
	};

	efimap_get(&lint->capture->map, row, &one.desc);
	return one;
}

bool lint_next(const struct lint *lint, size_t *at, struct lint_desc *ret)
{
	if (*at == lint->conversion->order_cnt)
		return false;
	*ret = lint_desc(lint, lint->conversion->order[(*at)++]);
	return true;
}

phys_addr_t lint_covered(const struct memblock_type *set, struct range range)
{
	phys_addr_t size = 0;

	for (size_t i = 0; i < set->cnt; i++) {
		const struct memblock_region *region = &set->regions[i];
		struct range its = { region->base, region->size };

		size += range_intersect(its, range).size;
	}
	return size;
}

struct lint_free lint_free_in(const struct memblock *mb, struct range range)
{
	struct lint_free free = { 0 };
	struct memblock_range one;

	for_each_free_mem_range(mb, &memblock_mapped, &one) {
		phys_addr_t size =
			range_intersect(range_from_to(one.base, one.end), range)
				.size;

		free.size += size;
		free.largest = phys_max(free.largest, size);
	}
	return free;
}
