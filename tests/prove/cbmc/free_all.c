/* SPDX-License-Identifier: BSD-2-Clause */
/* What tests/prove/wp/free_all.c relies on of sizes of blocks. */
#include "core/memblock/free_all.c"
#include "tests/prove/cbmc/any.h"

void sizes_of_blocks(void)
{
	unsigned int s = nondet_byte(), n = nondet_byte();
	struct memblock mb = { .page_shift = s };

	ASSUME(s < 64 && n < 64 && s + n < 64);
	PROVE(page_size(&mb) == (phys_addr_t)1 << s);
	PROVE(is_power_of_two(page_size(&mb)));
	PROVE(page_size(&mb) <= (phys_addr_t)1 << 63);
	PROVE(page_size(&mb) << n == (phys_addr_t)1 << (s + n));
	PROVE(s == 63 || (phys_addr_t)2 << s == (phys_addr_t)1 << (s + 1));
}

/* The loop runs up to 10 times. */
void order_of_block(void)
{
	phys_addr_t base = nondet_u64(), end = nondet_u64();
	unsigned int shift = nondet_byte(), most = nondet_byte(), order;
	phys_addr_t size;

	ASSUME(shift < 64 && most < 9 && base < end);
	ASSUME(!(base & (((phys_addr_t)1 << shift) - 1)));
	ASSUME(end - base >= (phys_addr_t)1 << shift);
	order = order_at(base, end, shift, most);
	PROVE(order <= most && shift + order < 64);
	size = (phys_addr_t)1 << (shift + order);
	PROVE(!(base & (size - 1)) && end - base >= size);
}
