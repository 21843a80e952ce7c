/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Types and helpers for every file of core/. Requires only the compiler's own
 * headers.
 */
#ifndef CORE_BASE_TYPES_H
#define CORE_BASE_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef uint64_t phys_addr_t;

/* The largest end of a range. base + size never wraps, so no range contains the
 * last byte of the 64-bit space (as in Linux). */
#define PHYS_ADDR_MAX UINT64_MAX

/* UEFI counts in pages of 4 KiB on every architecture (UEFI 2.10, 7.2). */
#define PAGE_SHIFT_4K 12
#define PAGE_SIZE_4K  ((phys_addr_t)1 << PAGE_SHIFT_4K)

static inline bool is_power_of_two(uint64_t n)
{
	return n != 0 && (n & (n - 1)) == 0;
}

/* Rounds down to a multiple of align, a power of two. */
static inline phys_addr_t align_down(phys_addr_t addr, phys_addr_t align)
{
	return addr & ~(align - 1);
}

/* Rounds up; wraps to 0 if there is no aligned address at or above addr. */
static inline phys_addr_t align_up(phys_addr_t addr, phys_addr_t align)
{
	return (addr + (align - 1)) & ~(align - 1);
}

static inline phys_addr_t phys_min(phys_addr_t a, phys_addr_t b)
{
	return a < b ? a : b;
}

static inline phys_addr_t phys_max(phys_addr_t a, phys_addr_t b)
{
	return a > b ? a : b;
}

#ifdef __cplusplus
}
#endif

#endif
