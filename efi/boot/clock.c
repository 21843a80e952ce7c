/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/clock.h"

#include "efi/arch/cpu.h"

void clock_begin(struct clock *ret, const struct firmware *fw)
{
	uint64_t before = cpu_counter();

	fw_stall(fw, 100);
	ret->start = cpu_counter();
	ret->per_100us = ret->start - before;
}

uint64_t clock_us(const struct clock *clock)
{
	if (clock->per_100us == 0)
		return 0;
	return (cpu_counter() - clock->start) * 100 / clock->per_100us;
}
