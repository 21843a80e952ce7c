/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef OVMF_BENCH_MARK_H
#define OVMF_BENCH_MARK_H

#include "marker.h"

#define MARK_TEXT(...)    MARK_TEXT_OF(__VA_ARGS__)
#define MARK_TEXT_OF(...) #__VA_ARGS__

/* A marker, which ovmf/bench/count.c looks for. */
static inline void mark(void)
{
	__asm__ volatile(".byte " MARK_TEXT(MARKER) : : : "memory");
}

#endif
