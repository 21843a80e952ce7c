/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/firmware/mtrr.h"

#define MASK_VALID 0x800

/* Of SYSCFG: MtrrTom2En, Tom2ForceMemTypeWB. TOP_MEM2 has bits 51 to 23. */
#define TOP_MEM2_FORCED (3u << 21)
#define TOP_MEM2_END    UINT64_C(0x000fffffff800000)
#define GIB_4           ((uint64_t)1 << 32)

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

bool mtrr_top_mem2(struct fact_mtrr *ret, uint64_t syscfg, uint64_t top_mem2)
{
	uint64_t end = top_mem2 & TOP_MEM2_END;

	if (~syscfg & TOP_MEM2_FORCED || end <= GIB_4)
		return false;
	*ret = (struct fact_mtrr){ { GIB_4, end - GIB_4 }, MTRR_WB };
	return true;
}
