/* SPDX-License-Identifier: BSD-2-Clause */
/* A firmware's map of one descriptor: 1 MiB of ConventionalMemory at 1 MiB. */
#include <stdlib.h>

#include "core/firmware/efimap.h"

static struct efi_memory_desc map[] = {
	{ .type = EFI_CONVENTIONAL_MEMORY,
	  .phys_addr = 0x100000,
	  .num_pages = 256,
	  .attribute = EFI_ATTR_WB },
};

static void *pages_for(size_t bytes)
{
	return malloc(bytes);
}

int main(void)
{
	const void *descriptors = map;
	const size_t size = sizeof(map), desc_size = sizeof(*map);
	const uint32_t desc_version = 1;

	/* EXAMPLE */
	return status || memblock_phys_mem_size(&conversion.mb) != 0x100000;
}
