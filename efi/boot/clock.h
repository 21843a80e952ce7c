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
	uint64_t per_100us; /* counts; 0: the counter stands still */
};

/* Starts it, after 0.1 ms that tell how fast the counter is. */
void clock_begin(struct clock *ret, const struct firmware *fw);
/* Microseconds since then; always 0 if the counter stands still. */
uint64_t clock_us(const struct clock *clock);

#endif
