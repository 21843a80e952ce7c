/* SPDX-License-Identifier: BSD-2-Clause */
/* Rounding of addresses, for all values of 64 bits. */
#include "core/base/types.h"
#include "core/memblock/memblock_internal.h"
#include "tests/prove/cbmc/any.h"

static phys_addr_t any_align(void)
{
	unsigned int shift = nondet_byte();

	ASSUME(shift < 64);
	return (phys_addr_t)1 << shift;
}

/* A power of two has exactly one bit. */
void power_of_two(void)
{
	uint64_t n = nondet_u64(), shift = nondet_byte();

	ASSUME(shift < 64);
	PROVE(!is_power_of_two(0));
	PROVE(is_power_of_two((uint64_t)1 << shift));
	ASSUME(is_power_of_two(n));
	ASSUME(n & ((uint64_t)1 << shift));
	PROVE(n == (uint64_t)1 << shift);
}

void aligning(void)
{
	phys_addr_t addr = nondet_u64(), align = any_align();
	phys_addr_t down = align_down(addr, align);
	phys_addr_t up = align_up(addr, align);

	PROVE((down & (align - 1)) == 0 && (up & (align - 1)) == 0);
	PROVE(down <= addr && addr - down < align);
	/* It wraps to 0 exactly where there is no aligned address. */
	PROVE(up >= addr ? up - addr < align
			 : up == 0 && addr > align_down(PHYS_ADDR_MAX, align));
}

/* No aligned address is nearer. */
void nearest(void)
{
	phys_addr_t addr = nondet_u64(), align = any_align(), x = nondet_u64();
	phys_addr_t up = align_up(addr, align);

	ASSUME((x & (align - 1)) == 0);
	PROVE(x > addr || x <= align_down(addr, align));
	PROVE(x < addr || (addr <= up && up <= x));
}

void size_of_page(void)
{
	struct memblock mb = { .page_shift = nondet_byte() };

	ASSUME(mb.page_shift < 64);
	PROVE(page_size(&mb) != 0);
	PROVE(page_size(&mb) >> mb.page_shift == 1);
}
