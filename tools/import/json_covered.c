/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whether the descriptors of our JSON are all that it was written with: its set
 * physmap, which is not read, has no memory that they lack. With memmap= it may
 * have some, and with larger pages.
 */
#include <stdlib.h>

#include "core/base/range.h"
#include "tools/import/json_members.h"
#include "tools/memory.h"

#define LARGEST_PAGE ((phys_addr_t)1 << 16) /* of Linux on arm64 */

static int by_base(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return (x->base > y->base) - (x->base < y->base);
}

/* The ranges of all descriptors, in ascending order; the caller frees them. */
static struct range *ranges_of(const struct efimap *map)
{
	size_t cnt = efimap_count(map);
	struct range *ranges = memory_resize(NULL, cnt, sizeof(*ranges));

	for (size_t i = 0; i < cnt; i++) {
		struct efi_memory_desc desc;
		phys_addr_t end;

		efimap_get(map, i, &desc);
		end = desc.phys_addr + (desc.num_pages << PAGE_SHIFT_4K);
		if (desc.num_pages > (PHYS_ADDR_MAX - desc.phys_addr) >>
		    PAGE_SHIFT_4K)
			end = PHYS_ADDR_MAX;
		ranges[i] = range_from_to(desc.phys_addr, end);
	}
	qsort(ranges, cnt, sizeof(*ranges), by_base);
	return ranges;
}

/* The first address of what, which follows those that were looked for before,
 * that none of ranges[cnt] has; its end: all are there. */
static phys_addr_t first_missing(const struct range *ranges, size_t cnt,
				 size_t *next, phys_addr_t *reached,
				 struct range what)
{
	while (*next < cnt &&
	       ranges[*next].base <= phys_max(*reached, what.base)) {
		*reached = phys_max(*reached, range_end(ranges[*next]));
		++*next;
		if (*reached >= range_end(what))
			break;
	}
	return phys_min(phys_max(*reached, what.base), range_end(what));
}

/* Less than the largest page may be missing at the end: rows in bytes, which
 * shrink to whole pages. */
static bool is_covered(struct capture_range set, phys_addr_t missing)
{
	phys_addr_t left = set.base + set.size - missing;

	return left == 0 || (missing > set.base && left < LARGEST_PAGE);
}

static bool is_plain(const json_t *root)
{
	const json_t *options = json_object_get(root, "options");
	const json_t *page = json_object_get(options, "page_size");

	return json_array_size(json_object_get(options, "edits")) == 0 &&
	       json_integer_value(page) == PAGE_SIZE_4K;
}

bool json_is_covered(const struct member_reader *r, const json_t *root,
		     const struct efimap *map)
{
	const json_t *sets = json_object_get(root, "physmap");
	size_t cnt = json_array_size(sets), next = 0;
	struct range *ranges;
	phys_addr_t reached = 0, missing;
	bool covered = true;

	if (!is_plain(root) || cnt == 0)
		return true;
	ranges = ranges_of(map);
	for (size_t i = 0; i < cnt && covered; i++) {
		const json_t *object = json_array_get(sets, i);
		struct capture_range set = { 0 };

		if (!member_hex(r, object, "base", UINT64_MAX, &set.base) ||
		    !member_hex(r, object, "size", UINT64_MAX, &set.size))
			break;
		missing = first_missing(ranges, efimap_count(map), &next,
					&reached,
					(struct range){ set.base, set.size });
		covered = is_covered(set, missing);
		if (!covered)
			print(r->messages,
			      "%s: note: no descriptor has 0x%jx, which is in "
			      "physmap: descriptors are missing\n",
			      r->name, (uintmax_t)missing);
	}
	free(ranges);
	return covered;
}
