/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/report/export.h"

/* The character before the base, '\0' for types that have none. */
static char sign_of(uint32_t type)
{
	switch (type) {
	case E820_RAM:
		return '@';
	case E820_RESERVED:
		return '$';
	case E820_ACPI:
		return '#';
	case E820_PRAM:
		return '!';
	default:
		return '\0';
	}
}

void export_memmap(const struct sink *out, const struct e820_table *table)
{
	print_str(out, "memmap=exactmap\n");
	for (size_t i = 0; i < table->cnt; i++) {
		const struct e820_entry *entry = &table->entries[i];
		char sign = sign_of(entry->type);

		print(out, "memmap=0x%jx%c0x%jx", (uintmax_t)entry->range.size,
		      sign ? sign : '%', (uintmax_t)entry->range.base);
		if (!sign)
			print(out, "+%#x", entry->type);
		print_str(out, "\n");
	}
}
