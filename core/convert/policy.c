/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The tables. The order of rows matters: the first match decides.
 */
#include "core/convert/policy.h"

#include "core/firmware/e820.h"

#define CACHEABLE (EFI_ATTR_WB | EFI_ATTR_WT | EFI_ATTR_WC)
#define STUB      "Linux x86-stub.c setup_e820()"
#define EFI_INIT  "Linux efi-init.c reserve_regions()"
#define OURS      "memblock-efi"

/* clang-format off: a table is read by its columns */

static const struct policy_row x86_rows[] = {
	/* types, attr_any, attr_none, fate, e820, owner, why, source */
	{ EFI_MEMORY_MAPPED_IO, EFI_MEMORY_MAPPED_IO_PORT_SPACE, 0, 0,
	  FATE_IGNORED, E820_RESERVED, OWNER_NONE,
	  "device registers, even where firmware calls them cacheable", STUB },
	{ EFI_LOADER_CODE, EFI_BOOT_SERVICES_DATA, EFI_ATTR_SP, 0,
	  FATE_SOFT_RESERVED, E820_SOFT_RESERVED, OWNER_SOFT_RESERVED,
	  "special purpose memory waits for its driver", STUB },
	{ EFI_CONVENTIONAL_MEMORY, EFI_CONVENTIONAL_MEMORY, EFI_ATTR_SP, 0,
	  FATE_SOFT_RESERVED, E820_SOFT_RESERVED, OWNER_SOFT_RESERVED,
	  "special purpose memory waits for its driver", STUB },
	{ EFI_LOADER_CODE, EFI_BOOT_SERVICES_DATA, EFI_ATTR_RUNTIME, 0,
	  FATE_MEMORY, E820_RAM, OWNER_RUNTIME,
	  "memory for Linux, but firmware says it uses it at runtime", OURS },
	{ EFI_CONVENTIONAL_MEMORY, EFI_CONVENTIONAL_MEMORY, EFI_ATTR_RUNTIME, 0,
	  FATE_MEMORY, E820_RAM, OWNER_RUNTIME,
	  "memory for Linux, but firmware says it uses it at runtime", OURS },
	{ EFI_BOOT_SERVICES_CODE, EFI_BOOT_SERVICES_DATA, 0, 0,
	  FATE_MEMORY, E820_RAM, OWNER_BOOT_SERVICES,
	  "free once firmware is done with it, which some is late",
	  STUB ", efi_reserve_boot_services()" },
	{ EFI_LOADER_CODE, EFI_LOADER_DATA, 0, 0,
	  FATE_MEMORY, E820_RAM, OWNER_NONE,
	  "the loader's own, free for a kernel that needs no loader", STUB },
	{ EFI_CONVENTIONAL_MEMORY, EFI_CONVENTIONAL_MEMORY, 0, 0,
	  FATE_MEMORY, E820_RAM, OWNER_NONE, "free memory", STUB },
	{ EFI_UNACCEPTED_MEMORY, EFI_UNACCEPTED_MEMORY, 0, 0,
	  FATE_MEMORY, E820_RAM, OWNER_UNACCEPTED,
	  "memory that a confidential guest must accept before use",
	  STUB " with CONFIG_UNACCEPTED_MEMORY" },
	{ EFI_RUNTIME_SERVICES_CODE, EFI_RUNTIME_SERVICES_DATA, 0, 0,
	  FATE_KEPT, E820_RESERVED, OWNER_NONE,
	  "firmware runs in it for as long as the machine does", STUB },
	{ EFI_ACPI_RECLAIM_MEMORY, EFI_ACPI_RECLAIM_MEMORY, 0, 0,
	  FATE_KEPT, E820_ACPI, OWNER_NONE,
	  "holds the ACPI tables; Linux on x86 never takes it back", STUB },
	{ EFI_ACPI_MEMORY_NVS, EFI_ACPI_MEMORY_NVS, 0, 0,
	  FATE_KEPT, E820_NVS, OWNER_NONE,
	  "firmware's, also across sleep", STUB },
	{ EFI_UNUSABLE_MEMORY, EFI_UNUSABLE_MEMORY, 0, 0,
	  FATE_KEPT, E820_UNUSABLE, OWNER_NONE,
	  "memory in which errors were found", STUB },
	{ EFI_PERSISTENT_MEMORY, EFI_PERSISTENT_MEMORY, 0, 0,
	  FATE_KEPT, E820_PMEM, OWNER_NONE,
	  "holds somebody's data: a driver decides", STUB },
	{ EFI_RESERVED_MEMORY_TYPE, EFI_RESERVED_MEMORY_TYPE, EFI_ATTR_WB, 0,
	  FATE_KEPT, E820_RESERVED, OWNER_NONE,
	  "cacheable, so memory that firmware holds back", STUB },
	{ EFI_RESERVED_MEMORY_TYPE, EFI_RESERVED_MEMORY_TYPE, 0, 0,
	  FATE_IGNORED, E820_RESERVED, OWNER_NONE,
	  "not cacheable: an address range rather than memory", STUB },
	{ EFI_PAL_CODE, EFI_PAL_CODE, EFI_ATTR_WB, 0,
	  FATE_KEPT, E820_RESERVED, OWNER_NONE,
	  "processor firmware (Itanium)", STUB },
	{ EFI_PAL_CODE, EFI_PAL_CODE, 0, 0,
	  FATE_IGNORED, E820_RESERVED, OWNER_NONE,
	  "processor firmware (Itanium), not cacheable", STUB },
	{ EFI_MEMORY_TYPE_COUNT, UINT32_MAX, EFI_ATTR_WB, 0,
	  FATE_KEPT, 0, OWNER_NONE,
	  "a type of an OEM's or a loader's own: only they know", STUB },
	{ 0, UINT32_MAX, 0, 0,
	  FATE_IGNORED, 0, OWNER_NONE,
	  "a type of an OEM's or a loader's own, not cacheable", STUB },
};

static const struct policy_row arm64_rows[] = {
	{ EFI_MEMORY_MAPPED_IO, EFI_MEMORY_MAPPED_IO_PORT_SPACE, 0, CACHEABLE,
	  FATE_IGNORED, E820_RESERVED, OWNER_NONE,
	  "device registers", EFI_INIT },
	{ EFI_LOADER_CODE, EFI_ACPI_MEMORY_NVS, 0, CACHEABLE,
	  FATE_KEPT, E820_RESERVED, OWNER_NONE,
	  "memory by its type, but not cacheable: Linux leaves it alone",
	  EFI_INIT },
	{ 0, UINT32_MAX, 0, CACHEABLE,
	  FATE_IGNORED, E820_RESERVED, OWNER_NONE,
	  "not cacheable: no memory", EFI_INIT },
	{ 0, UINT32_MAX, EFI_ATTR_SP, 0,
	  FATE_SOFT_RESERVED, E820_SOFT_RESERVED, OWNER_NONE,
	  "special purpose memory waits for its driver", EFI_INIT },
	{ EFI_ACPI_RECLAIM_MEMORY, EFI_ACPI_RECLAIM_MEMORY, 0, EFI_ATTR_WB,
	  FATE_NOMAP, E820_ACPI, OWNER_ACPI,
	  "holds the ACPI tables, but not cacheable write-back: reserved too",
	  EFI_INIT },
	{ 0, UINT32_MAX, 0, EFI_ATTR_WB,
	  FATE_NOMAP, E820_RESERVED, OWNER_NONE,
	  "not cacheable write-back: never mapped as memory", EFI_INIT },
	{ EFI_ACPI_RECLAIM_MEMORY, EFI_ACPI_RECLAIM_MEMORY, 0, 0,
	  FATE_MEMORY, E820_ACPI, OWNER_ACPI,
	  "holds the ACPI tables: mapped, but reserved", EFI_INIT },
	{ EFI_LOADER_CODE, EFI_BOOT_SERVICES_DATA, EFI_ATTR_RUNTIME, 0,
	  FATE_MEMORY, E820_RAM, OWNER_RUNTIME,
	  "memory for Linux, but firmware says it uses it at runtime", OURS },
	{ EFI_CONVENTIONAL_MEMORY, EFI_CONVENTIONAL_MEMORY, EFI_ATTR_RUNTIME, 0,
	  FATE_MEMORY, E820_RAM, OWNER_RUNTIME,
	  "memory for Linux, but firmware says it uses it at runtime", OURS },
	{ EFI_LOADER_CODE, EFI_BOOT_SERVICES_DATA, 0, 0,
	  FATE_MEMORY, E820_RAM, OWNER_NONE,
	  "free once boot services have ended", EFI_INIT },
	{ EFI_CONVENTIONAL_MEMORY, EFI_CONVENTIONAL_MEMORY, 0, 0,
	  FATE_MEMORY, E820_RAM, OWNER_NONE, "free memory", EFI_INIT },
	{ EFI_PERSISTENT_MEMORY, EFI_PERSISTENT_MEMORY, 0, 0,
	  FATE_MEMORY, E820_PMEM, OWNER_NONE,
	  "cacheable: memory like any other for Linux on arm64", EFI_INIT },
	{ 0, UINT32_MAX, 0, 0,
	  FATE_NOMAP, E820_RESERVED, OWNER_NONE,
	  "firmware's: in memory, but never mapped", EFI_INIT },
};

/* clang-format on */

static const struct {
	const struct policy_row *rows;
	size_t count;
} tables[PROFILE_COUNT] = {
	[PROFILE_LINUX_X86] = { x86_rows,
				sizeof(x86_rows) / sizeof(*x86_rows) },
	[PROFILE_LINUX_ARM64] = { arm64_rows,
				  sizeof(arm64_rows) / sizeof(*arm64_rows) },
};

const struct policy_row *policy_rows(enum profile profile, size_t *ret_count)
{
	*ret_count = tables[profile].count;
	return tables[profile].rows;
}

static bool matches(const struct policy_row *row, uint32_t type,
		    uint64_t attribute)
{
	return type >= row->type_first && type <= row->type_last &&
	       (row->attr_any == 0 || (attribute & row->attr_any)) &&
	       !(attribute & row->attr_none);
}

const struct policy_row *policy_find(enum profile profile, uint32_t type,
				     uint64_t attribute)
{
	const struct policy_row *row = tables[profile].rows;

	/* The last row matches everything. */
	while (!matches(row, type, attribute))
		row++;
	return row;
}
