/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The tables of the policy, and the names of what it decides. The order of rows
 * matters: the first match decides.
 */
#include "core/convert/policy.h"

#include "core/firmware/e820.h"

#define DEVICES                               \
	(EFI_TYPE_BIT(EFI_MEMORY_MAPPED_IO) | \
	 EFI_TYPE_BIT(EFI_MEMORY_MAPPED_IO_PORT_SPACE))
/* Types 1 to 10. */
#define MEMORY    (EFI_TYPE_BIT(EFI_ACPI_MEMORY_NVS + 1) - EFI_TYPE_BIT(1))
#define CACHEABLE (EFI_ATTR_WB | EFI_ATTR_WT | EFI_ATTR_WC)
#define STUB      "Linux x86-stub.c setup_e820()"
#define EFI_INIT  "Linux efi-init.c reserve_regions()"
#define OURS      "memblock-efi"

/* Aligned by hand: a table is read by its columns. */
/* clang-format off */

static const struct policy_row x86_rows[] = {
	/* attr_any, attr_none, types, disposition, e820, owner, why, source */
	{ 0, 0, DEVICES,
	  DISPOSITION_IGNORED, E820_RESERVED, OWNER_NONE,
	  "device registers, even if reported as cacheable", STUB },
	{ EFI_ATTR_SP, 0, EFI_TYPES_USABLE,
	  DISPOSITION_SOFT_RESERVED, E820_SOFT_RESERVED, OWNER_SOFT_RESERVED,
	  "special purpose memory, left to a driver", STUB },
	{ EFI_ATTR_RUNTIME, 0, EFI_TYPES_USABLE,
	  DISPOSITION_MEMORY, E820_RAM, OWNER_RUNTIME,
	  "memory for Linux, but marked as in use at runtime", OURS },
	{ 0, 0, EFI_TYPES_BOOT,
	  DISPOSITION_MEMORY, E820_RAM, OWNER_BOOT_SERVICES,
	  "free after boot services; some firmware still uses it until "
	  "SetVirtualAddressMap",
	  STUB ", efi_reserve_boot_services()" },
	{ 0, 0, EFI_TYPES_LOADER,
	  DISPOSITION_MEMORY, E820_RAM, OWNER_NONE,
	  "holds loaded images; free once the kernel runs", STUB },
	{ 0, 0, EFI_TYPE_BIT(EFI_CONVENTIONAL_MEMORY),
	  DISPOSITION_MEMORY, E820_RAM, OWNER_NONE, "free memory", STUB },
	{ 0, 0, EFI_TYPE_BIT(EFI_UNACCEPTED_MEMORY),
	  DISPOSITION_MEMORY, E820_RAM, OWNER_UNACCEPTED,
	  "memory that a confidential guest must accept before use",
	  STUB " with CONFIG_UNACCEPTED_MEMORY" },
	{ 0, 0, EFI_TYPES_RUNTIME,
	  DISPOSITION_EXCLUDED, E820_RESERVED, OWNER_NONE,
	  "used by the firmware at runtime", STUB },
	{ 0, 0, EFI_TYPE_BIT(EFI_ACPI_RECLAIM_MEMORY),
	  DISPOSITION_EXCLUDED, E820_ACPI, OWNER_NONE,
	  "holds the ACPI tables; Linux on x86 never frees it", STUB },
	{ 0, 0, EFI_TYPE_BIT(EFI_ACPI_MEMORY_NVS),
	  DISPOSITION_EXCLUDED, E820_NVS, OWNER_NONE,
	  "used by the firmware, preserved across sleep", STUB },
	{ 0, 0, EFI_TYPE_BIT(EFI_UNUSABLE_MEMORY),
	  DISPOSITION_EXCLUDED, E820_UNUSABLE, OWNER_NONE,
	  "memory in which errors were detected", STUB },
	{ 0, 0, EFI_TYPE_BIT(EFI_PERSISTENT_MEMORY),
	  DISPOSITION_EXCLUDED, E820_PMEM, OWNER_NONE,
	  "persistent memory, left to a driver", STUB },
	{ EFI_ATTR_WB, 0, EFI_TYPE_BIT(EFI_RESERVED_MEMORY_TYPE),
	  DISPOSITION_EXCLUDED, E820_RESERVED, OWNER_NONE,
	  "cacheable, so RAM that the firmware withholds", STUB },
	{ 0, 0, EFI_TYPE_BIT(EFI_RESERVED_MEMORY_TYPE),
	  DISPOSITION_IGNORED, E820_RESERVED, OWNER_NONE,
	  "not cacheable, so address space rather than RAM", STUB },
	{ EFI_ATTR_WB, 0, EFI_TYPE_BIT(EFI_PAL_CODE),
	  DISPOSITION_EXCLUDED, E820_RESERVED, OWNER_NONE,
	  "processor firmware (Itanium)", STUB },
	{ 0, 0, EFI_TYPE_BIT(EFI_PAL_CODE),
	  DISPOSITION_IGNORED, E820_RESERVED, OWNER_NONE,
	  "processor firmware (Itanium), not cacheable", STUB },
	{ EFI_ATTR_WB, 0, EFI_TYPES_OTHER,
	  DISPOSITION_EXCLUDED, 0, OWNER_NONE,
	  "OEM or loader type, meaning unknown", STUB },
	{ 0, 0, EFI_TYPES_ANY,
	  DISPOSITION_IGNORED, 0, OWNER_NONE,
	  "OEM or loader type, not cacheable", STUB },
};

static const struct policy_row arm64_rows[] = {
	{ 0, CACHEABLE, DEVICES,
	  DISPOSITION_IGNORED, E820_RESERVED, OWNER_NONE,
	  "device registers", EFI_INIT },
	{ 0, CACHEABLE, MEMORY,
	  DISPOSITION_EXCLUDED, E820_RESERVED, OWNER_NONE,
	  "RAM by type, but not cacheable: Linux does not use it",
	  EFI_INIT },
	{ 0, CACHEABLE, EFI_TYPES_ANY,
	  DISPOSITION_IGNORED, E820_RESERVED, OWNER_NONE,
	  "not cacheable, so not RAM", EFI_INIT },
	{ EFI_ATTR_SP, 0, EFI_TYPES_ANY,
	  DISPOSITION_SOFT_RESERVED, E820_SOFT_RESERVED, OWNER_NONE,
	  "special purpose memory, left to a driver", EFI_INIT },
	{ 0, EFI_ATTR_WB, EFI_TYPE_BIT(EFI_ACPI_RECLAIM_MEMORY),
	  DISPOSITION_NOMAP, E820_ACPI, OWNER_ACPI,
	  "holds the ACPI tables, not write-back: NOMAP and reserved",
	  EFI_INIT },
	{ 0, EFI_ATTR_WB, EFI_TYPES_ANY,
	  DISPOSITION_NOMAP, E820_RESERVED, OWNER_NONE,
	  "not write-back: never mapped as memory", EFI_INIT },
	{ 0, 0, EFI_TYPE_BIT(EFI_ACPI_RECLAIM_MEMORY),
	  DISPOSITION_MEMORY, E820_ACPI, OWNER_ACPI,
	  "holds the ACPI tables: mapped, but reserved", EFI_INIT },
	{ EFI_ATTR_RUNTIME, 0, EFI_TYPES_USABLE,
	  DISPOSITION_MEMORY, E820_RAM, OWNER_RUNTIME,
	  "memory for Linux, but marked as in use at runtime", OURS },
	{ 0, 0, EFI_TYPES_LOADER | EFI_TYPES_BOOT,
	  DISPOSITION_MEMORY, E820_RAM, OWNER_NONE,
	  "free after boot services", EFI_INIT },
	{ 0, 0, EFI_TYPE_BIT(EFI_CONVENTIONAL_MEMORY),
	  DISPOSITION_MEMORY, E820_RAM, OWNER_NONE, "free memory", EFI_INIT },
	{ 0, 0, EFI_TYPE_BIT(EFI_PERSISTENT_MEMORY),
	  DISPOSITION_MEMORY, E820_PMEM, OWNER_NONE,
	  "cacheable, so ordinary memory for Linux on arm64", EFI_INIT },
	{ 0, 0, EFI_TYPES_ANY,
	  DISPOSITION_NOMAP, E820_RESERVED, OWNER_NONE,
	  "used by the firmware: in memory, but never mapped", EFI_INIT },
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
	return efi_type_among(type, row->types) &&
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

/* --- names --------------------------------------------------------------- */

const char *disposition_name(enum disposition disposition)
{
	static const char *const names[DISPOSITION_COUNT] = {
		[DISPOSITION_IGNORED] = "ignored",
		[DISPOSITION_EXCLUDED] = "excluded",
		[DISPOSITION_MEMORY] = "memory",
		[DISPOSITION_NOMAP] = "nomap",
		[DISPOSITION_SOFT_RESERVED] = "soft-reserved",
	};

	return names[disposition];
}

const char *lifetime_text(uint32_t lifetime)
{
	static const char *const texts[MBT_KNOWN_LIFETIMES] = {
		[MBT_LIFETIME_SVAM] = "until SetVirtualAddressMap",
		[MBT_LIFETIME_ACPI] = "until the ACPI tables are read",
		[MBT_LIFETIME_ACCEPT] = "until the kernel accepts it",
		[MBT_LIFETIME_DRIVER] = "until a driver takes it",
		[MBT_LIFETIME_KERNEL] = "until the kernel installs its own",
		[MBT_LIFETIME_TABLE] = "until the kernel is done with it",
		[MBT_LIFETIME_NEVER] = "always",
	};

	return texts[lifetime < MBT_KNOWN_LIFETIMES ? lifetime
						    : MBT_LIFETIME_NEVER];
}

static const struct {
	const char *name;
	enum mbt_lifetime lifetime;
	bool app; /* memblock.efi's own: until it returns */
} owners[OWNER_COUNT] = {
	[OWNER_NONE] = { "nobody", MBT_LIFETIME_NEVER },
	[OWNER_BOOT_SERVICES] = { "boot services", MBT_LIFETIME_SVAM },
	[OWNER_RUNTIME] = { "runtime attribute", MBT_LIFETIME_NEVER },
	[OWNER_ACPI] = { "ACPI reclaim", MBT_LIFETIME_ACPI },
	[OWNER_SOFT_RESERVED] = { "soft reserved", MBT_LIFETIME_DRIVER },
	[OWNER_UNACCEPTED] = { "unaccepted", MBT_LIFETIME_ACCEPT },
	/* Linux's real-mode trampoline and the BIOS data area. */
	[OWNER_LOW_MEMORY] = { "low 1 MiB", MBT_LIFETIME_NEVER },
	/* Linux's efi_memattr_init() and efi_esrt_init(). */
	[OWNER_FIRMWARE_TABLE] = { "firmware tables", MBT_LIFETIME_NEVER },
	[OWNER_IMAGE] = { "memblock.efi image", MBT_LIFETIME_KERNEL,
			  .app = true },
	[OWNER_MAP_BUFFER] = { "memory map buffer", MBT_LIFETIME_KERNEL,
			       .app = true },
	[OWNER_LOADER] = { "loader", MBT_LIFETIME_KERNEL },
	[OWNER_PAGE_TABLES] = { "page tables", MBT_LIFETIME_KERNEL },
	[OWNER_STACK] = { "stack", MBT_LIFETIME_KERNEL },
	[OWNER_TABLE] = { "table", MBT_LIFETIME_TABLE },
	[OWNER_CMDLINE] = { "command line", MBT_LIFETIME_TABLE },
	[OWNER_MODULE] = { "module", MBT_LIFETIME_TABLE },
	[OWNER_KERNEL] = { "kernel image", MBT_LIFETIME_NEVER },
	[OWNER_RESERVE_MEM] = { "reserve_mem", MBT_LIFETIME_NEVER },
	[OWNER_UNKNOWN] = { "unknown owner", MBT_LIFETIME_NEVER },
};

const char *owner_name(enum owner owner)
{
	return owners[owner].name;
}

enum mbt_lifetime owner_lifetime(enum owner owner)
{
	return owners[owner].lifetime;
}

const char *owner_lifetime_text(enum owner owner)
{
	return owners[owner].app ? "until memblock.efi returns"
				 : lifetime_text(owners[owner].lifetime);
}

uint32_t owner_rank(enum owner owner)
{
	return owners[owner].app ? 0 : owners[owner].lifetime + 1u;
}
