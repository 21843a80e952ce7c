/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Checks the sections that describe the machine, what was loaded, and what is
 * missing.
 */
#include "core/table/check_internal.h"

bool table_check_platform(struct table_check *check,
			  const struct mbt_section *section)
{
	struct mbt_platform platform;

	mbt_get_entry(section, 0, &platform, sizeof(platform));
	if (!table_text_good_(check, platform.vendor) ||
	    !table_text_good_(check, platform.arch))
		return table_fault_(check, TABLE_STRING, MBT_PLATFORM, 0);
	return true;
}

bool table_check_cpu(struct table_check *check,
		     const struct mbt_section *section)
{
	struct mbt_cpu cpu;

	mbt_get_entry(section, 0, &cpu, sizeof(cpu));
	if (!table_reserved_(check, cpu.stack_base, cpu.stack_size) ||
	    !table_reserved_(check, cpu.page_table, PAGE_SIZE_4K))
		return table_fault_(check, TABLE_NOT_RESERVED, MBT_CPU, 0);
	return true;
}

bool table_check_kernel(struct table_check *check,
			const struct mbt_section *section)
{
	struct mbt_kernel kernel;

	mbt_get_entry(section, 0, &kernel, sizeof(kernel));
	if (!table_text_good_(check, kernel.path))
		return table_fault_(check, TABLE_STRING, MBT_KERNEL, 0);
	if (!table_reserved_(check, kernel.phys_base, kernel.size))
		return table_fault_(check, TABLE_NOT_RESERVED, MBT_KERNEL, 0);
	return true;
}

bool table_check_modules(struct table_check *check,
			 const struct mbt_section *section)
{
	struct mbt_module module;

	for (uint32_t i = 0; mbt_get_entry(section, i, &module, sizeof(module));
	     i++) {
		if (!table_text_good_(check, module.name) ||
		    !table_text_good_(check, module.path) ||
		    !table_text_good_(check, module.cmdline))
			return table_fault_(check, TABLE_STRING, MBT_MODULES,
					    i);
		if (module.base % PAGE_SIZE_4K != 0)
			return table_fault_(check, TABLE_NOT_ALIGNED,
					    MBT_MODULES, i);
		if (!table_reserved_(check, module.base, module.size))
			return table_fault_(check, TABLE_NOT_RESERVED,
					    MBT_MODULES, i);
	}
	return true;
}

/* Whether the lines fit into the framebuffer's size. */
static bool framebuffer_good(const struct mbt_framebuffer *fb)
{
	uint64_t line = ((uint64_t)fb->width * fb->bits_per_pixel + 7) / 8;

	return line <= fb->pitch &&
	       (uint64_t)fb->pitch * fb->height <= fb->size &&
	       fb->size <= UINT64_MAX - fb->base;
}

bool table_check_framebuffers(struct table_check *check,
			      const struct mbt_section *section)
{
	struct mbt_framebuffer fb;

	for (uint32_t i = 0; mbt_get_entry(section, i, &fb, sizeof(fb)); i++)
		if (!framebuffer_good(&fb))
			return table_fault_(check, TABLE_FRAMEBUFFER,
					    MBT_FRAMEBUFFER, i);
	return true;
}

bool table_check_edid(struct table_check *check,
		      const struct mbt_section *section)
{
	if (section->count % 128 != 0)
		return table_fault_(check, TABLE_EDID, MBT_EDID, 0);
	return true;
}

bool table_check_boot(struct table_check *check,
		      const struct mbt_section *section)
{
	struct mbt_boot boot;

	mbt_get_entry(section, 0, &boot, sizeof(boot));
	if (!table_text_good_(check, boot.loader) ||
	    !table_text_good_(check, boot.loader_version))
		return table_fault_(check, TABLE_STRING, MBT_BOOT, 0);
	return true;
}

bool table_check_symbols(struct table_check *check,
			 const struct mbt_section *section)
{
	struct mbt_symbols symbols;

	mbt_get_entry(section, 0, &symbols, sizeof(symbols));
	if (!table_reserved_(check, symbols.base, symbols.size) ||
	    !table_reserved_(check, symbols.strings, symbols.strings_size))
		return table_fault_(check, TABLE_NOT_RESERVED, MBT_SYMBOLS, 0);
	return true;
}

bool table_check_processors(struct table_check *check,
			    const struct mbt_section *section)
{
	struct mbt_processor p;
	uint32_t i = 0, boot = 0;

	for (; mbt_get_entry(section, i, &p, sizeof(p)); i++) {
		bool parked = !(p.flags & MBT_PROCESSOR_BOOT);

		boot += !parked;
		if (parked != (p.mailbox != 0) || p.mailbox % 8 != 0)
			break;
		if (!table_reserved_(check, p.stack_base, p.stack_size) ||
		    !table_reserved_(check, p.mailbox,
				     parked * sizeof(struct mbt_mailbox)))
			return table_fault_(check, TABLE_NOT_RESERVED,
					    MBT_PROCESSORS, i);
	}
	if (i == section->count && boot == 1)
		return true;
	return table_fault_(check, TABLE_PROCESSOR, MBT_PROCESSORS, i);
}

bool table_check_lost(struct table_check *check,
		      const struct mbt_section *section)
{
	struct mbt_lost lost;

	for (uint32_t i = 0; mbt_get_entry(section, i, &lost, sizeof(lost));
	     i++)
		if (lost.tag == MBT_END || lost.count == 0)
			return table_fault_(check, TABLE_LOST_TAG, MBT_LOST, i);
	return true;
}

/* docs/table.md has no rule for the entries. */
bool table_check_nothing(struct table_check *check,
			 const struct mbt_section *section)
{
	(void)check;
	(void)section;
	return true;
}
