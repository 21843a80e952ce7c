/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A stopwatch by the counter of the processor. Timer events of boot services
 * only count ticks of about 10 ms.
 */
#ifndef EFI_BOOT_CLOCK_H
#define EFI_BOOT_CLOCK_H

#include "efi/uefi/firmware.h"

struct clock {
	uint64_t start;
	/* Counts in the time that tells how fast it is; 0: it stands still. */
	uint64_t calibration;
};

/* Starts it, after a moment that tells how fast the counter is. */
void clock_begin(struct clock *ret, const struct firmware *fw);
/* Microseconds since then; always 0 if the counter stands still. */
uint64_t clock_us(const struct clock *clock);

#endif
