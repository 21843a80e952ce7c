/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The entries of one side: what each range is, sorted by class and address, and
 * joined where they touch.
 */
#include "core/base/cstring.h"
#include "core/diff/diff_internal.h"
#include "core/diff/hibernation.h"
#include "core/handoff/table.h"

int diff_class_order(struct diff_class a, struct diff_class b)
{
	if (a.kind != b.kind)
		return a.kind < b.kind ? -1 : 1;
	return (a.number > b.number) - (a.number < b.number);
}

size_t diff_max_entries(const struct conversion *conversion)
{
	size_t descriptors =
		conversion->order_cnt + conversion->reservation_cnt;
	size_t e820 = conversion->firmware_e820.cnt;

	if (hibernation_logged_count(conversion->capture) > e820)
		e820 = hibernation_logged_count(conversion->capture);
	if (conversion->mb.memory.cnt > e820)
		e820 = conversion->mb.memory.cnt;
	return descriptors > e820 ? descriptors : e820;
}

/* --- what a range is ------------------------------------------------------ */

static struct diff_class class_of_descriptor(
	const struct conversion *conversion, size_t index, uint32_t type,
	enum diff_level level)
{
	const struct policy_row *rule = convert_rule(conversion, index);

	if (level == DIFF_USE && rule->disposition == DISPOSITION_MEMORY &&
	    efi_type_among(type, EFI_TYPES_USABLE) &&
	    rule->owner != OWNER_RUNTIME)
		return (struct diff_class){ DIFF_KIND_USABLE, 0 };
	if (rule->disposition == DISPOSITION_SOFT_RESERVED)
		return (struct diff_class){ DIFF_KIND_SOFT_RESERVED, 0 };
	return (struct diff_class){ DIFF_KIND_TYPE, type };
}

static void add_descriptors(struct diff_side *side, enum diff_level level,
			    struct diff_entry *entries)
{
	const struct conversion *conversion = side->conversion;
	struct efi_memory_desc desc;

	for (size_t i = 0; i < conversion->order_cnt; i++) {
		size_t index = conversion->order[i];

		efimap_get(&conversion->capture->map, index, &desc);
		entries[side->cnt++] = (struct diff_entry){
			convert_range(conversion, index),
			class_of_descriptor(conversion, index, desc.type,
					    level),
			"",
		};
	}
}

/* What a loader or memblock.efi allocated: other owners follow from the
 * descriptors. */
static void add_owners(struct diff_side *side, struct diff_entry *entries)
{
	const struct conversion *conversion = side->conversion;

	for (size_t i = 0; i < conversion->reservation_cnt; i++) {
		const struct reservation *r = &conversion->reservations[i];
		const char *name = reservation_name(conversion, r);
		uint32_t crc = mbt_crc32((const uint8_t *)name,
					 (uint32_t)str_len(name), 0);

		if (r->owner < OWNER_FIRMWARE_TABLE)
			continue;
		entries[side->cnt++] = (struct diff_entry){
			r->range,
			{ DIFF_KIND_OWNER, crc << 8 | (uint32_t)r->owner },
			name,
		};
	}
}

/* bytes: the rows as they were logged, where they are known. */
static void add_e820(struct diff_side *side, struct diff_entry *entries,
		     bool bytes)
{
	const struct capture *capture = side->conversion->capture;
	const struct e820_table *table = &side->conversion->firmware_e820;
	size_t logged = bytes ? hibernation_logged_count(capture) : 0;

	for (size_t i = 0; i < (logged ? logged : table->cnt); i++) {
		struct e820_entry row =
			logged ? hibernation_logged_row(capture, i)
			       : table->entries[i];

		entries[side->cnt++] = (struct diff_entry){
			row.range, { DIFF_KIND_E820, row.type }, ""
		};
	}
}

static void add_memory(struct diff_side *side, struct diff_entry *entries)
{
	const struct memblock_region *region;

	for_each_mem_region(&side->conversion->mb, region)
		entries[side->cnt++] = (struct diff_entry){
			{ region->base, region->size },
			{ DIFF_KIND_MEMORY, region->flags & MEMBLOCK_NOMAP },
			"",
		};
}

/* --- order ---------------------------------------------------------------- */

/* Sorts stably by key_of(), which is in the base of ranges[]. */
static void permute(struct diff_entry *to, const struct diff_entry *from,
		    size_t cnt, struct keyed_range *ranges)
{
	keyed_sort(ranges, cnt, ranges + cnt);
	for (size_t i = 0; i < cnt; i++)
		to[i] = from[ranges[i].index];
}

static void sort(struct diff_side *side, struct diff_entry *unsorted,
		 struct keyed_range *ranges)
{
	size_t cnt = side->cnt;

	for (size_t i = 0; i < cnt; i++)
		ranges[i] = (struct keyed_range){ unsorted[i].range, 0,
						  (uint32_t)i };
	permute(side->entries, unsorted, cnt, ranges);
	for (size_t i = 0; i < cnt; i++) {
		struct diff_class class = side->entries[i].class;
		uint64_t key = (uint64_t) class.kind << 32 | class.number;

		unsorted[i] = side->entries[i];
		ranges[i] = (struct keyed_range){ { key, 0 }, 0, (uint32_t)i };
	}
	permute(side->entries, unsorted, cnt, ranges);
}

static void join(struct diff_side *side)
{
	struct diff_entry *entries = side->entries;
	size_t cnt = 0;

	for (size_t i = 0; i < side->cnt; i++) {
		struct diff_entry *last = &entries[cnt > 0 ? cnt - 1 : 0];

		if (cnt > 0 &&
		    diff_class_equal(last->class, entries[i].class) &&
		    range_end(last->range) >= entries[i].range.base)
			last->range = range_join(last->range, entries[i].range);
		else
			entries[cnt++] = entries[i];
	}
	side->cnt = cnt;
}

void diff_fill_side(struct diff_side *ret, const struct conversion *conversion,
		    enum diff_level level, bool bytes,
		    struct keyed_range *scratch, struct diff_entry *unsorted)
{
	ret->conversion = conversion;
	ret->cnt = 0;
	if (level == DIFF_SETS) {
		add_memory(ret, unsorted);
	} else if (level == DIFF_E820) {
		add_e820(ret, unsorted, bytes);
	} else {
		add_descriptors(ret, level, unsorted);
		add_owners(ret, unsorted);
	}
	sort(ret, unsorted, scratch);
	join(ret);
}
