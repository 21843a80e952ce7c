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
		table->entries[table->cnt++] = (struct span){
			.base = base,
			.size = end - base,
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

static bool is_hit(const struct span *entry, phys_addr_t base, phys_addr_t end,
		   uint32_t type)
{
	return (type == E820_ANY || entry->type == type) && entry->base < end &&
	       base < span_end(entry);
}

/* How many pieces an edit puts behind the entries: what of each hit entry
 * sticks out on the left and on the right, and what lies in the range. */
static size_t pieces(const struct e820_table *table, phys_addr_t base,
		     phys_addr_t end, uint32_t type, bool keep)
{
	size_t n = 0;

	for (size_t i = 0; i < table->cnt; i++) {
		const struct span *entry = &table->entries[i];

		if (is_hit(entry, base, end, type))
			n += (size_t)(entry->base < base) +
			     (end < span_end(entry)) + keep;
	}
	return n;
}

/* Cuts [base, end) out of every entry of the type; where to is not 0, puts
 * an entry of that type in the place of each piece. */
static int edit(struct e820_table *table, phys_addr_t base, phys_addr_t end,
		uint32_t type, uint32_t to)
{
	size_t cnt = table->cnt, kept = 0;

	if (base == end)
		return CORE_OK;
	if (pieces(table, base, end, type, to != 0) > table->max - cnt)
		return CORE_ENOSPC;
	for (size_t i = 0; i < cnt; i++) {
		struct span entry = table->entries[i];

		if (!is_hit(&entry, base, end, type)) {
			table->entries[kept++] = entry;
			continue;
		}
		append(table, entry.base, phys_max(base, entry.base),
		       entry.type);
		append(table, phys_min(end, span_end(&entry)), span_end(&entry),
		       entry.type);
		if (to != 0)
			append(table, phys_max(base, entry.base),
			       phys_min(end, span_end(&entry)), to);
	}
	/* The pieces stand behind the old entries: close the gap. */
	memmove(table->entries + kept, table->entries + cnt,
		(table->cnt - cnt) * sizeof(*table->entries));
	table->cnt -= cnt - kept;
	return CORE_OK;
}

int e820_update(struct e820_table *table, phys_addr_t base, phys_addr_t size,
		uint32_t from, uint32_t to)
{
	return edit(table, base, clipped_end(base, size), from, to);
}

int e820_remove(struct e820_table *table, phys_addr_t base, phys_addr_t size,
		uint32_t type)
{
	return edit(table, base, clipped_end(base, size), type, 0);
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

int e820_flatten(struct e820_table *table, struct span *scratch)
{
	if (table->cnt > table->max / 2)
		return CORE_ENOSPC;
	spans_sort(table->entries, table->cnt, scratch);
	table->cnt =
		spans_flatten(scratch, table->entries, table->cnt, keep_apart);
	memcpy(table->entries, scratch, table->cnt * sizeof(*scratch));
	return CORE_OK;
}
