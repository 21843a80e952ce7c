/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/firmware/facts.h"

#include "core/base/cstring.h"

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
	[FACTS_ACPI_TABLE] = "ACPI table",
	[FACTS_FRAMEBUFFER] = "framebuffer",
	[FACTS_ECAM] = "PCI configuration space",
	[FACTS_EBDA] = "extended BIOS data",
	[FACTS_OTHER] = "configuration table",
};

const char *facts_place_name(enum facts_place place)
{
	return names[place];
}

bool facts_place_by_name(const char *name, enum facts_place *ret)
{
	for (int i = 0; i < FACTS_PLACE_COUNT; i++) {
		if (streq(name, names[i])) {
			*ret = (enum facts_place)i;
			return true;
		}
	}
	return false;
}

const char *mtrr_type_name(uint32_t type)
{
	static const char *const types[] = {
		[MTRR_UC] = "uncacheable",   [MTRR_WC] = "write-combining",
		[MTRR_WT] = "write-through", [MTRR_WP] = "write-protected",
		[MTRR_WB] = "write-back",
	};

	return type < sizeof(types) / sizeof(*types) && types[type]
		       ? types[type]
		       : "of an unknown type";
}

bool facts_of_machine(const struct facts *facts)
{
	return facts && (facts->smbios || facts->address_bits > 0 ||
			 facts->place_cnt > 0 || facts->memattr.bytes);
}

const char *fact_resource_name(size_t number)
{
	static const char fields[][8] = { "type",  "version", "lowest",
					  "flags", "tried",   "status" };

	return fields[number];
}
