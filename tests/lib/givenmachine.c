/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givenmachine.h"

#include <string.h>

/* As from GetMemoryMap: in any order, with anomalies and unknown types. */
static const struct efi_memory_desc descs[] = {
	{ .type = EFI_BOOT_SERVICES_CODE, .num_pages = 1, .attribute = 0xf },
	{ .type = EFI_CONVENTIONAL_MEMORY,
	  .phys_addr = 0x1000,
	  .num_pages = 0x9f,
	  .attribute = 0xf },
	{ .type = EFI_CONVENTIONAL_MEMORY,
	  .phys_addr = 0x100000,
	  .num_pages = 0x7f00,
	  .attribute = 0x4000000000100008 },
	{ .type = EFI_RUNTIME_SERVICES_DATA,
	  .phys_addr = 0x8000000,
	  .num_pages = 0x100,
	  .attribute = 0x800000000000000f },
	{ .type = EFI_UNACCEPTED_MEMORY,
	  .phys_addr = 0x100000000,
	  .num_pages = 0x40000,
	  .attribute = 0x4000f },
	{ .type = 0x70000001, .phys_addr = 0x9000000, .num_pages = 0x10 },
	{ .type = 0xffffffff,
	  .phys_addr = 0x9010000,
	  .num_pages = 0x10,
	  .attribute = UINT64_MAX },
	{ .type = 99, .phys_addr = 0x9020800, .num_pages = 1, .attribute = 8 },
	{ .type = EFI_MEMORY_MAPPED_IO,
	  .phys_addr = 0xfffffffffffff000,
	  .num_pages = 1,
	  .attribute = 0x8000000000000001 },
	{ .type = EFI_CONVENTIONAL_MEMORY,
	  .phys_addr = 0x4000,
	  .num_pages = UINT64_MAX,
	  .attribute = 8 },
	{ .type = EFI_RESERVED_MEMORY_TYPE, .phys_addr = 0xa0000 },
	{ .type = EFI_ACPI_RECLAIM_MEMORY,
	  .phys_addr = 0x7ff0000,
	  .num_pages = 0x10,
	  .attribute = 0xf },
};
#define COUNT  (sizeof(descs) / sizeof(*descs))
#define STRIDE (GIVEN_MACHINE_MAP / COUNT)

static char map[GIVEN_MACHINE_MAP];

struct capture given_odd_machine(void)
{
	memset(map, 0, sizeof(map));
	for (size_t i = 0; i < COUNT; i++)
		memcpy(map + i * STRIDE, &descs[i], sizeof(*descs));
	return (struct capture){
		.map = { map, sizeof(map), STRIDE, EFIMAP_DESC_VERSION },
		.profile = PROFILE_LINUX_X86,
		.origin = "GetMemoryMap",
		.arch = "x86_64",
		.vendor = "Ex\u00e4mple, \"Inc\" \\ 2026",
		.firmware_revision = 0xffff0001,
		.uefi_revision = 0x00020046,
		.image = { 0x7e00000, 0x21000 },
		.map_buffer = { 0x7d00000, 0x2000 },
		.tables = { { 0x7c00018, 0x610 }, { 0x7b00010, 0x60 } },
	};
}
