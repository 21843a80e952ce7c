/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/firmware/mtrr.h"

#define MASK_VALID 0x800

bool mtrr_decode(struct fact_mtrr *ret, uint64_t base, uint64_t mask,
		 unsigned int address_bits)
{
	uint64_t all = ((uint64_t)1 << address_bits) - PAGE_SIZE_4K;
	uint64_t bits = mask & all;
	uint64_t size = bits & -bits;

	/* One range has a mask of ones down to its size. */
	if (!(mask & MASK_VALID) || bits == 0 || bits != (all & -size))
		return false;
	*ret = (struct fact_mtrr){ { base & bits, size }, base & 0xff };
	return true;
}
