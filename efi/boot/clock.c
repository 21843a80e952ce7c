/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/clock.h"

#include "efi/arch/cpu.h"

/* Timers of PCs count at 3.58 MHz, those of arm64 at 1 MHz and more. */
#define CALIBRATION_US 25

void clock_begin(struct clock *ret, const struct firmware *fw)
{
	uint64_t before = cpu_counter();

	fw_stall(fw, CALIBRATION_US);
	ret->start = cpu_counter();
	ret->calibration = ret->start - before;
}

uint64_t clock_us(const struct clock *clock)
{
	if (clock->calibration == 0)
		return 0;
	return (cpu_counter() - clock->start) * CALIBRATION_US /
	       clock->calibration;
}
