/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Numbers of the Limine Boot Protocol, base revisions 0 to 6.
 */
#ifndef EFI_BOOT_LIMINE_FORMAT_H
#define EFI_BOOT_LIMINE_FORMAT_H

#include "core/base/types.h"

#define LIMINE_REVISION_MAX 6

/* --- in the kernel ----------------------------------------------------- */

/* The first half of all request IDs. */
#define LIMINE_REQUEST_0 UINT64_C(0xc7b1dd30df4c8b88)
#define LIMINE_REQUEST_1 UINT64_C(0x0a82e883a194f07b)
/* The base revision tag: both, then the revision. */
#define LIMINE_REVISION_0 UINT64_C(0xf9562b2d5c95a6c8)
#define LIMINE_REVISION_1 UINT64_C(0x6a7b384944536bdc)
/* Markers before and after the requests. */
#define LIMINE_START_0 UINT64_C(0xf6b8f4b39de7d1ae)
#define LIMINE_START_1 UINT64_C(0xfab91a6940fcb9cf)
#define LIMINE_START_2 UINT64_C(0x785c6ed015d3e316)
#define LIMINE_START_3 UINT64_C(0x181e920a7852b9d9)
#define LIMINE_END_0   UINT64_C(0xadc0e0531bb10d03)
#define LIMINE_END_1   UINT64_C(0x9572709f31764c62)

/* Offsets in a request. */
enum limine_request_offset {
	LIMINE_ID = 16, /* the second half of it */
	LIMINE_REVISION = 32,
	LIMINE_RESPONSE = 40,
	LIMINE_FIELDS = 48, /* of 8 bytes each, as many as a request has */
};

/* All requests, with the second half of their IDs and the number of their
 * fields, including those of later revisions. */
#define LIMINE_FEATURES_DEF(X)                                           \
	X(BOOTLOADER_INFO, 0xf55038d8e2a1202f, 0x279426fcf5f59740, 0)    \
	X(CMDLINE, 0x4b161536e598651e, 0xb390ad4a2f1f303a, 0)            \
	X(FIRMWARE_TYPE, 0x8c2f75d90bef28a8, 0x7045a4688eac00c3, 0)      \
	X(STACK_SIZE, 0x224ef0460a8e8926, 0xe1cb0fc25f46ea3d, 1)         \
	X(HHDM, 0x48dcf1cb8ad2b852, 0x63984e959a98244b, 0)               \
	X(FRAMEBUFFER, 0x9d5827dcd881dd75, 0xa3148604f6fab11b, 0)        \
	X(PAGING_MODE, 0x95c1a0edab0944cb, 0xa4e5cb3842f7488a, 1)        \
	X(MP, 0x95a67b819a1b857e, 0xa0b61b723b6a73e0, 1)                 \
	X(MEMMAP, 0x67cf3d9d378a806f, 0xe304acdfc50c3c62, 0)             \
	X(ENTRY_POINT, 0x13d86c035a1cd3e1, 0x2b0caa89d8f3026a, 1)        \
	X(EXECUTABLE_FILE, 0xad97e90e83f1ed67, 0x31eb5d1c5ff23b69, 0)    \
	X(MODULE, 0x3e7e279702be32af, 0xca1c4f3bd1280cee, 0)             \
	X(RSDP, 0xc5e77b6b397e7b43, 0x27637845accdcf3c, 0)               \
	X(SMBIOS, 0x9e9046f11e095391, 0xaa4a520fefbde5ee, 0)             \
	X(SYSTEM_TABLE, 0x5ceba5163eaaf6d6, 0x0a6981610cf65fcc, 0)       \
	X(EFI_MEMMAP, 0x7df62a431d6872d5, 0xa4fcdfb3e57306c8, 0)         \
	X(DATE_AT_BOOT, 0x502746e184c088aa, 0xfbc5ec83e6327893, 0)       \
	X(EXECUTABLE_ADDRESS, 0x71ba76863cc55f63, 0xb2644a48c516a487, 0) \
	X(DTB, 0xb40ddb48fb54bac7, 0x545081493f81ffb7, 0)                \
	X(PERFORMANCE, 0x6b50ad9bf36d13ad, 0xdc4c7e88fc759e17, 0)        \
	X(KEEP_IOMMU, 0x8ebaabe51f490179, 0x2aa86a59ffb4ab0f, 0)         \
	X(TSC_FREQUENCY, 0x10f2ee1d87d195e4, 0xf747a2b78f6ddb31, 0)      \
	X(TPM_LOG, 0x98e094fc7e76e979, 0xee8d8775c54e1d1f, 0)            \
	X(ENTROPY, 0x65ea80255d5682c5, 0x9117240723f493eb, 1)

enum limine_feature {
#define LIMINE_FEATURE(name, id_2, id_3, fields) LIMINE_##name,
	LIMINE_FEATURES_DEF(LIMINE_FEATURE)
#undef LIMINE_FEATURE
		LIMINE_FEATURES,
};

/* Pointers to requests, for base revision 0. */
#define LIMINE_SECTION ".limine_reqs"

enum limine_module_flag {
	LIMINE_MODULE_REQUIRED = 1 << 0,
	LIMINE_MODULE_COMPRESSED = 1 << 1,
};

/* --- for the kernel ---------------------------------------------------- */

enum limine_memory {
	LIMINE_USABLE = 0,
	LIMINE_RESERVED = 1,
	LIMINE_ACPI_RECLAIMABLE = 2,
	LIMINE_ACPI_NVS = 3,
	LIMINE_BAD = 4,
	LIMINE_LOADER_RECLAIMABLE = 5,
	LIMINE_KERNEL_AND_MODULES = 6,
	LIMINE_FRAMEBUFFER_MEMORY = 7,
	LIMINE_RESERVED_MAPPED = 8, /* from base revision 4 on */
};

#define LIMINE_FIRMWARE_EFI64 2
/* As many random numbers may a kernel ask for. */
#define LIMINE_ENTROPY_MAX 128
#define LIMINE_STACK_MIN   ((uint64_t)64 * 1024)

#endif
