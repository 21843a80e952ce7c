/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Last step: the sets are final, as they are when Linux reads the SRAT.
 */
#include "core/convert/convert_internal.h"

/* On x86 Linux puts up with so much memory without a node (numa.c), on arm64
 * with none (arch_numa.c). */
#define UNCOVERED_X86 0x100000

struct acpi_tables convert_tables(const struct conversion *conversion)
{
	return conversion->settings->numa ? conversion->capture->acpi
					  : (struct acpi_tables){ 0 };
}

int convert_nodes(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	struct acpi_tables tables = convert_tables(conversion);
	bool x86 = conversion->settings->profile == PROFILE_LINUX_X86;

	return numa_apply(&conversion->numa, &conversion->mb, &tables,
			  x86 ? UNCOVERED_X86 : 0, &work->numa);
}
