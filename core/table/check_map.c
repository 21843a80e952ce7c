/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Checks the firmware's memory map, the sections that index it, and the
 * sections that consist of text.
 */
#include "core/table/check_internal.h"

bool table_check_map(struct table_check *check,
		     const struct mbt_section *section)
{
	if (section->entry_size % 8 != 0)
		return table_fault_(check, TABLE_MAP_STRIDE, MBT_EFI_MAP, 0);
	return true;
}

/* By address; those that start at the same address in the order of the map. */
bool table_check_sources(struct table_check *check,
			 const struct mbt_section *section)
{
	const struct mbt_section *map = check->sections[MBT_EFI_MAP];
	struct efi_memory_desc desc, last = { 0 };
	uint32_t index, last_index = 0;

	for (uint32_t i = 0; mbt_get_entry(section, i, &index, sizeof(index));
	     i++) {
		if (!mbt_get_entry(map, index, &desc, sizeof(desc)) ||
		    (i > 0 && (desc.phys_addr < last.phys_addr ||
			       (desc.phys_addr == last.phys_addr &&
				index <= last_index))))
			return table_fault_(check, TABLE_SOURCE_ORDER,
					    MBT_SOURCES, i);
		last = desc;
		last_index = index;
	}
	return true;
}

bool table_check_anomalies(struct table_check *check,
			   const struct mbt_section *section)
{
	const struct mbt_section *map = check->sections[MBT_EFI_MAP];
	struct mbt_anomaly anomaly;
	uint32_t next = 0;

	for (uint32_t i = 0;
	     mbt_get_entry(section, i, &anomaly, sizeof(anomaly)); i++) {
		if (map == NULL || anomaly.descriptor < next ||
		    anomaly.descriptor >= map->count || anomaly.anomalies == 0)
			return table_fault_(check, TABLE_ANOMALY_ORDER,
					    MBT_ANOMALIES, i);
		if (!table_text_good_(check, anomaly.why))
			return table_fault_(check, TABLE_STRING, MBT_ANOMALIES,
					    i);
		next = anomaly.descriptor + 1;
	}
	return true;
}

/* --- texts --------------------------------------------------------------- */

bool table_check_strings(struct table_check *check,
			 const struct mbt_section *section)
{
	const char *text = (const char *)(section + 1);

	if (section->count == 0 || text[0] != '\0' ||
	    text[section->count - 1] != '\0')
		return table_fault_(check, TABLE_NUL, MBT_STRINGS, 0);
	return true;
}

bool table_check_cmdline(struct table_check *check,
			 const struct mbt_section *section)
{
	const char *text = (const char *)(section + 1);

	for (uint32_t i = 0; i < section->count; i++)
		if ((text[i] == '\0') != (i + 1 == section->count))
			return table_fault_(check, TABLE_NUL, MBT_CMDLINE, i);
	return true;
}
