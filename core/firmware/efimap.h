/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A firmware's memory map as bytes (UEFI 2.10, 7.2.3 GetMemoryMap()). The
 * stride is desc_size, which may exceed the size of struct efi_memory_desc.
 */
#ifndef CORE_FIRMWARE_EFIMAP_H
#define CORE_FIRMWARE_EFIMAP_H

#include "core/base/cstring.h"
#include "core/base/status.h"
#include "core/base/types.h"

/* EFI_MEMORY_TYPE, UEFI 2.10 table 7.10 */
enum efi_memory_type {
	EFI_RESERVED_MEMORY_TYPE = 0,
	EFI_LOADER_CODE = 1,
	EFI_LOADER_DATA = 2,
	EFI_BOOT_SERVICES_CODE = 3,
	EFI_BOOT_SERVICES_DATA = 4,
	EFI_RUNTIME_SERVICES_CODE = 5,
	EFI_RUNTIME_SERVICES_DATA = 6,
	EFI_CONVENTIONAL_MEMORY = 7,
	EFI_UNUSABLE_MEMORY = 8,
	EFI_ACPI_RECLAIM_MEMORY = 9,
	EFI_ACPI_MEMORY_NVS = 10,
	EFI_MEMORY_MAPPED_IO = 11,
	EFI_MEMORY_MAPPED_IO_PORT_SPACE = 12,
	EFI_PAL_CODE = 13,
	EFI_PERSISTENT_MEMORY = 14,
	EFI_UNACCEPTED_MEMORY = 15,
	EFI_MEMORY_TYPE_COUNT = 16,
};
/* 0x70000000-0x7fffffff are for OEMs, 0x80000000-0xffffffff for OS loaders. */
#define EFI_OEM_TYPE_FIRST 0x70000000u
#define EFI_OS_TYPE_FIRST  0x80000000u

/* A set of types: a bit for each type above, and one for all others. */
#define EFI_TYPE_BIT(type) (UINT32_C(1) << (type))
#define EFI_TYPES_OTHER    EFI_TYPE_BIT(EFI_MEMORY_TYPE_COUNT)
#define EFI_TYPES_ANY      (EFI_TYPES_OTHER | (EFI_TYPES_OTHER - 1))
#define EFI_TYPES_LOADER \
	(EFI_TYPE_BIT(EFI_LOADER_CODE) | EFI_TYPE_BIT(EFI_LOADER_DATA))
#define EFI_TYPES_BOOT                          \
	(EFI_TYPE_BIT(EFI_BOOT_SERVICES_CODE) | \
	 EFI_TYPE_BIT(EFI_BOOT_SERVICES_DATA))
#define EFI_TYPES_RUNTIME                          \
	(EFI_TYPE_BIT(EFI_RUNTIME_SERVICES_CODE) | \
	 EFI_TYPE_BIT(EFI_RUNTIME_SERVICES_DATA))
/* RAM that a kernel may use after ExitBootServices. */
#define EFI_TYPES_USABLE                     \
	(EFI_TYPES_LOADER | EFI_TYPES_BOOT | \
	 EFI_TYPE_BIT(EFI_CONVENTIONAL_MEMORY))

/* Whether types, a set of EFI_TYPE_BIT(), contains the type. */
static inline bool efi_type_among(uint32_t type, uint32_t types)
{
	return types >> (type < EFI_MEMORY_TYPE_COUNT ? type
						      : EFI_MEMORY_TYPE_COUNT) &
	       1;
}

/* EFI_MEMORY_DESCRIPTOR.Attribute */
#define EFI_ATTR_UC            UINT64_C(0x0000000000000001)
#define EFI_ATTR_WC            UINT64_C(0x0000000000000002)
#define EFI_ATTR_WT            UINT64_C(0x0000000000000004)
#define EFI_ATTR_WB            UINT64_C(0x0000000000000008)
#define EFI_ATTR_UCE           UINT64_C(0x0000000000000010)
#define EFI_ATTR_WP            UINT64_C(0x0000000000001000)
#define EFI_ATTR_RP            UINT64_C(0x0000000000002000)
#define EFI_ATTR_XP            UINT64_C(0x0000000000004000)
#define EFI_ATTR_NV            UINT64_C(0x0000000000008000)
#define EFI_ATTR_MORE_RELIABLE UINT64_C(0x0000000000010000)
#define EFI_ATTR_RO            UINT64_C(0x0000000000020000)
#define EFI_ATTR_SP            UINT64_C(0x0000000000040000)
#define EFI_ATTR_CPU_CRYPTO    UINT64_C(0x0000000000080000)
#define EFI_ATTR_HOT_PLUGGABLE UINT64_C(0x0000000000100000)
#define EFI_ATTR_ISA_VALID     UINT64_C(0x4000000000000000)
#define EFI_ATTR_ISA_MASK      UINT64_C(0x0ffff00000000000)
#define EFI_ATTR_RUNTIME       UINT64_C(0x8000000000000000)

/* EFI_MEMORY_DESCRIPTOR, version 1 */
struct efi_memory_desc {
	uint32_t type;
	uint32_t pad;
	uint64_t phys_addr;
	uint64_t virt_addr;
	uint64_t num_pages; /* of 4 KiB */
	uint64_t attribute;
};
_Static_assert(sizeof(struct efi_memory_desc) == 40, "UEFI 2.10, 7.2.3");
_Static_assert(offsetof(struct efi_memory_desc, attribute) == 32, "7.2.3");

#define EFIMAP_DESC_VERSION 1

struct efimap {
	const void *desc; /* any alignment */
	size_t size;      /* bytes of all descriptors */
	size_t desc_size; /* stride */
	uint32_t desc_version;
};

/* Faults of a map as a whole. */
enum efimap_fault {
	EFIMAP_GOOD,
	EFIMAP_EMPTY,     /* no descriptors */
	EFIMAP_DESC_SIZE, /* stride below 40 or not a multiple of 8 */
	EFIMAP_SIZE,      /* size is not a multiple of the stride */
	EFIMAP_DESC_VERSION_UNKNOWN, /* not EFIMAP_DESC_VERSION */
};

/* Returns the first fault, in the order above. The functions below require a
 * map without fault. */
enum efimap_fault efimap_check(const struct efimap *map);
/* The fault as a phrase: "the map is empty". */
const char *efimap_fault_text(enum efimap_fault fault);

/* The number of descriptors. */
size_t efimap_count(const struct efimap *map);

/* Reads the descriptor at an address of any alignment. Field by field, so that
 * the compiler loads only the fields that are used. */
__attribute__((always_inline)) static inline void efimap_read(
	const uint8_t *at, struct efi_memory_desc *ret)
{
#define LOAD(field)                                                    \
	__builtin_memcpy(&ret->field,                                  \
			 at + offsetof(struct efi_memory_desc, field), \
			 sizeof(ret->field))
	LOAD(type);
	LOAD(pad);
	LOAD(phys_addr);
	LOAD(virt_addr);
	LOAD(num_pages);
	LOAD(attribute);
#undef LOAD
}

/* Reads a descriptor; index is below efimap_count(map). */
__attribute__((always_inline)) static inline void efimap_get(
	const struct efimap *map, size_t index, struct efi_memory_desc *ret)
{
	efimap_read((const uint8_t *)map->desc + index * map->desc_size, ret);
}

/* The specification's name without "Efi", such as "ConventionalMemory"; "OEM",
 * "OS" or "unknown" for types that it does not define. efi_type_by_name() is
 * the inverse for the first 16 names, and false for any other. */
const char *efi_type_name(uint32_t type);
bool efi_type_by_name(const char *name, uint32_t *ret_type);

/* Types with the same name are one group: types 0 to 15 each, then unknown, OEM
 * and OS. */
#define EFI_TYPE_GROUPS (EFI_MEMORY_TYPE_COUNT + 3)
uint32_t efi_type_group(uint32_t type);
const char *efi_group_name(uint32_t group);

/* The name of a single attribute bit, "WB"; NULL for an unknown one. */
const char *efi_attr_name(uint64_t bit);

#endif
