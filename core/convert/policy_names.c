/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The words for what the policy decides.
 */
#include "core/convert/policy.h"

const char *disposition_name(enum disposition disposition)
{
	static const char *const names[DISPOSITION_COUNT] = {
		[DISPOSITION_IGNORED] = "ignored",
		[DISPOSITION_EXCLUDED] = "kept",
		[DISPOSITION_MEMORY] = "memory",
		[DISPOSITION_NOMAP] = "nomap",
		[DISPOSITION_SOFT_RESERVED] = "soft-reserved",
	};

	return names[disposition];
}

const char *lifetime_text(enum lifetime until)
{
	static const char *const texts[LIFETIME_COUNT] = {
		[LIFETIME_EXIT] = "until memblock.efi returns",
		[LIFETIME_SVAM] = "until SetVirtualAddressMap",
		[LIFETIME_ACPI] = "until ACPI tables are read",
		[LIFETIME_ACCEPT] = "until the kernel accepts it",
		[LIFETIME_DRIVER] = "until a driver takes it",
		[LIFETIME_KERNEL] = "until the kernel has its own",
		[LIFETIME_TABLE] = "until the kernel is done with it",
		[LIFETIME_NEVER] = "always",
	};

	return texts[until];
}

static const struct {
	const char *name;
	enum lifetime until;
} owners[OWNER_COUNT] = {
	[OWNER_NONE] = { "nobody", LIFETIME_NEVER },
	[OWNER_BOOT_SERVICES] = { "boot services", LIFETIME_SVAM },
	[OWNER_RUNTIME] = { "runtime attribute", LIFETIME_NEVER },
	[OWNER_ACPI] = { "ACPI reclaim", LIFETIME_ACPI },
	[OWNER_SOFT_RESERVED] = { "soft reserved", LIFETIME_DRIVER },
	[OWNER_UNACCEPTED] = { "unaccepted", LIFETIME_ACCEPT },
	/* Linux's real-mode trampoline and the BIOS data area. */
	[OWNER_LOW_MEMORY] = { "low 1 MiB", LIFETIME_NEVER },
	/* Linux's efi_memattr_init() and efi_esrt_init(). */
	[OWNER_FIRMWARE_TABLE] = { "firmware tables", LIFETIME_NEVER },
	[OWNER_IMAGE] = { "memblock.efi image", LIFETIME_EXIT },
	[OWNER_MAP_BUFFER] = { "memory map buffer", LIFETIME_EXIT },
	[OWNER_LOADER] = { "loader", LIFETIME_KERNEL },
	[OWNER_PAGE_TABLES] = { "page tables", LIFETIME_KERNEL },
	[OWNER_STACK] = { "stack", LIFETIME_KERNEL },
	[OWNER_TABLE] = { "table", LIFETIME_TABLE },
	[OWNER_CMDLINE] = { "command line", LIFETIME_TABLE },
	[OWNER_MODULE] = { "module", LIFETIME_TABLE },
	[OWNER_KERNEL] = { "kernel image", LIFETIME_NEVER },
	[OWNER_RESERVE_MEM] = { "reserve_mem", LIFETIME_NEVER },
};

const char *owner_name(enum owner owner)
{
	return owners[owner].name;
}

enum lifetime owner_lifetime(enum owner owner)
{
	return owners[owner].until;
}
