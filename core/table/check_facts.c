/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the firmware's map and its indexes must be, and what was loaded, is
 * there and is lost.
 */
#include "core/table/check_internal.h"

/* --- the firmware's map -------------------------------------------------- */

static bool check_stride(struct table_check *check)
{
	const struct mbt_section *map = check->sections[MBT_EFI_MAP];

	if (map && map->entry_size % 8 != 0)
		return table_fault_(check, TABLE_MAP_STRIDE, MBT_EFI_MAP, 0);
	return true;
}

static bool check_source_order(struct table_check *check)
{
	const struct mbt_section *sources = check->sections[MBT_SOURCES];
	struct efi_memory_desc desc, last = { 0 };
	uint32_t index, last_index = 0;

	for (uint32_t i = 0; mbt_entry(sources, i, &index, 4); i++) {
		if (!mbt_entry(check->sections[MBT_EFI_MAP], index, &desc,
			       sizeof(desc)) ||
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

static bool check_records(struct table_check *check)
{
	const struct mbt_section *map = check->sections[MBT_EFI_MAP];
	struct mbt_anomaly record;
	uint32_t next = 0;

	for (uint32_t i = 0; mbt_entry(check->sections[MBT_ANOMALIES], i,
				       &record, sizeof(record));
	     i++) {
		if (map == NULL || record.descriptor < next ||
		    record.descriptor >= map->count || record.anomalies == 0)
			return table_fault_(check, TABLE_RECORD_ORDER,
					    MBT_ANOMALIES, i);
		if (!table_text_good_(check, record.why))
			return table_fault_(check, TABLE_TEXT, MBT_ANOMALIES,
					    i);
		next = record.descriptor + 1;
	}
	return true;
}

bool table_check_map_(struct table_check *check)
{
	return check_stride(check) && check_source_order(check) &&
	       check_records(check);
}

/* --- facts --------------------------------------------------------------- */

static bool check_modules(struct table_check *check)
{
	struct mbt_module module;

	for (uint32_t i = 0; mbt_entry(check->sections[MBT_MODULES], i, &module,
				       sizeof(module));
	     i++) {
		if (!table_text_good_(check, module.name) ||
		    !table_text_good_(check, module.path))
			return table_fault_(check, TABLE_TEXT, MBT_MODULES, i);
		if (module.base % PAGE_SIZE_4K != 0)
			return table_fault_(check, TABLE_PAGES, MBT_MODULES, i);
		if (!table_reserved_(check, module.base, module.size))
			return table_fault_(check, TABLE_NOT_RESERVED,
					    MBT_MODULES, i);
	}
	return true;
}

static bool check_kernel(struct table_check *check)
{
	struct mbt_kernel kernel;
	struct mbt_cpu cpu;

	if (mbt_entry(check->sections[MBT_KERNEL], 0, &kernel,
		      sizeof(kernel))) {
		if (!table_text_good_(check, kernel.path))
			return table_fault_(check, TABLE_TEXT, MBT_KERNEL, 0);
		if (!table_reserved_(check, kernel.phys_base, kernel.size))
			return table_fault_(check, TABLE_NOT_RESERVED,
					    MBT_KERNEL, 0);
	}
	if (mbt_entry(check->sections[MBT_CPU], 0, &cpu, sizeof(cpu)) &&
	    (!table_reserved_(check, cpu.stack_base, cpu.stack_size) ||
	     !table_reserved_(check, cpu.page_table, PAGE_SIZE_4K)))
		return table_fault_(check, TABLE_NOT_RESERVED, MBT_CPU, 0);
	return true;
}

static bool check_itself(struct table_check *check)
{
	const struct mbt_header *header = check->header;

	if (header->phys_base % PAGE_SIZE_4K != 0)
		return table_fault_(check, TABLE_PAGES, 0, 0);
	if (header->phys_base != 0 &&
	    !table_reserved_(check, header->phys_base, header->capacity))
		return table_fault_(check, TABLE_NOT_RESERVED, 0, 0);
	return true;
}

static bool check_platform(struct table_check *check)
{
	struct mbt_platform platform;

	if (mbt_entry(check->sections[MBT_PLATFORM], 0, &platform,
		      sizeof(platform)) &&
	    (!table_text_good_(check, platform.vendor) ||
	     !table_text_good_(check, platform.arch)))
		return table_fault_(check, TABLE_TEXT, MBT_PLATFORM, 0);
	return true;
}

/* The bytes that the lines take lie within size. */
static bool framebuffer_good(const struct mbt_framebuffer *fb)
{
	uint64_t line = ((uint64_t)fb->width * fb->bits_per_pixel + 7) / 8;

	return line <= fb->pitch &&
	       (uint64_t)fb->pitch * fb->height <= fb->size &&
	       fb->size <= UINT64_MAX - fb->base;
}

static bool check_framebuffers(struct table_check *check)
{
	struct mbt_framebuffer fb;

	for (uint32_t i = 0;
	     mbt_entry(check->sections[MBT_FRAMEBUFFER], i, &fb, sizeof(fb));
	     i++)
		if (!framebuffer_good(&fb))
			return table_fault_(check, TABLE_FRAMEBUFFER,
					    MBT_FRAMEBUFFER, i);
	return true;
}

static bool check_lost(struct table_check *check)
{
	struct mbt_lost lost;

	for (uint32_t i = 0;
	     mbt_entry(check->sections[MBT_LOST], i, &lost, sizeof(lost)); i++)
		if (lost.tag == MBT_END || lost.count == 0)
			return table_fault_(check, TABLE_LOST_TAG, MBT_LOST, i);
	return true;
}

bool table_check_facts_(struct table_check *check)
{
	return check_modules(check) && check_kernel(check) &&
	       check_itself(check) && check_platform(check) &&
	       check_framebuffers(check) && check_lost(check);
}
