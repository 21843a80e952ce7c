/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a conversion is asked for, as values. Whoever calls convert() fills it:
 * the application and the host program from words (core/options/options.h),
 * a test or a kernel by hand.
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
	bool soft_reserve;   /* special purpose memory waits for a driver */
	bool mirror;         /* kernelcore=mirror: mark mirrored memory */
	bool add_efi_memmap; /* add the EFI map to the E820 table once more */
	bool numa;           /* read the SRAT and the SLIT */
	/*
	 * mem= and memmap= in their order. With PROFILE_LINUX_X86 they edit the
	 * E820 table; those of a mem= only where mem_kind is MEM_ADDRESS. Each
	 * mem= is one of them whatever the profile.
	 */
	const struct e820_edit *edits;
	size_t edit_cnt;
};

/* What Linux counts where nothing else is said. */
static inline enum mem_kind mem_kind_of(enum profile profile)
{
	return profile == PROFILE_LINUX_ARM64 ? MEM_AMOUNT : MEM_ADDRESS;
}

/* Without any option: pages of 4 KiB, no limit, no edits; mem_kind is that of
 * the profile. */
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
