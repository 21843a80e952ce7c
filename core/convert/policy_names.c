/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The words for what the policy decides.
 */
#include "core/convert/policy.h"

const char *fate_name(enum fate fate)
{
	static const char *const names[FATE_COUNT] = {
		[FATE_IGNORED] = "ignored",
		[FATE_KEPT] = "kept",
		[FATE_MEMORY] = "memory",
		[FATE_NOMAP] = "nomap",
		[FATE_SOFT_RESERVED] = "soft-reserved",
	};

	return names[fate];
}

const char *until_text(enum until until)
{
	static const char *const texts[UNTIL_COUNT] = {
		[UNTIL_EXIT] = "until memblock.efi returns",
		[UNTIL_SVAM] = "until SetVirtualAddressMap",
		[UNTIL_ACPI] = "until ACPI tables are read",
		[UNTIL_ACCEPT] = "until the kernel accepts it",
		[UNTIL_DRIVER] = "until a driver takes it",
		[UNTIL_KERNEL] = "until the kernel has its own",
		[UNTIL_TABLE] = "until the kernel is done with it",
		[UNTIL_NEVER] = "always",
	};

	return texts[until];
}

static const struct {
	const char *name;
	enum until until;
} owners[OWNER_COUNT] = {
	[OWNER_NONE] = { "nobody", UNTIL_NEVER },
	[OWNER_BOOT_SERVICES] = { "boot services", UNTIL_SVAM },
	[OWNER_RUNTIME] = { "runtime attribute", UNTIL_NEVER },
	[OWNER_ACPI] = { "ACPI reclaim", UNTIL_ACPI },
	[OWNER_SOFT_RESERVED] = { "soft reserved", UNTIL_DRIVER },
	[OWNER_UNACCEPTED] = { "unaccepted", UNTIL_ACCEPT },
	/* Linux's real-mode trampoline and the BIOS data area. */
	[OWNER_LOW_MEMORY] = { "low 1 MiB", UNTIL_NEVER },
	/* Linux's efi_memattr_init() and efi_esrt_init(). */
	[OWNER_FIRMWARE_TABLE] = { "firmware tables", UNTIL_NEVER },
	[OWNER_IMAGE] = { "memblock.efi image", UNTIL_EXIT },
	[OWNER_MAP_BUFFER] = { "memory map buffer", UNTIL_EXIT },
	[OWNER_LOADER] = { "loader", UNTIL_KERNEL },
	[OWNER_PAGE_TABLES] = { "page tables", UNTIL_KERNEL },
	[OWNER_STACK] = { "stack", UNTIL_KERNEL },
	[OWNER_TABLE] = { "table", UNTIL_TABLE },
	[OWNER_CMDLINE] = { "command line", UNTIL_TABLE },
	[OWNER_MODULE] = { "module", UNTIL_TABLE },
	[OWNER_KERNEL] = { "kernel image", UNTIL_NEVER },
	[OWNER_RESERVE_MEM] = { "reserve_mem", UNTIL_NEVER },
};

const char *owner_name(enum owner owner)
{
	return owners[owner].name;
}

enum until owner_until(enum owner owner)
{
	return owners[owner].until;
}
