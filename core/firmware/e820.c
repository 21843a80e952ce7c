/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The E820 table and its edits.
 */
#include "core/firmware/e820.h"

#include "core/base/cstring.h"

const char *e820_type_name(uint32_t type)
{
	switch (type) {
	case E820_RAM:
		return "usable";
	case E820_RESERVED:
		return "reserved";
	case E820_ACPI:
		return "ACPI data";
	case E820_NVS:
		return "ACPI NVS";
	case E820_UNUSABLE:
		return "unusable";
	case E820_SOFT_RESERVED:
		return "soft reserved";
	default:
		return NULL;
	}
}

static phys_addr_t clipped_end(phys_addr_t base, phys_addr_t size)
{
	return size > PHYS_ADDR_MAX - base ? PHYS_ADDR_MAX : base + size;
}

static void append(struct e820_table *table, phys_addr_t base, phys_addr_t end,
		   uint32_t type)
{
	if (base < end)
		table->entries[table->cnt++] = (struct e820_entry){
			.range = range_from_to(base, end),
			.type = type,
		};
}

int e820_add(struct e820_table *table, phys_addr_t base, phys_addr_t size,
	     uint32_t type)
{
	phys_addr_t end = clipped_end(base, size);

	if (base == end)
		return CORE_OK;
	if (table->cnt == table->max)
		return CORE_ENOSPC;
	append(table, base, end, type);
	return CORE_OK;
}

/* What an edit looks for: a range, and a type in it. */
struct target {
	struct range range;
	uint32_t type; /* or E820_ANY */
};

static bool is_hit(const struct e820_entry *entry, const struct target *target)
{
	return (target->type == E820_ANY || entry->type == target->type) &&
	       range_overlaps(entry->range, target->range);
}

/* How many entries an edit appends: the parts of each entry that lie before
 * and after the range, and with keep the part in it. */
static size_t count_parts(const struct e820_table *table,
			  const struct target *target, bool keep)
{
	struct range cut = target->range;
	size_t n = 0;

	for (size_t i = 0; i < table->cnt; i++) {
		struct range range = table->entries[i].range;

		if (is_hit(&table->entries[i], target))
			n += (size_t)(range.base < cut.base) +
			     (range_end(cut) < range_end(range)) + keep;
	}
	return n;
}

/* to 0: the part in the range is dropped. */
static void append_parts(struct e820_table *table,
			 const struct e820_entry *entry, struct range cut,
			 uint32_t to)
{
	struct range inside = range_intersect(entry->range, cut);

	append(table, entry->range.base, inside.base, entry->type);
	append(table, range_end(inside), range_end(entry->range), entry->type);
	if (to != 0)
		append(table, inside.base, range_end(inside), to);
}

/* Cuts the range out of every entry of the type; unless to is 0, puts an entry
 * of that type in the place of each part cut out. */
static int edit(struct e820_table *table, const struct target *target,
		uint32_t to)
{
	size_t cnt = table->cnt, kept = 0;

	if (count_parts(table, target, to != 0) > table->max - cnt)
		return CORE_ENOSPC;
	for (size_t i = 0; i < cnt; i++) {
		struct e820_entry entry = table->entries[i];

		if (is_hit(&entry, target))
			append_parts(table, &entry, target->range, to);
		else
			table->entries[kept++] = entry;
	}
	/* The parts follow the old entries: close the gap. */
	memmove(table->entries + kept, table->entries + cnt,
		(table->cnt - cnt) * sizeof(*table->entries));
	table->cnt -= cnt - kept;
	return CORE_OK;
}

int e820_update(struct e820_table *table, phys_addr_t base, phys_addr_t size,
		uint32_t from, uint32_t to)
{
	struct range range = range_from_to(base, clipped_end(base, size));

	return edit(table, &(struct target){ range, from }, to);
}

int e820_remove(struct e820_table *table, phys_addr_t base, phys_addr_t size,
		uint32_t type)
{
	struct range range = range_from_to(base, clipped_end(base, size));

	return edit(table, &(struct target){ range, type }, 0);
}

int e820_apply(struct e820_table *table, const struct e820_edit *edit)
{
	switch (edit->action) {
	case E820_EDIT_EXACT:
		table->cnt = 0;
		return CORE_OK;
	case E820_EDIT_ADD:
		return e820_add(table, edit->base, edit->size, edit->to);
	case E820_EDIT_CHANGE:
		return e820_update(table, edit->base, edit->size, edit->from,
				   edit->to);
	default:
		return e820_remove(table, edit->base, edit->size, edit->from);
	}
}

static bool keep_apart(uint32_t type)
{
	return type == E820_PRAM || type == E820_SOFT_RESERVED;
}

int e820_flatten(struct e820_table *table, struct keyed_range *scratch)
{
	struct keyed_range *flat;

	if (table->cnt > table->max / 2)
		return CORE_ENOSPC;
	flat = scratch + table->cnt;
	for (size_t i = 0; i < table->cnt; i++)
		scratch[i] = (struct keyed_range){
			.range = table->entries[i].range,
			.key = table->entries[i].type,
		};
	keyed_sort(scratch, table->cnt, flat);
	table->cnt = keyed_flatten(flat, scratch, table->cnt, keep_apart);
	for (size_t i = 0; i < table->cnt; i++)
		table->entries[i] = (struct e820_entry){
			.range = flat[i].range,
			.type = flat[i].key,
		};
	return CORE_OK;
}
