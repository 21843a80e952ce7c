/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The words for what the policy decides.
 */
#include "core/convert/policy.h"

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
