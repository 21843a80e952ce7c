/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/firmware/facts.h"

const char *facts_place_name(enum facts_place place)
{
	static const char *const names[FACTS_PLACE_COUNT] = {
		[FACTS_ACPI] = "ACPI RSDP",
		[FACTS_SMBIOS] = "SMBIOS",
		[FACTS_ESRT] = "ESRT",
		[FACTS_MEMATTR] = "memory attributes table",
		[FACTS_TPM_LOG] = "TPM event log",
		[FACTS_BGRT] = "boot logo",
		[FACTS_DEVICE_TREE] = "device tree",
		[FACTS_RNG_SEED] = "random seed",
		[FACTS_MOKVAR] = "MOK variables",
		[FACTS_SYSTEM_TABLE] = "EFI system table",
		[FACTS_INITRD] = "initrd",
		[FACTS_OTHER] = "configuration table",
	};

	return names[place];
}
