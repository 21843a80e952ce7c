/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/invariant.h"

#include <stdlib.h>

static const char *broken_table(const struct e820_table *table)
{
	for (size_t i = 0; i < table->cnt; i++) {
		const struct e820_entry *entry = &table->entries[i];

		struct range range = entry->range;

		if (range.size == 0 || range.size > PHYS_ADDR_MAX - range.base)
			return "an E820 entry is empty or wraps";
		if (i > 0 && range_end(entry[-1].range) > range.base)
			return "E820 entries are not sorted and disjoint";
	}
	return "";
}

/* The same bytes, regardless of flags. */
static bool same_bytes(const struct memblock_type *a,
		       const struct memblock_type *b)
{
	struct memblock_range outside = MEMBLOCK_RANGE_START;

	return a->total_size == b->total_size &&
	       !memblock_next_range(a, b, NULL, &outside);
}

/* Reservations are sorted, have owners, and cover exactly the reserved set. */
static const char *broken_list(const struct conversion *c,
			       const struct reservation *list, size_t cnt,
			       bool disjoint)
{
	struct memblock_region *room = calloc(cnt + 1, sizeof(*room));
	const char *broken = "";
	struct memblock_type sum;

	memblock_type_init(&sum, "sum", room, cnt + 1);
	for (size_t i = 0; i < cnt; i++) {
		struct range range = list[i].range;

		if (memblock_add_range(&sum, range.base, range.size,
				       NUMA_NO_NODE, 0))
			broken = "a claim is empty or wraps";
		if (i > 0 && list[i - 1].range.base > range.base)
			broken = "claims are not sorted";
		if (i > 0 && disjoint &&
		    range_end(list[i - 1].range) > range.base)
			broken = "a page has two owners";
		if (list[i].owner == OWNER_NONE || list[i].owner >= OWNER_COUNT)
			broken = "a claim has no owner";
		if (list[i].loader_range != NO_LOADER_RANGE &&
		    list[i].loader_range >= c->capture->loader_range_cnt)
			broken = "a claim was never held";
	}
	if (!same_bytes(&sum, &c->mb.reserved))
		broken = "reserved is not the sum of the claims";
	free(room);
	return broken;
}

static const char *broken_classifications(const struct conversion *c)
{
	size_t count = efimap_count(&c->capture->map), anomalous = 0, rules;

	policy_rows(c->settings->profile, &rules);
	for (size_t i = 0; i < count; i++) {
		if (c->classifications[i].rule >= rules ||
		    c->classifications[i].anomalies >> ANOMALY_COUNT)
			return "a classification without a rule or with "
			       "unknown anomalies";
		anomalous += c->classifications[i].anomalies != 0;
	}
	return anomalous == c->anomalous ? "" : "anomalous is miscounted";
}

/* Adjacent regions may meet within a page: the SRAT defines where a node ends.
 */
static bool has_odd_bytes(const struct memblock_type *type, uint32_t page)
{
	phys_addr_t end = 0;

	for (size_t i = 0; i < type->cnt; i++) {
		const struct memblock_region *r = &type->regions[i];

		if (r->base != end && (r->base | end) % page)
			return true;
		end = r->base + r->size;
	}
	return end % page != 0;
}

/* The node of each region is in the SRAT. */
static bool has_foreign_nodes(const struct conversion *c,
			      const struct memblock_type *type)
{
	const struct memblock_region *r;

	for_each_memblock_type_region(type, r)
		if (r->nid != NUMA_NO_NODE &&
		    (r->nid < 0 || (size_t)r->nid >= c->numa.node_cnt))
			return true;
	return false;
}

const char *broken_invariant(const struct conversion *c)
{
	const char *broken =
		broken_list(c, c->reservations, c->reservation_cnt, false);
	uint32_t page = c->settings->page_size;

	if (memblock_validate(&c->mb))
		return "memblock_validate() found the sets broken";
	if (has_odd_bytes(&c->mb.memory, page) ||
	    has_odd_bytes(&c->mb.reserved, page) ||
	    has_odd_bytes(&c->mb.physmap, (uint32_t)PAGE_SIZE_4K))
		return "a set holds parts of pages";
	if (has_foreign_nodes(c, &c->mb.memory) ||
	    has_foreign_nodes(c, &c->mb.reserved))
		return "a region has a node that is not there";
	if (*broken == '\0')
		broken =
			broken_list(c, c->page_owners, c->page_owner_cnt, true);
	if (*broken == '\0')
		broken = broken_classifications(c);
	if (*broken == '\0')
		broken = broken_table(&c->firmware_e820);
	if (*broken == '\0')
		broken = broken_table(&c->e820);
	return broken;
}
