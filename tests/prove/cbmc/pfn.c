/* SPDX-License-Identifier: BSD-2-Clause */
/* What tests/prove/wp/ relies on of page frames, for all values of 64 bits. */
#include "core/memblock/pfn.c"
#include "tests/prove/cbmc/any.h"

typedef unsigned __int128 number;

static struct memblock any_pages(void)
{
	struct memblock mb = { .page_shift = nondet_byte() };

	ASSUME(mb.page_shift < 64);
	return mb;
}

/* A frame that begins after the last byte, too. */
static number any_frame(void)
{
	return (number)nondet_u64() + nondet_bool();
}

void frame_at_or_below(void)
{
	struct memblock mb = any_pages();
	phys_addr_t addr = nondet_u64();
	number f = any_frame();

	PROVE((f <= pfn_down(&mb, addr)) == (f << mb.page_shift <= addr));
}

void frame_at_or_above(void)
{
	struct memblock mb = any_pages();
	phys_addr_t addr = nondet_u64();
	number f = any_frame();

	PROVE((pfn_up(&mb, addr) <= f) == (addr <= f << mb.page_shift));
}

void frames_ascend(void)
{
	struct memblock mb = any_pages();
	number a = any_frame(), b = any_frame();

	ASSUME(a < b);
	PROVE((number)0 << mb.page_shift == 0);
	PROVE(a << mb.page_shift < b << mb.page_shift);
}
