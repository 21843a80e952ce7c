/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A timer of whole seconds, by an event of boot services.
 */
#ifndef EFI_UEFI_TIMER_H
#define EFI_UEFI_TIMER_H

#include "efi/uefi/firmware.h"

struct timer {
	const struct firmware *fw;
	void *event; /* EFI_EVENT; NULL where it could not be created */
};

/* Without an event timer_due() is always false. */
void timer_begin(struct timer *ret, const struct firmware *fw);
void timer_end(struct timer *timer);

void timer_set(struct timer *timer, unsigned int seconds);
/* True once, after the seconds have passed. */
bool timer_due(struct timer *timer);

#endif
