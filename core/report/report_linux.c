/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The two formats that Linux prints: the dump of memblock=debug and the E820
 * tables at the start of a boot on x86.
 */
#include "core/report/parts.h"

/* Linux's memblock_dump(): a tab, inclusive ends, flags always. */
static void print_set(const struct sink *out, const struct memblock_type *type)
{
	print(out, " %s.cnt  = %#zx\n", type->name, type->cnt);
	for (size_t i = 0; i < type->cnt; i++) {
		const struct memblock_region *r = &type->regions[i];

		print(out, " %s[%#zx]\t[" RANGE_FORMAT "], 0x%016jx bytes",
		      type->name, i, RANGE_ARGS(r->base, r->size),
		      (uintmax_t)r->size);
		if (r->nid != NUMA_NO_NODE)
			print(out, " on node %d", r->nid);
		print(out, " flags: %#x\n", r->flags);
	}
}

void report_memblock(const struct sink *out, const struct memblock *mb)
{
	print(out,
	      "MEMBLOCK configuration:\n"
	      " memory size = 0x%016jx reserved size = 0x%016jx\n",
	      (uintmax_t)mb->memory.total_size,
	      (uintmax_t)mb->reserved.total_size);
	print_set(out, &mb->memory);
	print_set(out, &mb->reserved);
	print_set(out, &mb->physmap);
}

void report_linux(const struct sink *out, const struct conversion *conversion)
{
	report_memblock(out, &conversion->mb);
}

void report_e820_rows(const struct sink *out, const char *who,
		      const struct e820_table *table)
{
	for (size_t i = 0; i < table->cnt; i++) {
		const struct e820_entry *entry = &table->entries[i];

		print(out, "%s: [mem 0x%016jx-0x%016jx] ", who,
		      RANGE_ARGS(entry->range.base, entry->range.size));
		print_e820_type(out, entry->type);
		print_str(out, "\n");
	}
}

void report_e820(const struct sink *out, const struct conversion *conversion)
{
	const struct convert_settings *settings = conversion->settings;

	print_str(out, "BIOS-provided physical RAM map:\n");
	report_e820_rows(out, "BIOS-e820", &conversion->firmware_e820);
	if (settings->profile != PROFILE_LINUX_X86 || settings->edit_cnt == 0)
		return;
	print_str(out, "user-defined physical RAM map:\n");
	report_e820_rows(out, "user", &conversion->e820);
}
