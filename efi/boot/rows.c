/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/rows.h"

#include "core/firmware/keyed_range.h"

/* Reservations that are not of a descriptor: low memory, the image, the
 * buffer; and what is overwritten. */
#define MORE 8

/* Where ranges overlap, the larger one wins. */
enum key {
	KEY_CUT = 1, /* RAM that is not memory, unless it is something else */
	KEY_RAM,
	KEY_PMEM,
	KEY_RESERVED,
	KEY_ACPI,
	KEY_NVS,
	KEY_UNUSABLE,
	KEY_OVERWRITTEN,
};

static enum key key_of_entry(uint32_t type)
{
	switch (type) {
	case E820_RAM:
		return KEY_RAM;
	case E820_ACPI:
		return KEY_ACPI;
	case E820_NVS:
		return KEY_NVS;
	case E820_UNUSABLE:
		return KEY_UNUSABLE;
	case E820_PMEM:
		return KEY_PMEM;
	default:
		return KEY_RESERVED;
	}
}

static uint32_t type_of_key(uint32_t key)
{
	static const uint32_t types[] = {
		[KEY_CUT] = E820_RESERVED,      [KEY_RAM] = E820_RAM,
		[KEY_PMEM] = E820_PMEM,         [KEY_RESERVED] = E820_RESERVED,
		[KEY_ACPI] = E820_ACPI,         [KEY_NVS] = E820_NVS,
		[KEY_UNUSABLE] = E820_UNUSABLE, [KEY_OVERWRITTEN] = E820_RAM,
	};

	return types[key];
}

/* Other owners are either in the E820 table by their type, or their memory is
 * the kernel's. */
static bool is_withheld(enum owner owner)
{
	return owner == OWNER_RESERVE_MEM || owner == OWNER_FIRMWARE_TABLE ||
	       owner == OWNER_UNACCEPTED || owner == OWNER_SOFT_RESERVED;
}

/* --- room -------------------------------------------------------------- */

/* A table has twice as many entries where all descriptors overlap. An edit adds
 * one entry or splits one, and the ends of both may be cut again. */
static size_t ranges_max(const struct conversion *conversion,
			 size_t descriptors, size_t loader_ranges)
{
	size_t before = 2 * descriptors;
	size_t after = 2 * (before + 2 * conversion->settings->edit_cnt);

	return before + after + descriptors + loader_ranges + EFITABLE_COUNT +
	       MORE;
}

size_t rows_max(const struct conversion *conversion, size_t descriptors,
		size_t loader_ranges)
{
	return 2 * ranges_max(conversion, descriptors, loader_ranges);
}

size_t rows_scratch(size_t rows_max)
{
	/* The ranges, and twice as many that are disjoint. */
	return (rows_max / 2 + rows_max) * sizeof(struct keyed_range);
}

/* --- the rows ---------------------------------------------------------- */

struct gathering {
	struct keyed_range *ranges;
	size_t cnt;
};

static void gather(struct gathering *to, struct range range, enum key key)
{
	if (range.size > 0)
		to->ranges[to->cnt++] = (struct keyed_range){
			.range = range,
			.key = key,
		};
}

static void gather_all(struct gathering *to, const struct conversion *c)
{
	const struct e820_table *before = &c->firmware_e820;
	const struct e820_table *after = &c->e820;

	for (size_t i = 0; i < before->cnt; i++)
		if (before->entries[i].type == E820_RAM)
			gather(to, before->entries[i].range, KEY_CUT);
	for (size_t i = 0; i < after->cnt; i++)
		gather(to, after->entries[i].range,
		       key_of_entry(after->entries[i].type));
	for (size_t i = 0; i < c->reservation_cnt; i++)
		if (is_withheld(c->reservations[i].owner))
			gather(to, c->reservations[i].range, KEY_RESERVED);
}

/* Different keys may be of one type. */
static void put_row(struct e820_table *to, struct range range, uint32_t type)
{
	struct e820_entry *last = to->entries + to->cnt - 1;

	if (to->cnt > 0 && last->type == type &&
	    range_end(last->range) == range.base)
		last->range.size += range.size;
	else
		to->entries[to->cnt++] = (struct e820_entry){ range, type };
}

void rows_make(struct e820_table *ret, const struct conversion *conversion,
	       struct range overwritten, void *scratch)
{
	struct gathering all = { .ranges = scratch };
	struct keyed_range *flat;
	size_t cnt;

	gather_all(&all, conversion);
	gather(&all, overwritten, KEY_OVERWRITTEN);
	flat = all.ranges + all.cnt;
	keyed_sort(all.ranges, all.cnt, flat);
	cnt = keyed_flatten(flat, all.ranges, all.cnt, NULL);
	ret->cnt = 0;
	for (size_t i = 0; i < cnt; i++)
		put_row(ret, flat[i].range, type_of_key(flat[i].key));
}
