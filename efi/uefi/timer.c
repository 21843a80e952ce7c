/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/timer.h"

#include "efi/uefi/uefi.h"

/* In units of 100 ns. */
#define SECOND UINT64_C(10000000)

void timer_begin(struct timer *ret, const struct firmware *fw)
{
	EFI_EVENT event;

	*ret = (struct timer){ .fw = fw };
	if (!EFI_ERROR(uefi_boot(fw)->CreateEvent(EVT_TIMER, TPL_APPLICATION,
						  NULL, NULL, &event)))
		ret->event = event;
}

void timer_end(struct timer *timer)
{
	if (timer->event)
		uefi_boot(timer->fw)->CloseEvent(timer->event);
	timer->event = NULL;
}

void timer_set(struct timer *timer, unsigned int seconds)
{
	if (timer->event)
		uefi_boot(timer->fw)->SetTimer(timer->event, TimerRelative,
					       seconds * SECOND);
}

bool timer_due(struct timer *timer)
{
	return timer->event &&
	       uefi_boot(timer->fw)->CheckEvent(timer->event) == EFI_SUCCESS;
}
