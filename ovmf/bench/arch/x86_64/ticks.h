/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef OVMF_BENCH_TICKS_H
#define OVMF_BENCH_TICKS_H

#include <stdint.h>

static inline uint64_t ticks(void)
{
	uint32_t low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return (uint64_t)high << 32 | low;
}

#endif
