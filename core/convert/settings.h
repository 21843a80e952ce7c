/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The settings of a conversion, as values. The application and the host program
 * fill them from words (core/options/options.h), a test or a kernel by hand.
 */
#ifndef CORE_CONVERT_SETTINGS_H
#define CORE_CONVERT_SETTINGS_H

#include "core/firmware/capture.h"
#include "core/firmware/e820.h"

/* What the number of mem= counts. */
enum mem_kind {
	MEM_ADDRESS, /* nothing at or above this address is memory (x86) */
	MEM_AMOUNT,  /* only this many of the lowest bytes are memory (arm64) */
};

/* The value of mem without a limit. */
#define MEM_NONE UINT64_MAX

struct convert_settings {
	enum profile profile;
	enum mem_kind mem_kind;
	uint64_t mem;        /* mem=, an address or bytes; MEM_NONE without */
	uint32_t page_size;  /* of the kernel in bytes, a power of two */
	bool soft_reserve;   /* special purpose memory is left to a driver */
	bool mirror;         /* kernelcore=mirror: mark mirrored memory */
	bool add_efi_memmap; /* add the EFI map to E820 a second time */
	bool numa;           /* read the SRAT and the SLIT */
	/*
	 * mem= and memmap= in the order in which they are given. They edit the
	 * E820 table with PROFILE_LINUX_X86, those of a mem= only if mem_kind
	 * is MEM_ADDRESS. Each mem= is in the list in any case.
	 */
	const struct e820_edit *edits;
	size_t edit_cnt;
};

/* What Linux counts on the architecture. */
static inline enum mem_kind mem_kind_of(enum profile profile)
{
	return profile == PROFILE_LINUX_ARM64 ? MEM_AMOUNT : MEM_ADDRESS;
}

/* The settings without any option: pages of 4 KiB, no limit, no edits, mem_kind
 * of the profile. */
static inline struct convert_settings convert_defaults(enum profile profile)
{
	return (struct convert_settings){
		.profile = profile,
		.mem_kind = mem_kind_of(profile),
		.mem = MEM_NONE,
		.page_size = (uint32_t)PAGE_SIZE_4K,
		.soft_reserve = true,
		.numa = true,
	};
}

#endif
