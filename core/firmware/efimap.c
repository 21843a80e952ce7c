/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The firmware's memory map as bytes, and the specification's names.
 */
#include "core/firmware/efimap.h"

#include "core/base/cstring.h"

enum efimap_fault efimap_check(const struct efimap *map)
{
	if (map->size == 0)
		return EFIMAP_EMPTY;
	if (map->desc_size < sizeof(struct efi_memory_desc) ||
	    map->desc_size % 8 != 0)
		return EFIMAP_DESC_SIZE;
	if (map->size % map->desc_size != 0)
		return EFIMAP_SIZE;
	if (map->desc_version != EFIMAP_DESC_VERSION)
		return EFIMAP_DESC_VERSION_UNKNOWN;
	return EFIMAP_GOOD;
}

const char *efimap_fault_text(enum efimap_fault fault)
{
	switch (fault) {
	case EFIMAP_EMPTY:
		return "the map is empty";
	case EFIMAP_DESC_SIZE:
		return "DescriptorSize is below 40 or not a multiple of 8";
	case EFIMAP_SIZE:
		return "the map's size is not a multiple of DescriptorSize";
	case EFIMAP_DESC_VERSION_UNKNOWN:
		return "DescriptorVersion is not 1";
	default:
		return "the map is valid";
	}
}

size_t efimap_count(const struct efimap *map)
{
	return map->size / map->desc_size;
}

static const char *const group_names[EFI_TYPE_GROUPS] = {
	[EFI_RESERVED_MEMORY_TYPE] = "ReservedMemoryType",
	[EFI_LOADER_CODE] = "LoaderCode",
	[EFI_LOADER_DATA] = "LoaderData",
	[EFI_BOOT_SERVICES_CODE] = "BootServicesCode",
	[EFI_BOOT_SERVICES_DATA] = "BootServicesData",
	[EFI_RUNTIME_SERVICES_CODE] = "RuntimeServicesCode",
	[EFI_RUNTIME_SERVICES_DATA] = "RuntimeServicesData",
	[EFI_CONVENTIONAL_MEMORY] = "ConventionalMemory",
	[EFI_UNUSABLE_MEMORY] = "UnusableMemory",
	[EFI_ACPI_RECLAIM_MEMORY] = "ACPIReclaimMemory",
	[EFI_ACPI_MEMORY_NVS] = "ACPIMemoryNVS",
	[EFI_MEMORY_MAPPED_IO] = "MemoryMappedIO",
	[EFI_MEMORY_MAPPED_IO_PORT_SPACE] = "MemoryMappedIOPortSpace",
	[EFI_PAL_CODE] = "PalCode",
	[EFI_PERSISTENT_MEMORY] = "PersistentMemory",
	[EFI_UNACCEPTED_MEMORY] = "UnacceptedMemoryType",
	"unknown",
	"OEM",
	"OS",
};

uint32_t efi_type_group(uint32_t type)
{
	if (type < EFI_MEMORY_TYPE_COUNT)
		return type;
	if (type < EFI_OEM_TYPE_FIRST)
		return EFI_MEMORY_TYPE_COUNT;
	return type < EFI_OS_TYPE_FIRST ? EFI_MEMORY_TYPE_COUNT + 1
					: EFI_MEMORY_TYPE_COUNT + 2;
}

const char *efi_group_name(uint32_t group)
{
	return group_names[group];
}

const char *efi_type_name(uint32_t type)
{
	return group_names[efi_type_group(type)];
}

bool efi_type_by_name(const char *name, uint32_t *ret_type)
{
	for (uint32_t type = 0; type < EFI_MEMORY_TYPE_COUNT; type++) {
		if (streq(name, group_names[type])) {
			*ret_type = type;
			return true;
		}
	}
	return false;
}

static const struct {
	uint64_t bit;
	const char *name;
} attributes[] = {
	{ EFI_ATTR_UC, "UC" },
	{ EFI_ATTR_WC, "WC" },
	{ EFI_ATTR_WT, "WT" },
	{ EFI_ATTR_WB, "WB" },
	{ EFI_ATTR_UCE, "UCE" },
	{ EFI_ATTR_WP, "WP" },
	{ EFI_ATTR_RP, "RP" },
	{ EFI_ATTR_XP, "XP" },
	{ EFI_ATTR_NV, "NV" },
	{ EFI_ATTR_MORE_RELIABLE, "MORE_RELIABLE" },
	{ EFI_ATTR_RO, "RO" },
	{ EFI_ATTR_SP, "SP" },
	{ EFI_ATTR_CPU_CRYPTO, "CPU_CRYPTO" },
	{ EFI_ATTR_HOT_PLUGGABLE, "HOT_PLUGGABLE" },
	{ EFI_ATTR_ISA_VALID, "ISA_VALID" },
	{ EFI_ATTR_RUNTIME, "RUNTIME" },
};

const char *efi_attr_name(uint64_t bit)
{
	for (size_t i = 0; i < sizeof(attributes) / sizeof(*attributes); i++) {
		if (attributes[i].bit == bit)
			return attributes[i].name;
	}
	return NULL;
}
